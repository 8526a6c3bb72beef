//! What is on the page, in the order in which it is read, before any format: the same sections and sentences for
//! text, Markdown and HTML.

use model::{Language, Span, Status};

use crate::line::{Line, shortened};

/// So many code points of a citation's words are quoted; the report beside it has all of them.
const QUOTE: usize = 1000;

/// A whole dossier.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) lead: Vec<Line>,
    pub(crate) parts: Vec<Part>,
    pub(crate) aside: Vec<Aside>,
    pub(crate) sources: Vec<Card>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) version: String,
}

/// Main events, or the others.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) title: String,
    pub(crate) events: Vec<EventPage>,
}

/// One event.
#[derive(Debug)]
pub(crate) struct EventPage {
    /// Its place in the dossier.
    pub(crate) place: usize,
    pub(crate) headline: Line,
    pub(crate) lead: Vec<Line>,
    pub(crate) sections: Vec<Section>,
}

/// A part of an event with a heading.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) body: Body,
}

/// What a section holds.
#[derive(Debug)]
pub(crate) enum Body {
    /// Sentences.
    Lines(Vec<Line>),
    /// Fields, each with its sentences.
    Pairs(Vec<(String, Vec<Line>)>),
    /// The table of facts.
    Facts(Vec<FactRow>),
    /// What happened, in its order.
    Steps(Vec<Step>),
    /// Values side by side.
    Contradictions(Vec<Contradiction>),
}

/// A line of the table of facts.
#[derive(Debug)]
pub(crate) struct FactRow {
    pub(crate) field: String,
    pub(crate) value: Line,
    pub(crate) status: Status,
    pub(crate) affirmed: Voices,
    pub(crate) denied: Voices,
    /// Rules and reasons, only where they are asked for.
    pub(crate) why: Vec<Line>,
}

/// The voices on one side of a fact.
#[derive(Debug, Default, Clone)]
pub(crate) struct Voices {
    pub(crate) names: Vec<String>,
    pub(crate) cites: Vec<usize>,
}

/// A step of what happened.
#[derive(Debug)]
pub(crate) struct Step {
    /// The day, where it is another one than that of the step before.
    pub(crate) day: Option<String>,
    /// The time of day; empty where none is told.
    pub(crate) clock: String,
    pub(crate) line: Line,
}

/// Values of one field that do not go together, or one value that is denied.
#[derive(Debug)]
pub(crate) struct Contradiction {
    pub(crate) title: String,
    pub(crate) sides: Vec<Side>,
}

/// One of the values and who says what about it.
#[derive(Debug)]
pub(crate) struct Side {
    pub(crate) value: Line,
    pub(crate) says: Vec<Line>,
}

/// What was set aside of one report.
#[derive(Debug)]
pub(crate) struct Aside {
    /// The report's place.
    pub(crate) report: usize,
    /// Why, how much, and the words.
    pub(crate) groups: Vec<(String, String, Vec<String>)>,
}

/// A report as a source.
#[derive(Debug)]
pub(crate) struct Card {
    /// Its place.
    pub(crate) report: usize,
    pub(crate) title: String,
    pub(crate) fields: Vec<(String, Detail)>,
    pub(crate) doubts: Vec<Line>,
}

/// A value in a source's card.
#[derive(Debug)]
pub(crate) enum Detail {
    Text(String),
    /// An address; a link only where it is `http` or `https`.
    Address(String),
    /// A checksum or identifier, never broken in Markdown.
    Code(String),
}

/// Words that a sentence stands on.
#[derive(Debug)]
pub(crate) struct Citation {
    /// The report's place; none where the dossier lacks the report.
    pub(crate) report: Option<usize>,
    /// How the report is called.
    pub(crate) label: String,
    pub(crate) language: Option<Language>,
    pub(crate) spans: Vec<Span>,
}

impl Citation {
    /// The words as one quotation, very long ones shortened.
    pub(crate) fn quote(&self) -> String {
        let quotes: Vec<String> = self.spans.iter().map(|span| shortened(&span.quote, QUOTE)).collect();
        shortened(&quotes.join(" … "), QUOTE)
    }
}
