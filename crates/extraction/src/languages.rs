//! The languages whose folders are built in.

use std::sync::LazyLock;

use model::Language;

use crate::lexicon::{Files, Lexicon};

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

static EN: LazyLock<Lexicon> = LazyLock::new(|| built_in("en", &files!("en")));
static RU: LazyLock<Lexicon> = LazyLock::new(|| built_in("ru", &files!("ru")));

fn built_in(language: &str, files: &Files<'_>) -> Lexicon {
    Lexicon::parse(language, files).expect("the tests read every built-in language")
}

/// The lexicon of a language, where there is one.
pub(crate) fn lexicon(language: Language) -> Option<&'static Lexicon> {
    match language {
        Language::EN => Some(&EN),
        Language::RU => Some(&RU),
        _ => None,
    }
}

/// Whether a language has a folder.
pub fn supported(language: Language) -> bool {
    lexicon(language).is_some()
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
