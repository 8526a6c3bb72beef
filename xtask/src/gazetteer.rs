//! Makes the data files of the crate `places` from tables of places (see `docs/DATA.md`).

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use places::fold;
use places::format::{Listed, NONE, Record, Word, pack_list};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

mod districts;
pub(crate) mod score;

mod russian;

/// Most candidates that a name keeps.
const MOST: usize = 200;

/// Reads the tables in `from`, the districts of cities in `districts` and the treebanks in `treebanks`, and writes
/// the files into `crates/places/data`.
pub(crate) fn make(from: &Path, districts: &Path, treebanks: &Path) -> Result<()> {
    let mut maker = Maker::default();
    let lexica = [read_toml("languages/en/places.toml")?, read_toml("languages/ru/places.toml")?];
    maker.add_countries(&table(&from.join("countries.tsv.xz"))?);
    maker.add_regions(&table(&from.join("admin1.tsv.xz"))?);
    let cities = table(&from.join("cities500.tsv.xz"))?;
    districts::add(&mut maker, districts, &cities)?;
    maker.first_city = maker.places.len();
    maker.add_cities(&cities)?;
    maker.add_capitals(&table(&from.join("countries.tsv.xz"))?);
    for lexicon in &lexica {
        maker.add_lexicon(lexicon)?;
    }
    let out = Path::new("crates/places/data");
    maker.write(out)?;
    write_words(from, treebanks, out)
}

/// A table as rows of columns by name.
fn table(path: &Path) -> Result<Vec<HashMap<String, String>>> {
    let text = unpacked(path)?;
    let mut lines = text.lines().map(|line| line.split('\t'));
    let head: Vec<&str> = lines.next().with_context(|| format!("{} is empty", path.display()))?.collect();
    Ok(lines.map(|cells| head.iter().map(|c| (*c).to_owned()).zip(cells.map(str::to_owned)).collect()).collect())
}

fn unpacked(path: &Path) -> Result<String> {
    let packed = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut bytes)
        .with_context(|| format!("cannot unpack {}", path.display()))?;
    Ok(String::from_utf8(bytes)?)
}

fn read_toml(path: &str) -> Result<toml::Table> {
    Ok(fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?.parse()?)
}

struct Place {
    lat: f64,
    lon: f64,
    population: u32,
    name_en: String,
    name_ru: Option<String>,
    country: u16,
    other: u16,
    kind: u32,
}

#[derive(Default)]
struct Maker {
    places: Vec<Place>,
    first_city: usize,
    /// ISO codes and `CC/City` to places.
    codes: HashMap<String, usize>,
    /// GeoNames country and region code to region.
    regions: HashMap<(String, String), usize>,
    /// GeoNames id of a city to its district.
    district_of: HashMap<String, usize>,
    names: BTreeMap<String, BTreeMap<usize, u32>>,
}

impl Maker {
    fn name(&mut self, name: &str, place: usize, flags: u32) {
        let key = fold(name);
        if key.is_empty() || key.len() > 120 {
            return;
        }
        // The better of two ways to the same place stays: a main name before a lesser one.
        self.names.entry(key).or_default().entry(place).and_modify(|old| *old = (*old).min(flags)).or_insert(flags);
    }

    fn code(&mut self, code: &str, place: usize) {
        self.codes.insert(code.to_owned(), place);
        self.names.entry(places::code_key(code)).or_default().insert(place, 0);
    }

    fn add_countries(&mut self, rows: &[HashMap<String, String>]) {
        for row in rows.iter().filter(|row| !row["names_en"].is_empty()) {
            let at = self.places.len();
            let iso = row["iso"].as_bytes();
            let name_en = row["name"].trim().to_owned();
            let russian: Vec<&str> = row["names_ru"].split(',').filter(|n| !n.is_empty()).collect();
            let name_ru = russian.iter().find(|n| !n.contains(['.', '('])).or(russian.first()).map(|n| (*n).to_owned());
            self.code(&row["iso"], at);
            for name in [row["name"].as_str()].into_iter().chain(row["names_en"].split(',')).chain(russian) {
                self.name(name.trim(), at, 0);
            }
            self.places.push(Place {
                lat: row["lat"].parse().unwrap_or_default(),
                lon: row["lon"].parse().unwrap_or_default(),
                population: row["population"].parse().unwrap_or_default(),
                name_en,
                name_ru,
                country: u16::from_be_bytes([iso[0], iso[1]]),
                other: 0,
                kind: 0,
            });
        }
    }

    fn add_regions(&mut self, rows: &[HashMap<String, String>]) {
        for row in rows {
            let Some(country) = self.codes.get(&row["country"]).copied() else { continue };
            let at = self.places.len();
            self.code(&row["iso3166_2"], at);
            self.regions.insert((row["country"].clone(), row["admin1"].clone()), at);
            for column in ["name_en", "name_ru", "name_geonames", "name_es", "name_fr", "name_de"] {
                let flags = if matches!(column, "name_en" | "name_ru") { 0 } else { Listed::ALTERNATE };
                if let Some(name) = row.get(column).filter(|name| !name.is_empty()) {
                    self.name(name, at, flags);
                }
            }
            self.places.push(Place {
                lat: row["lat"].parse().unwrap_or_default(),
                lon: row["lon"].parse().unwrap_or_default(),
                population: row["population_of_cities"].parse().unwrap_or_default(),
                name_en: english(&row["name_en"], &row["country"]),
                name_ru: Some(row["name_ru"].clone()).filter(|name| !name.is_empty()),
                country: country as u16,
                other: 0,
                kind: 1,
            });
        }
    }

    fn add_cities(&mut self, rows: &[HashMap<String, String>]) -> Result<()> {
        let mut sums: HashMap<usize, [f64; 3]> = HashMap::new();
        let known = russian::Known::read(&fs::read_to_string("crates/places/sources/toponyms_ru.txt")?);
        for row in rows {
            let Some(country) = self.codes.get(&row["country"]).copied() else { continue };
            let at = self.places.len();
            let region = self.regions.get(&(row["country"].clone(), row["admin1"].clone())).copied();
            let alternates: Vec<&str> = row["alternatenames"].split(',').filter(|name| is_useful(name)).collect();
            let (lat, lon): (f64, f64) = (row["lat"].parse()?, row["lon"].parse()?);
            if let Some(region) = region {
                if self.places[region].other == 0 {
                    self.places[region].other = u16::try_from(at - self.first_city + 1).unwrap_or(0);
                }
                let (north, east) = (lat.to_radians(), lon.to_radians());
                let sum = sums.entry(region).or_default();
                for (to, v) in sum.iter_mut().zip([north.cos() * east.cos(), north.cos() * east.sin(), north.sin()]) {
                    *to += v;
                }
            }
            for name in [&row["name"], &row["asciiname"], &english(&row["name"], &row["country"])] {
                self.name(name, at, 0);
            }
            for name in &alternates {
                self.name(name, at, Listed::ALTERNATE);
            }
            let name_ru = russian::name_of(&row["name"], &row["country"], &alternates, &known);
            if let Some(name) = &name_ru {
                self.name(name, at, 0);
            }
            for name in [&row["name"], &row["asciiname"]] {
                self.codes.entry(format!("{}/{name}", row["country"])).or_insert(at);
            }
            self.places.push(Place {
                lat,
                lon,
                population: row["population"].parse().unwrap_or_default(),
                name_en: english(&row["name"], &row["country"]),
                name_ru,
                country: country as u16,
                other: self.district_of.get(&row["geonameid"]).copied().or(region).map_or(0, |area| area as u16),
                kind: 2,
            });
        }
        for (region, [x, y, z]) in sums {
            self.places[region].lat = z.atan2(x.hypot(y)).to_degrees();
            self.places[region].lon = y.atan2(x).to_degrees();
        }
        Ok(())
    }

    fn add_capitals(&mut self, rows: &[HashMap<String, String>]) {
        for row in rows {
            let city = self.codes.get(&format!("{}/{}", row["iso"], row["capital"].trim())).copied();
            if let (Some(city), Some(country)) = (city, self.codes.get(&row["iso"]).copied()) {
                self.places[country].other = u16::try_from(city - self.first_city + 1).unwrap_or(0);
            }
        }
    }

    fn by_code(&self, code: &str) -> Result<usize> {
        self.codes.get(code).copied().with_context(|| format!("no place has the code \"{code}\""))
    }

    /// Adds the names, aliases and capitals that a speaker wrote.
    fn add_lexicon(&mut self, lexicon: &toml::Table) -> Result<()> {
        let russian = lexicon.get("language").and_then(toml::Value::as_str) == Some("ru");
        let section = |name: &str| lexicon.get(name).and_then(toml::Value::as_table).into_iter().flatten();
        for (code, name) in section("names") {
            let place = self.by_code(code)?;
            let name = name.as_str().context("a name is text")?;
            self.name(name, place, 0);
            if russian {
                self.places[place].name_ru = Some(name.to_owned());
            } else {
                self.places[place].name_en = name.to_owned();
            }
        }
        for (alias, code) in section("aliases") {
            let place = self.by_code(code.as_str().context("a code is text")?)?;
            self.name(alias, place, 0);
        }
        for (acronym, code) in section("acronyms") {
            let place = self.by_code(code.as_str().context("a code is text")?)?;
            self.name(acronym, place, Listed::ACRONYM);
        }
        for (code, city) in section("capitals") {
            let (place, city) = (self.by_code(code)?, self.by_code(city.as_str().context("a code is text")?)?);
            if self.places[city].kind != 2 {
                bail!("the capital of {code} is no city");
            }
            self.places[place].other = u16::try_from(city - self.first_city + 1).unwrap_or(0);
        }
        Ok(())
    }

    /// How likely a name means a place when nothing else is known.
    fn weight(&self, place: usize, flags: u32) -> f64 {
        let found = &self.places[place];
        let kind = [8.0, 0.5, 0.0, -2.0][found.kind as usize];
        f64::from(found.population + 100).ln() + kind - if flags & Listed::ALTERNATE == 0 { 0.0 } else { 3.0 }
    }

    fn write(&self, out: &Path) -> Result<()> {
        let (mut strings, mut known) = (Vec::new(), HashMap::new());
        let mut string = |text: &str| -> u32 {
            *known.entry(text.to_owned()).or_insert_with(|| {
                let offset = strings.len() as u32;
                let mut end = text.len().min(255);
                while !text.is_char_boundary(end) {
                    end -= 1;
                }
                strings.push(end as u8);
                strings.extend(&text.as_bytes()[..end]);
                offset
            })
        };
        let mut places = Vec::new();
        for place in &self.places {
            let record = Record {
                lat: (place.lat * 1e5).round() as i32,
                lon: (place.lon * 1e5).round() as i32,
                population: place.population,
                kind_and_en: place.kind << 24 | string(&place.name_en),
                ru: place.name_ru.as_deref().map_or(NONE, &mut string),
                country: place.country,
                other: place.other,
            };
            places.extend(record.to_bytes());
        }
        let (mut lists, mut names) = (Vec::<u8>::new(), fst::MapBuilder::memory());
        let mut singles: HashMap<Vec<u32>, usize> = HashMap::new();
        for (key, found) in &self.names {
            let mut list: Vec<(usize, u32)> = found.iter().map(|(place, flags)| (*place, *flags)).collect();
            list.sort_by(|a, b| self.weight(b.0, b.1).total_cmp(&self.weight(a.0, a.1)).then(a.0.cmp(&b.0)));
            list.truncate(MOST);
            let list: Vec<u32> = list.iter().map(|(place, flags)| *place as u32 | flags).collect();
            let offset = *singles.entry(list.clone()).or_insert_with(|| {
                let offset = lists.len() / 4;
                lists.extend(list.iter().flat_map(|listed| listed.to_le_bytes()));
                offset
            });
            names.insert(key, pack_list(offset, list.len()))?;
        }
        fs::write(out.join("places.bin"), places)?;
        fs::write(out.join("strings.bin"), &strings)?;
        fs::write(out.join("lists.bin"), lists)?;
        fs::write(out.join("names.fst"), names.into_inner()?)?;
        Ok(())
    }
}

/// Countries whose own script is not Latin: the marks of a transcription are not written in newspapers.
const OTHER_SCRIPTS: [&str; 52] = [
    "AE", "AF", "AM", "BD", "BG", "BH", "BY", "CN", "CY", "DZ", "EG", "ER", "ET", "GE", "GR", "IL", "IN", "IQ", "IR",
    "JO", "JP", "KG", "KH", "KP", "KR", "KW", "KZ", "LA", "LB", "LK", "LY", "MA", "MK", "MM", "MN", "MR", "NP", "OM",
    "PK", "PS", "QA", "RU", "SA", "SD", "SY", "TH", "TJ", "TN", "TW", "UA", "UZ", "YE",
];

/// A name as newspapers write it: no marks of transcription, Russian endings without the second letter, no dotless i.
fn english(name: &str, country: &str) -> String {
    let mut name = name.replace('ı', "i").replace('İ', "I");
    if OTHER_SCRIPTS.contains(&country) {
        name = name.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '’' | '‘' | 'ʼ' | 'ʻ')).nfc().collect();
    }
    if country != "RU" {
        return name;
    }
    let word = |word: &str| {
        let stem = word.strip_suffix("iy").or(word.strip_suffix("yy")).filter(|stem| stem.len() > 2);
        match (stem, word.strip_suffix("yye")) {
            (Some(stem), _) => format!("{stem}y"),
            (None, Some(stem)) => format!("{stem}ye"),
            (None, None) => word.to_owned(),
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Leaves out codes, transcriptions by machine and scripts that are not asked for.
fn is_useful(name: &str) -> bool {
    let Some(first) = name.chars().next() else { return false };
    let latin_or_russian = |c: char| {
        (c as u32) < 0x250
            || ('а'..='я').contains(&c)
            || ('А'..='Я').contains(&c)
            || matches!(c, 'ё' | 'Ё' | 'і' | 'І' | 'ї' | 'Ї' | 'є' | 'Є' | '’' | '‘' | 'ʼ')
            || (0x1e00..0x1f00).contains(&(c as u32))
    };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let capitals_only = letters <= 4 && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    !first.is_lowercase() && letters > 1 && !capitals_only && name.chars().all(latin_or_russian)
}

/// Writes what words are besides places: common in the treebanks' training parts, given names, surnames.
fn write_words(from: &Path, treebanks: &Path, out: &Path) -> Result<()> {
    let mut words: BTreeMap<String, u64> = BTreeMap::new();
    let mut files: Vec<_> = fs::read_dir(treebanks)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files.iter().filter(|file| file.file_name().to_string_lossy().ends_with(".train.conllu.xz")) {
        for line in unpacked(&file.path())?.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [_, form, _, upos, ..] = cells[..] else { continue };
            if form.starts_with(char::is_lowercase) && !matches!(upos, "PROPN" | "PUNCT" | "NUM") {
                let seen = words.entry(fold(form)).or_default();
                *seen = (*seen + 1).min(255);
            }
        }
    }
    for (file, flag) in [
        ("given_names_ru.tsv.xz", Word::GIVEN),
        ("given_names_world.tsv.xz", Word::GIVEN),
        ("surnames_ru.tsv.xz", Word::SURNAME),
        ("surnames_world.tsv.xz", Word::SURNAME),
    ] {
        for row in table(&from.join(file))? {
            *words.entry(fold(&row["name"])).or_default() |= flag;
        }
    }
    words.remove("");
    let mut map = fst::MapBuilder::memory();
    for (word, bits) in &words {
        map.insert(word, *bits)?;
    }
    fs::write(out.join("words.fst"), map.into_inner()?)?;
    Ok(())
}
