//! The languages whose folders are built in.

use model::Language;

use crate::lexicon::{Files, Lexicon};

/// All that is known of a language: what each layer reads of its folder, and the trained models that it has.
#[derive(Debug, Clone, Copy)]
pub struct Tables {
    /// The language whose trained models are used; `None` for a language without any.
    pub models: Option<Language>,
    /// `syntax.toml`
    pub syntax: &'static syntax::Rules,
    /// `names.toml`, `given_names.tsv`, `surnames.tsv`, `places.toml`
    pub names: names::Tables<'static>,
    /// `times.toml`
    pub times: &'static times::Lexicon,
    /// `acts.toml`, `people.toml`, `things.toml`, `said.toml`, `aftermath.toml`, `grammar.toml`
    pub acts: &'static Lexicon,
}

impl Tables {
    /// The tables of a language whose folder is built in.
    pub fn of(language: Language) -> Option<Tables> {
        Some(Tables {
            models: Some(language),
            syntax: syntax::Rules::of(language),
            names: names::Tables::of(language),
            times: times::Lexicon::of(language),
            acts: built_in(language)?,
        })
    }
}

macro_rules! files {
    ($code:literal) => {
        Files {
            acts: include_str!(concat!("../../../languages/", $code, "/acts.toml")),
            people: include_str!(concat!("../../../languages/", $code, "/people.toml")),
            things: include_str!(concat!("../../../languages/", $code, "/things.toml")),
            said: include_str!(concat!("../../../languages/", $code, "/said.toml")),
            aftermath: include_str!(concat!("../../../languages/", $code, "/aftermath.toml")),
            grammar: include_str!(concat!("../../../languages/", $code, "/grammar.toml")),
        }
    };
}
macro_rules! read {
    ($code:literal) => {
        Lexicon::parse($code, &files!($code)).expect("the tests read every built-in language")
    };
}
model::by_language! { fn built_in -> Lexicon = read }

/// Whether a language has a folder.
pub fn supported(language: Language) -> bool {
    model::LANGUAGES.contains(&language.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_language_is_read() {
        for (code, files) in [("en", files!("en")), ("ru", files!("ru"))] {
            if let Err(error) = Lexicon::parse(code, &files) {
                panic!("{error}");
            }
        }
    }
}
