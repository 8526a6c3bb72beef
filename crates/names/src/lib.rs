//! Whom and what a report names: mentions of persons, groups, organisations, authorities, places and publications,
//! put together as entities with their fullest name in its basic form.
//!
//! It knows words (crate `syntax`) and places (crate `places`); it knows nothing of events, acts or other reports.
//! Invariants: every entity has a mention; mentions stand in the order of the text; no name is a person in one
//! mention and an organisation in another of the same entity. Everything is linear in the length of the text.
//! Offsets are bytes.

mod acronym;
mod assemble;
mod basic;
mod bodies;
mod coreference;
mod doc;
mod entity;
mod features;
mod group;
mod key;
pub mod learning;
mod lexicon;
mod located;
mod naming;
mod people;
mod rules;
mod russian;
mod span;
mod tagger;
mod trim;
mod word;

use model::Language;

pub use entity::{Draft, Form, Mention, NameDoubt, Names};
pub use key::key;

/// What is known of a report besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The name of its publisher.
    pub publisher: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// Its headline, where that does not stand in the text.
    pub title: Option<&'a str>,
}

/// How names are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// By rules and tables alone, without the trained model.
    pub model_free: bool,
}

/// Finds the entities of a text.
///
/// `title_is_block` says that the first block of the text is its headline. `analysis` are the words of the same text.
pub fn names(
    text: &str,
    title_is_block: bool,
    analysis: &syntax::Analysis,
    language: Language,
    context: &Context,
    options: Options,
) -> Names {
    let doc = doc::Doc::new(text, analysis, language);
    let headline = if title_is_block { doc.tokens_before("\n\n") } else { 0 };
    let model = if options.model_free { None } else { shipped(language) };
    let found = model.map_or_else(|| rules::find(&doc), |model| rules::complete(&doc, model.find(&doc)));
    let place_context = context.url.map(places::Context::of_address).unwrap_or_default();
    assemble::entities(&doc, found, headline, &place_context)
}

/// The model of a language that has one.
fn shipped(language: Language) -> Option<tagger::Model<'static>> {
    match language {
        Language::EN => tagger::Model::new(include_bytes!("../models/en.bin")),
        Language::RU => tagger::Model::new(include_bytes!("../models/ru.bin")),
        _ => None,
    }
}
