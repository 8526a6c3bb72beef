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
mod beside;
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
mod members;
mod naming;
mod people;
mod rules;
mod russian;
mod span;
mod tagger;
mod trim;
mod whole;
mod word;

use model::Language;

pub use entity::{Draft, Form, InBody, Mention, NameDoubt, Names};
pub use key::key;
pub use lexicon::Lexicon;

/// What is known of a report besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The name of its publisher.
    pub publisher: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// Its headline.
    pub title: Option<&'a str>,
}

/// What names are looked for with in a language, besides its trained model.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'l> {
    /// Words beside and inside names.
    pub words: &'l Lexicon,
    /// Words beside and inside names of places.
    pub places: &'l places::Lexicon,
}

impl Tables<'static> {
    /// The tables of a language that is built in.
    pub fn of(language: Language) -> Self {
        Tables { words: Lexicon::of(language), places: places::Lexicon::of(language) }
    }
}

/// Finds the entities of a text.
///
/// `title_is_block` says that the first block of the text is its headline. `analysis` are the words of the same text.
/// `model` is the language whose trained model is used; without it, names are found by rules and tables alone.
pub fn names(
    text: &str,
    title_is_block: bool,
    analysis: &syntax::Analysis,
    tables: Tables<'_>,
    model: Option<Language>,
    context: &Context,
) -> Names {
    let doc = doc::Doc::new(text, analysis, tables);
    let headline = if title_is_block { doc.tokens_before("\n\n") } else { 0 };
    let found = match model.and_then(shipped) {
        Some(model) => rules::complete(&doc, model.find(&doc)),
        None => rules::find(&doc),
    };
    let place_context = context.url.map(places::Context::of_address).unwrap_or_default();
    let title = context.title.filter(|title| !text.starts_with(title));
    assemble::entities(&doc, found, headline, &place_context, title)
}

/// The bytes of a file of `models`.
macro_rules! file {
    ($name:literal) => {{
        static FILE: tagger::Aligned<{ include_bytes!(concat!("../models/", $name)).len() }> =
            tagger::Aligned(*include_bytes!(concat!("../models/", $name)));
        &FILE.0
    }};
}

/// The model of a language that has one.
fn shipped(language: Language) -> Option<tagger::Model<'static>> {
    match language {
        Language::EN => tagger::Model::new(file!("en.bin")),
        Language::RU => tagger::Model::new(file!("ru.bin")),
        _ => None,
    }
}
