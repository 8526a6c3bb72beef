//! What a language's tables say of words: titles, occupations, words of organisations and authorities, given names.
//!
//! A lexicon is made of the texts of its files, so that a test can bring a language of its own.

use model::{EntityKind, Language, Occupation, Sex};
use serde::Deserialize;

use crate::russian;
use crate::word::{HashedMap, hash, strip};

/// `languages/<code>/names.toml` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    endings: Vec<String>,
    declension: Option<String>,
    connectors: Vec<String>,
    joins: WordList,
    within: WordList,
    plain: WordList,
    articles: WordList,
    aims: WordList,
    definite: WordList,
    idle: WordList,
    copulas: WordList,
    post_links: WordList,
    #[serde(default)]
    member_links: WordList,
    #[serde(default)]
    relatives: WordList,
    #[serde(default)]
    leading: WordList,
    suffixes: WordList,
    belongings: WordList,
    opposed: WordList,
    saying: WordList,
    telling: WordList,
    reporting: WordList,
    statements: WordList,
    indefinite: WordList,
    key_words: Vec<KeyRow>,
    particles: Vec<String>,
    small: Vec<String>,
    title: Vec<TitleRow>,
    occupation: Vec<OccupationRow>,
    roles: Vec<String>,
    organisation: Vec<String>,
    authority: Vec<String>,
    civil: Vec<String>,
    rights: Vec<String>,
    bodies: Vec<String>,
    publication: Vec<String>,
    place: Vec<String>,
    things: Vec<String>,
    descriptor: Vec<DescriptorRow>,
    pronoun: Vec<PronounRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyRow {
    key: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleRow {
    words: Vec<String>,
    #[serde(default)]
    sex: Option<Sex>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OccupationRow {
    code: Occupation,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DescriptorRow {
    kinds: Vec<EntityKind>,
    words: Vec<String>,
    #[serde(default)]
    sex: Option<Sex>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PronounRow {
    words: Vec<String>,
    kinds: Vec<EntityKind>,
    #[serde(default)]
    sex: Option<Sex>,
    #[serde(default)]
    plural: bool,
}

/// Phrases found by the stems of their words, the longest first.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    by_first: HashedMap<Vec<(Box<[u64]>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: HashedMap::default() }
    }
}

impl<T> Phrases<T> {
    fn add(&mut self, phrase: &str, endings: &[String], value: T) {
        let stems: Box<[u64]> = phrase.split_whitespace().map(|w| hash(strip(w, endings).as_bytes())).collect();
        if let Some(&first) = stems.first() {
            self.by_first.entry(first).or_default().push((stems, value));
        }
    }

    fn finish(mut self) -> Self {
        for rows in self.by_first.values_mut() {
            rows.sort_by_key(|(stems, _)| std::cmp::Reverse(stems.len()));
        }
        self
    }

    /// The longest phrase whose words stand at the start of the stems.
    pub(crate) fn longest(&self, stems: &[u64]) -> Option<(usize, &T)> {
        let rows = self.by_first.get(stems.first()?)?;
        rows.iter().find(|(row, _)| stems.starts_with(row)).map(|(row, value)| (row.len(), value))
    }
}

/// What a pronoun can stand for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stands {
    /// Kinds of entities.
    pub(crate) kinds: Vec<EntityKind>,
    /// Sex of a person, gender of a word.
    pub(crate) sex: Option<Sex>,
    /// More than one.
    pub(crate) plural: bool,
}

/// What a given name is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given {
    /// Its nominative in small letters.
    pub(crate) name: String,
    /// The same without the dots of «ё».
    pub(crate) plain: String,
    /// Whose it is; none where it is both women's and men's.
    pub(crate) sex: Option<Sex>,
}

/// Words in small letters that are looked up as they stand.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct WordList(Vec<String>);

impl WordList {
    /// Whether a word in small letters is one of them.
    pub(crate) fn has(&self, lower: &str) -> bool {
        self.0.iter().any(|w| w == lower)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Classes of words, as bits.
pub(crate) mod class {
    pub(crate) const GIVEN: u32 = 1;
    pub(crate) const SURNAME: u32 = 1 << 1;
    pub(crate) const PATRONYMIC: u32 = 1 << 2;
    pub(crate) const TITLE: u32 = 1 << 3;
    pub(crate) const OCCUPATION: u32 = 1 << 4;
    pub(crate) const ORGANISATION: u32 = 1 << 5;
    pub(crate) const AUTHORITY: u32 = 1 << 6;
    pub(crate) const PUBLICATION: u32 = 1 << 7;
    pub(crate) const PLACE_WORD: u32 = 1 << 8;
    pub(crate) const SMALL: u32 = 1 << 9;
    pub(crate) const CONNECTOR: u32 = 1 << 10;
    pub(crate) const PARTICLE: u32 = 1 << 11;
    pub(crate) const THING: u32 = 1 << 12;
    pub(crate) const ROLE: u32 = 1 << 13;
    pub(crate) const TOPONYM: u32 = 1 << 15;
    pub(crate) const TOPONYM_PART: u32 = 1 << 16;
    pub(crate) const COMMON: u32 = 1 << 17;
}

/// The tables of a language, ready for look-up.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Endings taken off before words are compared.
    pub(crate) endings: Vec<String>,
    /// Whether names change by case the Russian way.
    pub(crate) russian: bool,
    classes: HashedMap<u32>,
    /// Between two names: "and".
    pub(crate) joins: WordList,
    /// Say where something is: "in".
    pub(crate) within: WordList,
    /// Before a body, and do not make it another one: "local".
    pub(crate) plain: WordList,
    /// Articles and what stands like one.
    pub(crate) articles: WordList,
    /// Whether a list of common words was added.
    common_words: bool,
    /// Behind an organisation's head, before what it is for: "against".
    pub(crate) aims: WordList,
    /// Definite articles and what stands like one; none where a description needs none.
    pub(crate) definite: WordList,
    /// Pronouns that can stand for nothing.
    pub(crate) idle: WordList,
    /// Say that one thing is another: "is".
    pub(crate) copulas: WordList,
    /// Link a post with its body: "head of".
    pub(crate) post_links: WordList,
    /// Link a person with the body that they are of: "of".
    pub(crate) member_links: WordList,
    /// Relative pronouns, and what those do who have a post: "who heads".
    pub(crate) relatives: WordList,
    pub(crate) leading: WordList,
    /// Behind a company's name and a comma, and part of it: "Inc.".
    pub(crate) suffixes: WordList,
    /// What only a body has: "office".
    pub(crate) belongings: WordList,
    /// Behind a body's head, before what it fights: "against".
    pub(crate) opposed: WordList,
    /// What bodies and people do that is told of: "said".
    pub(crate) saying: WordList,
    /// Words before whom something is told to: "told".
    pub(crate) telling: WordList,
    /// What bodies rather than persons do whose words are told: "reported".
    pub(crate) reporting: WordList,
    /// What a body says something in: "statement".
    pub(crate) statements: WordList,
    /// Articles of one of many.
    pub(crate) indefinite: WordList,
    /// Words of names of bodies by which the names of two languages are compared.
    key_words: HashedMap<String>,
    given: HashedMap<Vec<Given>>,
    /// Words before names.
    pub(crate) titles: Phrases<Option<Sex>>,
    /// What people do.
    pub(crate) occupations: Phrases<(Occupation, String)>,
    /// Posts.
    pub(crate) roles: Phrases<()>,
    /// Bodies written small, with their basic form.
    pub(crate) bodies: Phrases<String>,
    /// "The organisation".
    pub(crate) descriptors: Phrases<Stands>,
    pronouns: HashedMap<Stands>,
    basic: HashedMap<String>,
    civil: Phrases<()>,
    rights: Phrases<()>,
    authority: Phrases<()>,
    publication: Phrases<()>,
}

impl Lexicon {
    /// The lexicon of a language; the English one where there is none.
    pub fn of(language: Language) -> &'static Lexicon {
        built_in(language).or_else(|| built_in(Language::EN)).expect("English is built in")
    }

    /// Reads the tables of a language: `names.toml` and the lists of given names and surnames.
    ///
    /// # Errors
    ///
    /// A message that names the line of `names.toml` that cannot be read.
    pub fn parse(table: &str, given: &str, surnames: &str) -> Result<Self, String> {
        let table: Table = toml::from_str(table).map_err(|e| e.to_string())?;
        let mut lexicon = Lexicon {
            endings: table.endings.clone(),
            russian: table.declension.as_deref() == Some("russian"),
            joins: table.joins.clone(),
            within: table.within.clone(),
            plain: table.plain.clone(),
            articles: table.articles.clone(),
            aims: table.aims.clone(),
            definite: table.definite.clone(),
            idle: table.idle.clone(),
            copulas: table.copulas.clone(),
            post_links: table.post_links.clone(),
            member_links: table.member_links.clone(),
            relatives: table.relatives.clone(),
            leading: table.leading.clone(),
            suffixes: table.suffixes.clone(),
            belongings: table.belongings.clone(),
            opposed: table.opposed.clone(),
            saying: table.saying.clone(),
            telling: table.telling.clone(),
            reporting: table.reporting.clone(),
            statements: table.statements.clone(),
            indefinite: table.indefinite.clone(),
            ..Lexicon::default()
        };
        for row in &table.key_words {
            let stems = row.words.iter().map(|word| hash(strip(word, &lexicon.endings).as_bytes()));
            lexicon.key_words.extend(stems.map(|stem| (stem, crate::key::word(&row.key))));
        }
        lexicon.add_classes(&table);
        lexicon.add_names(given, surnames);
        lexicon.add_phrases(table);
        Ok(lexicon)
    }

    /// Adds the common words of a language, one a line.
    #[must_use]
    pub fn with_common_words(mut self, words: &str) -> Self {
        for word in words.lines().filter(|l| !l.starts_with('#')) {
            *self.classes.entry(exact_key(word)).or_default() |= class::COMMON;
            self.common_words = true;
        }
        self
    }

    /// Whether a word, in small letters, is a common one of the language; nothing is known of one without such a list.
    pub fn is_common(&self, lower: &str) -> bool {
        self.classes.get(&exact_key(lower)).is_some_and(|classes| classes & class::COMMON != 0)
    }

    /// Whether a word, in small letters, is a given name or a surname.
    pub fn is_name(&self, lower: &str) -> bool {
        self.classes.get(&exact_key(lower)).is_some_and(|classes| classes & (class::GIVEN | class::SURNAME) != 0)
    }

    /// Whether the language has a list of common words.
    pub fn knows_common_words(&self) -> bool {
        self.common_words
    }

    fn add_classes(&mut self, table: &Table) {
        let phrases = |rows: &[String]| rows.to_vec();
        let lists = [
            (class::TITLE, table.title.iter().flat_map(|t| t.words.clone()).collect()),
            (class::OCCUPATION, table.occupation.iter().flat_map(|t| t.words.clone()).collect()),
            (class::ORGANISATION, phrases(&table.organisation)),
            (class::AUTHORITY, phrases(&table.authority)),
            (class::PUBLICATION, phrases(&table.publication)),
            (class::PLACE_WORD, phrases(&table.place)),
            (class::THING, phrases(&table.things)),
            (class::ROLE, phrases(&table.roles)),
        ];
        for (bit, words) in lists {
            for word in words.iter().filter(|w| !w.contains(' ')) {
                *self.classes.entry(hash(strip(word, &self.endings).as_bytes())).or_default() |= bit;
            }
        }
        for word in
            table.organisation.iter().chain(&table.authority).chain(&table.publication).filter(|w| !w.contains(' '))
        {
            let stem = hash(strip(word, &self.endings).as_bytes());
            self.basic.entry(stem).or_insert_with(|| word.clone());
        }
        let exact =
            [(class::SMALL, &table.small), (class::CONNECTOR, &table.connectors), (class::PARTICLE, &table.particles)];
        for (bit, words) in exact {
            for word in words {
                *self.classes.entry(exact_key(word)).or_default() |= bit;
            }
        }
    }

    fn add_names(&mut self, given: &str, surnames: &str) {
        for line in given.lines().filter(|l| !l.starts_with('#')) {
            let (name, sex) = line.split_once('\t').unwrap_or((line, ""));
            let sex = match sex {
                "f" => Some(Sex::Female),
                "m" => Some(Sex::Male),
                _ => None,
            };
            let stem = hash(strip(name, &self.endings).as_bytes());
            let plain = name.replace('ё', "е");
            let given = Given { name: name.to_owned(), plain: plain.clone(), sex };
            if plain != name {
                let stem = hash(strip(&plain, &self.endings).as_bytes());
                self.given.entry(stem).or_default().push(given.clone());
                *self.classes.entry(stem).or_default() |= class::GIVEN;
            }
            // The end of «Артём» or «Максим» looks like an ending, and is none in «Артёма».
            let whole = hash(name.as_bytes());
            if self.russian && whole != stem && russian::ends_in_consonant(name) {
                self.given.entry(whole).or_default().push(given.clone());
                *self.classes.entry(whole).or_default() |= class::GIVEN;
            }
            self.given.entry(stem).or_default().push(given);
            let key = if self.russian { stem } else { exact_key(name) };
            *self.classes.entry(key).or_default() |= class::GIVEN;
        }
        for name in surnames.lines().filter(|l| !l.starts_with('#')) {
            let key = if self.russian { hash(strip(name, &self.endings).as_bytes()) } else { exact_key(name) };
            *self.classes.entry(key).or_default() |= class::SURNAME;
        }
    }

    fn add_phrases(&mut self, table: Table) {
        let endings = std::mem::take(&mut self.endings);
        let units = |words: &[String]| {
            let mut phrases = Phrases::default();
            words.iter().for_each(|w| phrases.add(w, &endings, ()));
            phrases.finish()
        };
        self.roles = units(&table.roles);
        self.civil = units(&table.civil);
        self.rights = units(&table.rights);
        self.authority = units(&table.authority);
        self.publication = units(&table.publication);
        let mut titles = Phrases::default();
        for row in &table.title {
            row.words.iter().for_each(|w| titles.add(w, &endings, row.sex));
        }
        let mut occupations = Phrases::default();
        for row in &table.occupation {
            row.words.iter().for_each(|w| occupations.add(w, &endings, (row.code, w.clone())));
        }
        let mut bodies = Phrases::default();
        table.bodies.iter().for_each(|w| bodies.add(w, &endings, w.clone()));
        let mut descriptors = Phrases::default();
        for row in table.descriptor {
            let stands = Stands { kinds: row.kinds, sex: row.sex, plural: false };
            row.words.iter().for_each(|w| descriptors.add(w, &endings, stands.clone()));
        }
        for row in table.pronoun {
            for word in row.words {
                let stands = Stands { kinds: row.kinds.clone(), sex: row.sex, plural: row.plural };
                self.pronouns.entry(hash(word.as_bytes())).or_insert(stands);
            }
        }
        (self.titles, self.occupations) = (titles.finish(), occupations.finish());
        (self.bodies, self.descriptors) = (bodies.finish(), descriptors.finish());
        self.endings = endings;
    }

    /// Stem of a word in small letters.
    pub(crate) fn stem<'w>(&self, lower: &'w str) -> &'w str {
        strip(lower, &self.endings)
    }

    /// Classes of a word in small letters, and the hash of its stem.
    pub(crate) fn classes(&self, lower: &str) -> (u32, u64) {
        let stem = hash(self.stem(lower).as_bytes());
        let by_stem = self.classes.get(&stem).copied().unwrap_or(0);
        let exact = self.classes.get(&exact_key(lower)).copied().unwrap_or(0);
        (by_stem | exact, stem)
    }

    /// Given names with the same stem.
    pub(crate) fn given(&self, lower: &str) -> &[Given] {
        self.given.get(&hash(self.stem(lower).as_bytes())).map_or(&[], Vec::as_slice)
    }

    /// What a pronoun in small letters stands for.
    pub(crate) fn pronoun(&self, lower: &str) -> Option<&Stands> {
        self.pronouns.get(&hash(lower.as_bytes()))
    }

    /// The word, in its normal form, by which a word of a name of a body in small letters is compared.
    pub(crate) fn key_word(&self, lower: &str) -> Option<&str> {
        self.key_words.get(&hash(self.stem(lower).as_bytes())).map(String::as_str)
    }

    /// The basic form of a word of organisations or authorities.
    pub(crate) fn basic(&self, stem: u64) -> Option<&str> {
        self.basic.get(&stem).map(String::as_str)
    }

    /// Whether stems hold a word of civil society.
    pub(crate) fn is_civil(&self, stems: &[u64]) -> bool {
        holds(&self.civil, stems)
    }

    /// Whether stems hold words of those who defend rights.
    pub(crate) fn defends_rights(&self, stems: &[u64]) -> bool {
        holds(&self.rights, stems)
    }

    /// Whether stems hold a word of authorities.
    pub(crate) fn is_authority(&self, stems: &[u64]) -> bool {
        holds(&self.authority, stems)
    }

    /// Whether stems hold a word of publications.
    pub(crate) fn is_publication(&self, stems: &[u64]) -> bool {
        holds(&self.publication, stems)
    }
}

fn holds(phrases: &Phrases<()>, stems: &[u64]) -> bool {
    (0..stems.len()).any(|i| phrases.longest(&stems[i..]).is_some())
}

/// The key of a word that is compared as it stands; apart from keys of stems.
fn exact_key(lower: &str) -> u64 {
    hash(lower.as_bytes()) ^ 0x9e37_79b9_7f4a_7c15
}

macro_rules! read {
    ($code:literal) => {
        Lexicon::parse(
            include_str!(concat!("../../../languages/", $code, "/names.toml")),
            include_str!(concat!("../../../languages/", $code, "/given_names.tsv")),
            include_str!(concat!("../../../languages/", $code, "/surnames.tsv")),
        )
        .expect("the shipped tables are read by a test")
        .with_common_words(include_str!(concat!("../../../languages/", $code, "/common_words.txt")))
    };
}
model::by_language! { fn built_in -> Lexicon = read }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_tables_are_read() {
        for language in model::LANGUAGES.iter().filter_map(|code| Language::new(code)) {
            assert!(!Lexicon::of(language).endings.is_empty());
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let english = Lexicon::of(Language::EN);
        let stems = |text: &str| text.split(' ').map(|w| english.classes(w).1).collect::<Vec<_>>();
        let (length, (code, _)) = english.occupations.longest(&stems("human rights activists from")).expect("a phrase");
        assert_eq!((length, *code), (3, Occupation::HumanRightsDefender));
        assert!(english.occupations.longest(&stems("human resources")).is_none());
    }

    #[test]
    fn classes_survive_case_endings() {
        let russian = Lexicon::of(Language::RU);
        assert!(russian.classes("комитетом").0 & class::ORGANISATION != 0);
        assert!(russian.classes("натальи").0 & class::GIVEN != 0);
        assert!(russian.classes("столом").0 & class::ORGANISATION == 0);
    }
}
