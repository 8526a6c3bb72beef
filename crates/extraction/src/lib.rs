//! A report → the report and what it claims: who did what to whom, when, where, with what, who says so.
//!
//! Layers, each of which only adds: words (crate `syntax`) → names (`names`, with `places`) → times (`times`) →
//! acts with their roles → the document. It knows nothing of other reports, of formats, or of how a dossier is
//! worded. What a language's words mean stands in `languages/<code>/`, not here. Everything is linear in the
//! length of the text; no input makes it panic.

mod acts;
mod aftermath;
mod answers;
mod capitals;
mod cast;
mod claims;
mod convert;
mod counts;
mod doc;
mod document;
mod judge;
mod languages;
#[cfg(feature = "train")]
pub mod learning;
mod lexicon;
mod lists;
mod menace;
mod numbers;
mod phrases;
mod quotes;
mod relation;
mod said;
mod settings;
mod speakers;
mod telex;
mod tellings;
mod terms;
mod verdicts;

use model::{Extracted, Language, Report};

pub use languages::{Tables, supported};
pub use lexicon::{Files, Lexicon, LexiconError};

/// How far extraction goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Layers {
    /// Words only.
    Words,
    /// Words and names.
    Names,
    /// Words, names and times.
    Times,
    /// Everything.
    #[default]
    All,
}

/// What is asked of extraction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// How far it goes.
    pub layers: Layers,
    /// Every value says why.
    pub explain: bool,
    /// The words are printed too.
    pub tokens: bool,
    /// Rules and tables alone, without trained models.
    pub model_free: bool,
}

/// Extracts what a report claims. A language that is not supported gives a doubt and one event without acts.
pub fn extract(report: Report, options: &Options) -> Extracted {
    let tables = Tables::of(report.lang.unwrap_or(Language::EN));
    convert::extracted(report, tables.as_ref(), options)
}

/// The same with the tables of any language, whatever the report says that it is in.
pub fn extract_with(report: Report, tables: &Tables, options: &Options) -> Extracted {
    convert::extracted(report, Some(tables), options)
}
