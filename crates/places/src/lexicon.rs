//! What a speaker of a language wrote about places: prepositions, kinds of places, short forms, demonyms, case
//! endings (`languages/<code>/places.toml`). It knows no text.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{Language, PlaceType};
use serde::Deserialize;

use crate::fold;
use crate::gazetteer::{Candidate, by_key};

/// The words of one language that say something about places.
#[derive(Debug)]
pub struct Lexicon {
    /// The language that the basic forms of names are in.
    pub(crate) language: Language,
    pub(crate) prepositions: HashSet<String>,
    pub(crate) never: HashSet<String>,
    pub(crate) kinds: HashMap<String, PlaceType>,
    /// A word for the kind of a place may follow its name ("Zamfara state").
    pub(crate) kind_after: bool,
    pub(crate) capital: HashSet<String>,
    /// Words for a street: a name before one is the street's ("Bourbon Street").
    pub(crate) streets: HashSet<String>,
    /// The same for several, behind two names ("Grove and Pike streets"), and what joins the names.
    pub(crate) streets_together: HashSet<String>,
    pub(crate) streets_join: HashSet<String>,
    /// Words before the name of a street ("the 300 block of", "the corner of").
    pub(crate) before_streets: HashSet<String>,
    /// Words before a name that only say which part of it ("West Lexington").
    pub(crate) sides: HashSet<String>,
    /// Words behind a name that say it is of a part of a city ("the Austin neighborhood").
    quarters: HashSet<String>,
    pub(crate) short: HashMap<String, String>,
    /// Short forms of regions after a comma, without points, in their case.
    pub(crate) after_comma: HashMap<String, Candidate>,
    /// Whole words, or stems where the language has endings for adjectives.
    demonyms: HashMap<String, Candidate>,
    endings: Vec<String>,
    links: Vec<String>,
    /// Ending of a case → endings of the nominative.
    cases: HashMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Written {
    language: Language,
    prepositions: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    kinds: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    kind_after: bool,
    #[serde(default)]
    capital: Vec<String>,
    #[serde(default)]
    streets: Vec<String>,
    #[serde(default)]
    streets_together: Vec<String>,
    #[serde(default)]
    streets_join: Vec<String>,
    #[serde(default)]
    before_streets: Vec<String>,
    #[serde(default)]
    sides: Vec<String>,
    #[serde(default)]
    quarters: Vec<String>,
    #[serde(default)]
    short: HashMap<String, String>,
    #[serde(default)]
    after_comma: HashMap<String, String>,
    #[serde(default)]
    demonyms: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    adjectives: Adjectives,
    #[serde(default)]
    cases: HashMap<String, Vec<String>>,
}

#[derive(Default, Deserialize)]
struct Adjectives {
    endings: Vec<String>,
    links: Vec<String>,
}

macro_rules! read {
    ($code:literal) => {
        Lexicon::parse(include_str!(concat!("../../../languages/", $code, "/places.toml")))
            .expect("the tests read this file")
    };
}
model::by_language! { fn built_in -> Lexicon = read }

impl Lexicon {
    /// The lexicon of a language; the English one where there is none.
    pub fn of(language: Language) -> &'static Lexicon {
        built_in(language).or_else(|| built_in(Language::EN)).expect("English is built in")
    }

    /// Reads a lexicon.
    ///
    /// # Errors
    ///
    /// The words and the place in the file that are wrong.
    pub fn parse(text: &str) -> Result<Lexicon, String> {
        let written: Written = toml::from_str(text).map_err(|error| error.to_string())?;
        let set = |words: &[String]| words.iter().map(|word| fold(word)).collect();
        let place = |code: &str| place_of(code).ok_or_else(|| format!("no place has the code \"{code}\""));
        let mut lexicon = Lexicon {
            language: written.language,
            prepositions: set(&written.prepositions),
            never: set(&written.never),
            kind_after: written.kind_after,
            capital: set(&written.capital),
            streets: set(&written.streets),
            streets_together: set(&written.streets_together),
            streets_join: set(&written.streets_join),
            before_streets: set(&written.before_streets),
            sides: set(&written.sides),
            quarters: set(&written.quarters),
            short: written.short.iter().map(|(short, long)| (fold(short), fold(long))).collect(),
            endings: written.adjectives.endings,
            links: written.adjectives.links,
            kinds: HashMap::new(),
            after_comma: HashMap::new(),
            demonyms: HashMap::new(),
            cases: HashMap::new(),
        };
        lexicon.endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        for (kind, words) in &written.kinds {
            let kind = match kind.as_str() {
                "country" => PlaceType::Country,
                "region" => PlaceType::Region,
                "city" => PlaceType::City,
                other => return Err(format!("\"{other}\" is no kind of place; use country, region or city")),
            };
            lexicon.kinds.extend(words.iter().map(|word| (fold(word), kind)));
        }
        for (short, code) in &written.after_comma {
            lexicon.after_comma.insert(short.replace('.', ""), place(code)?);
        }
        for (code, words) in &written.demonyms {
            let place = place(code)?;
            lexicon.demonyms.extend(words.iter().map(|word| (fold(word), place)));
        }
        for (ending, nominatives) in written.cases {
            let bare = |ending: &str| if ending == "-" { String::new() } else { ending.to_owned() };
            lexicon.cases.insert(bare(&ending), nominatives.iter().map(|n| bare(n)).collect());
        }
        Ok(lexicon)
    }

    /// Whether a folded word alone never names a place.
    pub(crate) fn is_never(&self, folded: &str) -> bool {
        self.any_form(folded, |word| self.never.contains(word).then_some(())).is_some()
    }

    /// The language of its words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether a word before a name only says which part of the place is meant ("West Baltimore").
    pub fn is_side(&self, word: &str) -> bool {
        self.sides.contains(&fold(word))
    }

    /// Whether a word behind a name says that it is of a part of a city: "the Austin neighborhood".
    pub fn is_quarter(&self, word: &str) -> bool {
        self.quarters.contains(&fold(word))
    }

    /// Whether a folded word stands for a capital city.
    pub(crate) fn is_capital(&self, folded: &str) -> bool {
        // Most words are told apart by their first letters.
        let begins_alike = |word: &String| folded.as_bytes().iter().zip(word.as_bytes()).take(6).all(|(a, b)| a == b);
        self.capital.iter().any(begins_alike)
            && self.any_form(folded, |word| self.capital.contains(word).then_some(())).is_some()
    }

    /// The kind of place that a folded word stands for, also with a case ending ("city", «области»).
    pub(crate) fn kind_of(&self, folded: &str) -> Option<PlaceType> {
        self.any_form(folded, |word| self.kinds.get(word).copied())
    }

    /// The first answer for a folded word or one of its nominatives.
    pub(crate) fn any_form<T>(&self, folded: &str, answer: impl Fn(&str) -> Option<T>) -> Option<T> {
        answer(folded).or_else(|| self.nominatives(folded).iter().skip(1).find_map(|form| answer(&form.of(folded))))
    }

    /// The country or region that an adjective or a name of people points to.
    pub fn country_of_demonym(&self, word: &str) -> Option<Candidate> {
        self.demonym(&fold(word))
    }

    /// The same of a folded word ("chechen", «чеченского»).
    pub(crate) fn demonym(&self, folded: &str) -> Option<Candidate> {
        if self.endings.is_empty() {
            let singular = folded.strip_suffix('s').and_then(|word| self.demonyms.get(word));
            return self.demonyms.get(folded).or(singular).copied();
        }
        for stem in self.endings.iter().filter_map(|ending| folded.strip_suffix(ending.as_str())) {
            if let Some(place) = self.demonyms.get(stem) {
                return Some(*place);
            }
        }
        let stem = self.endings.iter().filter(|e| e.starts_with('с')).find_map(|e| folded.strip_suffix(e.as_str()))?;
        self.links
            .iter()
            .filter_map(|link| stem.strip_suffix(link.as_str()))
            .filter(|stem| stem.chars().count() >= 4)
            .flat_map(|stem| ["", "а", "ь", "о", "ы", "и"].map(|ending| format!("{stem}{ending}")))
            .filter_map(|name| by_key(&name, false).into_iter().next())
            .find(|place| place.population() >= 100_000 && !place.by_alternate())
    }

    /// The forms of the nominative that a folded word may have, itself first; each with the bytes to cut and what
    /// to add.
    pub(crate) fn nominatives(&self, folded: &str) -> Vec<Nominative<'_>> {
        let mut forms = vec![Nominative { cut: 0, add: "" }];
        if self.cases.is_empty() || folded.chars().count() < 3 {
            return forms;
        }
        let ends = folded.char_indices().rev().take(4).map(|(at, _)| at);
        for at in
            std::iter::once(folded.len()).chain(ends).filter(|at| *at >= 4 || (*at >= 2 && folded.len() - at >= 6))
        {
            for add in self.cases.get(&folded[at..]).into_iter().flatten() {
                let form = Nominative { cut: folded.len() - at, add };
                if !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
        forms
    }
}

/// How a nominative is made: bytes cut from the end, letters added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Nominative<'l> {
    pub(crate) cut: usize,
    pub(crate) add: &'l str,
}

impl Nominative<'_> {
    pub(crate) fn of(&self, word: &str) -> String {
        let stem = word.len().checked_sub(self.cut).and_then(|end| word.get(..end)).unwrap_or(word);
        format!("{stem}{}", self.add)
    }
}

/// The place with a code: ISO 3166-1 for a country, ISO 3166-2 for a region.
pub fn place_of(code: &str) -> Option<Candidate> {
    by_key(&crate::code_key(code), true).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lexicon_can_be_read() {
        for text in
            [include_str!("../../../languages/en/places.toml"), include_str!("../../../languages/ru/places.toml")]
        {
            Lexicon::parse(text).expect("the file is right");
        }
        assert!(Lexicon::parse("prepositions = 3").is_err());
    }

    #[test]
    fn demonyms_point_to_their_place() {
        for (word, language, name) in [
            ("Chechen", Language::EN, Some("Chechnya")),
            ("Ukrainians", Language::EN, Some("Ukraine")),
            ("Table", Language::EN, None),
            ("чеченского", Language::RU, Some("Chechnya")),
            ("российские", Language::RU, Some("Russia")),
            ("турецкой", Language::RU, Some("Turkey")),
            ("махачкалинский", Language::RU, Some("Makhachkala")),
            ("женский", Language::RU, None),
        ] {
            assert_eq!(Lexicon::of(language).country_of_demonym(word).map(Candidate::name_en), name, "{word}");
        }
    }
}
