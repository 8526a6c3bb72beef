//! How a language writes its words: abbreviations, hyphens, contractions. Read from `languages/<code>/syntax.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use model::Language;
use serde::Deserialize;

use crate::parts::Parts;

/// What a language's `syntax.toml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Words with a hyphen are one token each.
    pub(crate) hyphens_join: bool,
    /// First parts that keep their hyphen where other words are split at it.
    pub(crate) hyphen_prefixes: BTreeSet<String>,
    /// Ends of words that are tokens of their own, written with a plain apostrophe.
    pub(crate) clitics: Vec<String>,
    /// An apostrophe at the end of a word is a token that shows possession.
    pub(crate) possessive_apostrophe: bool,
    /// Words that are two tokens: the word and how many letters the first has.
    pub(crate) contractions: BTreeMap<String, usize>,
    /// Letters after digits that are a token of their own.
    pub(crate) units: BTreeSet<String>,
    /// Letters with full stops between them are one token.
    pub(crate) dotted_letters_join: bool,
    /// Closing brackets that follow each other are one token.
    pub(crate) brackets_join: bool,
    /// Abbreviations, without the last full stop.
    pub(crate) abbreviations: Abbreviations,
    /// Capital letters that are no initial.
    pub(crate) not_initials: BTreeSet<String>,
    /// Words that open a sentence when they follow an abbreviation with a capital.
    pub(crate) starters: BTreeSet<String>,
    /// Parts of speech, for a language without trained models.
    pub(crate) parts: Parts,
}

/// Abbreviations by what may follow them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Abbreviations {
    /// Something always follows: no sentence ends here.
    pub(crate) before: BTreeSet<String>,
    /// Abbreviations before a number and words otherwise.
    pub(crate) numbered: BTreeSet<String>,
    /// A sentence may end here.
    pub(crate) anywhere: BTreeSet<String>,
}

/// Rules that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("these syntax rules cannot be read: {0}")]
pub struct BadRules(#[from] toml::de::Error);

static GENERIC: LazyLock<Rules> = LazyLock::new(|| Rules { hyphens_join: true, ..Rules::default() });

macro_rules! read {
    ($code:literal) => {
        Rules::parse(include_str!(concat!("../../../languages/", $code, "/syntax.toml")))
            .expect("the rules in languages/ are read in a test")
    };
}
model::by_language! { fn built_in -> Rules = read }

impl Rules {
    /// Reads rules in the form of `languages/<code>/syntax.toml`.
    ///
    /// # Errors
    ///
    /// [`BadRules`] with the line and the field that is wrong.
    pub fn parse(toml: &str) -> Result<Self, BadRules> {
        let rules: Rules = toml::from_str(toml)?;
        Ok(Rules { parts: rules.parts.ready(), ..rules })
    }

    /// The rules of a language; those that fit any language where it has none of its own.
    pub fn of(language: Language) -> &'static Rules {
        built_in(language).unwrap_or(&GENERIC)
    }

    /// Whether a word in lower case, followed by a full stop, is an abbreviation.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        let lists = [&self.abbreviations.before, &self.abbreviations.numbered, &self.abbreviations.anywhere];
        lists.iter().any(|l| l.contains(word))
    }
}
