//! The gazetteer that is shipped: names to candidates, candidates to records, read in place. It knows no text and
//! no rule of any language.

use std::collections::HashMap;
use std::sync::LazyLock;

use fst::Map;
use model::{Language, Place, PlaceType};

use crate::format::{Listed, Record, Word, read_list, read_string};

static PLACES: &[u8] = include_bytes!("../data/places.bin");
static STRINGS: &[u8] = include_bytes!("../data/strings.bin");
static LISTS: &[u8] = include_bytes!("../data/lists.bin");
pub(crate) static NAMES: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    Map::new(&include_bytes!("../data/names.fst")[..]).expect("the file is made by cargo xtask gazetteer")
});
static WORDS: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    Map::new(&include_bytes!("../data/words.fst")[..]).expect("the file is made by cargo xtask gazetteer")
});

/// Countries whose provinces lie below the first level.
const NAMED_BY_DISTRICT: [&str; 1] = ["PH"];

/// Kilometres from the centre of a city of a million to its edge; the area grows with the people. Set on 26 November 2026
/// on districts and suburbs of large cities in `gvc_facts`.
const RADIUS: f64 = 9.3;
/// No city is larger.
const LARGEST_RADIUS: f64 = 20.0;
/// A city has so many times the people of a district.
const MANY_TIMES: f64 = 40.0;
/// Cities of fewer people have no districts that the gazetteer knows.
const LARGE: u32 = 200_000;
/// The cities of each region that may have districts, the largest first.
static LARGE_CITIES: LazyLock<HashMap<u32, Vec<Candidate>>> = LazyLock::new(|| {
    let mut cities: HashMap<u32, Vec<Candidate>> = HashMap::new();
    for city in (first_city()..).map_while(Candidate::at).take_while(|city| city.population() >= LARGE) {
        if let Some(region) = city.region() {
            cities.entry(region.index).or_default().push(city);
        }
    }
    cities
});

/// A place of the gazetteer that a name may mean.
///
/// Two candidates are equal where they are the same place, by whatever name.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    index: u32,
    alternate: bool,
    acronym: bool,
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}

impl std::hash::Hash for Candidate {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}

impl Candidate {
    /// The place with an index in the gazetteer; `None` past its end.
    pub fn at(index: u32) -> Option<Candidate> {
        Record::read(PLACES, index).map(|_| Candidate::plain(index))
    }

    fn plain(index: u32) -> Candidate {
        Candidate { index, alternate: false, acronym: false }
    }

    pub(crate) fn listed(listed: Listed) -> Option<Candidate> {
        let found = Candidate::at(listed.place())?;
        Some(Candidate { alternate: listed.is(Listed::ALTERNATE), acronym: listed.is(Listed::ACRONYM), ..found })
    }

    /// Its index in the gazetteer; indices change with the data.
    pub fn index(self) -> u32 {
        self.index
    }

    /// Whether the name that led here is a lesser one of the place.
    pub fn by_alternate(self) -> bool {
        self.alternate
    }

    pub(crate) fn by_acronym(self) -> bool {
        self.acronym
    }

    fn record(self) -> Record {
        Record::read(PLACES, self.index).expect("a candidate is only made of places in the data")
    }

    /// Country, region or city; a district counts as a region.
    pub fn kind(self) -> PlaceType {
        match self.record().kind_and_en >> 24 {
            0 => PlaceType::Country,
            2 => PlaceType::City,
            _ => PlaceType::Region,
        }
    }

    /// Whether it is a part of a first-level region: a county, a district, a province below a region.
    pub fn is_district(self) -> bool {
        self.record().kind_and_en >> 24 == 3
    }

    /// Its country, which is itself for a country.
    pub fn country(self) -> Candidate {
        match self.kind() {
            PlaceType::Country => self,
            _ => Candidate::plain(u32::from(self.record().country)),
        }
    }

    /// ISO 3166-1 alpha-2 of its country.
    pub fn country_code(self) -> String {
        self.country().record().country.to_be_bytes().iter().map(|b| char::from(*b)).collect()
    }

    /// Its first-level region, which is itself for a region.
    pub fn region(self) -> Option<Candidate> {
        match self.kind() {
            PlaceType::Country => None,
            PlaceType::Region if !self.is_district() => Some(Candidate::plain(self.index)),
            _ => {
                let area = self.area()?;
                if area.is_district() { area.area() } else { Some(area) }
            }
        }
    }

    /// Its district (county, province below a region), which is itself for a district.
    pub fn district(self) -> Option<Candidate> {
        match self.kind() {
            _ if self.is_district() => Some(Candidate::plain(self.index)),
            PlaceType::City => self.area().filter(|area| area.is_district()),
            _ => None,
        }
    }

    /// The smallest area that a city or district lies in.
    fn area(self) -> Option<Candidate> {
        let index = self.record().other;
        (index != 0).then(|| Candidate::plain(u32::from(index)))
    }

    /// The region that people name: in some countries the first level is only known to officials.
    fn known_region(self) -> Option<Candidate> {
        let district = self.district().filter(|_| NAMED_BY_DISTRICT.contains(&self.country_code().as_str()));
        district.or_else(|| self.region())
    }

    /// Whether it is the capital of its country.
    pub fn is_national_capital(self) -> bool {
        self.kind() == PlaceType::City && self.country().capital().is_some_and(|capital| capital.index == self.index)
    }

    /// The capital of a country; the largest city of a region.
    pub fn capital(self) -> Option<Candidate> {
        if self.kind() == PlaceType::City || self.is_district() {
            return None;
        }
        let other = self.record().other.checked_sub(1)?;
        Candidate::at(first_city() + u32::from(other))
    }

    /// The city that it is a district of, where it is one (West Englewood: Chicago); else itself. The gazetteer does not
    /// tell districts from towns: one is a place near the centre of a city of its region with many times its people.
    pub fn city(self) -> Candidate {
        let people = f64::from(self.population());
        let holds = |city: &&Candidate| {
            let of_city = f64::from(city.population());
            let radius = (RADIUS * (of_city / 1e6).sqrt()).min(LARGEST_RADIUS);
            people * MANY_TIMES <= of_city && self.kilometres_to(**city) <= radius
        };
        let large = self.region().and_then(|region| LARGE_CITIES.get(&region.index));
        large.and_then(|large| large.iter().find(holds)).copied().unwrap_or(self)
    }

    /// Its name in English.
    pub fn name_en(self) -> &'static str {
        read_string(STRINGS, self.record().kind_and_en & 0xff_ffff).unwrap_or_default()
    }

    /// Its name in Russian, where one is known.
    pub fn name_ru(self) -> Option<&'static str> {
        read_string(STRINGS, self.record().ru)
    }

    /// Its name in a language, in English where that is not known.
    pub fn name(self, language: Language) -> &'static str {
        let russian = if language == Language::RU { self.name_ru() } else { None };
        russian.unwrap_or_else(|| self.name_en())
    }

    /// Degrees north.
    pub fn lat(self) -> f64 {
        f64::from(self.record().lat) / 1e5
    }

    /// Degrees east.
    pub fn lon(self) -> f64 {
        f64::from(self.record().lon) / 1e5
    }

    /// People who live there; of a region, those of its cities.
    pub fn population(self) -> u32 {
        self.record().population
    }

    /// Whether it lies in another place or is that place.
    pub fn lies_in(self, other: Candidate) -> bool {
        self.index == other.index
            || self.country().index == other.index
            || self.region().is_some_and(|region| region.index == other.index)
            || self.district().is_some_and(|district| district.index == other.index)
    }

    /// Kilometres along a great circle.
    pub fn kilometres_to(self, other: Candidate) -> f64 {
        let (a, b) = (self.record(), other.record());
        let radians = |v: i32| f64::from(v) / 1e5 * std::f64::consts::PI / 180.0;
        let (lat_a, lat_b) = (radians(a.lat), radians(b.lat));
        let h = ((lat_b - lat_a) / 2.0).sin().powi(2)
            + lat_a.cos() * lat_b.cos() * ((radians(b.lon) - radians(a.lon)) / 2.0).sin().powi(2);
        2.0 * 6371.0 * h.sqrt().min(1.0).asin()
    }

    /// Its English name and what it lies in: `Springfield, Illinois, US`.
    pub fn path(self) -> String {
        let mut path = self.name_en().to_owned();
        if let Some(region) = self.region().filter(|region| region.index != self.index) {
            path.push_str(", ");
            path.push_str(region.name_en());
        }
        if self.kind() != PlaceType::Country {
            path.push_str(", ");
            path.push_str(&self.country_code());
        }
        path
    }

    /// The place as it stands in reports.
    pub fn place(self) -> Place {
        Place {
            kind: self.kind(),
            country: self.country_code(),
            region: self.known_region().map(|region| region.name_en().to_owned()),
            city: (self.kind() == PlaceType::City).then(|| self.city().name_en().to_owned()),
            lat: self.lat(),
            lon: self.lon(),
        }
    }
}

/// The places that a folded name may mean, the most likely first.
pub(crate) fn by_key(key: &str, in_capitals: bool) -> Vec<Candidate> {
    NAMES.get(key).map(|packed| by_value(packed, in_capitals)).unwrap_or_default()
}

/// The places of a value of the map of names.
pub(crate) fn by_value(packed: u64, in_capitals: bool) -> Vec<Candidate> {
    read_list(LISTS, packed)
        .filter(|listed| in_capitals || !listed.is(Listed::ACRONYM))
        .filter_map(Candidate::listed)
        .collect()
}

/// What a folded word is besides a place.
pub(crate) fn word(folded: &str) -> Word {
    Word(WORDS.get(folded).unwrap_or_default())
}

fn first_city() -> u32 {
    static FIRST: LazyLock<u32> = LazyLock::new(|| {
        let all = (PLACES.len() / crate::format::WIDTH) as u32;
        let (mut low, mut high) = (0, all);
        while low < high {
            let middle = low + (high - low) / 2;
            let is_city = Record::read(PLACES, middle).is_some_and(|record| record.kind_and_en >> 24 == 2);
            if is_city { high = middle } else { low = middle + 1 }
        }
        low
    });
    *FIRST
}

/// All countries, in the order of their codes.
pub fn countries() -> impl Iterator<Item = Candidate> {
    (0..first_city()).map_while(Candidate::at).take_while(|place| place.kind() == PlaceType::Country)
}

/// All first-level regions of all countries.
pub fn regions() -> impl Iterator<Item = Candidate> {
    (0..first_city())
        .filter_map(Candidate::at)
        .filter(|place| place.kind() == PlaceType::Region && !place.is_district())
}

/// The country with an ISO 3166-1 alpha-2 code.
pub fn country(code: &str) -> Option<Candidate> {
    let code: [u8; 2] = code.as_bytes().try_into().ok()?;
    let wanted = u16::from_be_bytes(code.map(|b| b.to_ascii_uppercase()));
    countries().find(|country| country.record().country == wanted)
}

/// Countries and territories that are one city (ISO 3166-1), and the city.
const CITY_STATES: [(&str, &str); 6] = [
    ("GI", "Gibraltar"),
    ("HK", "Hong Kong"),
    ("MC", "Monaco"),
    ("MO", "Macao"),
    ("SG", "Singapore"),
    ("VA", "Vatican City"),
];

/// The city that a country is, where it is one.
pub fn city_state(country: &str) -> Option<&'static str> {
    CITY_STATES.iter().find(|(code, _)| *code == country).map(|(_, city)| *city)
}

/// The name of a country by its code.
pub fn country_name(code: &str, language: Language) -> Option<&'static str> {
    country(code).map(|country| country.name(language))
}
