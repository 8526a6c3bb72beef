//! A language by its ISO 639 code.

use serde::{Deserialize, Serialize};

/// Calls a macro of this crate with the codes of all languages that have a folder in `languages/`. This is the one
/// place where a language is registered.
#[doc(hidden)]
#[macro_export]
macro_rules! registered {
    ($call:ident $($rest:tt)*) => {
        $crate::$call! { ["en" "ru"] $($rest)* }
    };
}

/// Makes a function that gives what a crate reads in the folder of a language, read when it is first asked for.
///
/// `by_language! { fn rules -> Rules = read }` makes `fn rules(Language) -> Option<&'static Rules>`, where
/// `read!("en")` gives the rules of one code.
#[macro_export]
macro_rules! by_language {
    (fn $($rest:tt)*) => {
        $crate::registered! { by_language fn $($rest)* }
    };
    ([$($code:literal)*] fn $name:ident -> $type:ty = $read:ident) => {
        fn $name(language: $crate::Language) -> Option<&'static $type> {
            match language.as_str() {
                $($code => {
                    static READ: std::sync::LazyLock<$type> = std::sync::LazyLock::new(|| $read!($code));
                    Some(&READ)
                })*
                _ => None,
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! codes_of_languages {
    ([$($code:literal)*]) => {
        &[$($code),*]
    };
}

/// The codes of the languages that have a folder in `languages/`.
pub const LANGUAGES: &[&str] = registered!(codes_of_languages);

/// A language: two or three lower-case letters (ISO 639-1 or 639-3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language([u8; 3]);

impl Language {
    /// English.
    pub const EN: Language = Language([b'e', b'n', 0]);
    /// Russian.
    pub const RU: Language = Language([b'r', b'u', 0]);

    /// A code of two or three ASCII letters, also with a region after it (`en-GB`); `None` for anything else.
    pub fn new(code: &str) -> Option<Self> {
        let code = code.split(['-', '_']).next().unwrap_or_default();
        let mut letters = [0; 3];
        if !(2..=3).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        for (to, from) in letters.iter_mut().zip(code.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Some(Language(letters))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("letters are ASCII").trim_end_matches('\0')
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Language::new(&code).ok_or_else(|| format!("\"{code}\" is no language code; use ISO 639 (\"en\", \"ru\")"))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.as_str().to_owned()
    }
}
