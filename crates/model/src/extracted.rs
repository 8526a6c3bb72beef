//! A report with what extraction found in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::*;

/// A report and its claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extracted {
    /// The report itself.
    #[serde(flatten)]
    pub report: Report,
    /// Whom and what it names.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// The times that it names.
    #[serde(default)]
    pub times: Vec<TimeMention>,
    /// Whom it quotes.
    #[serde(default)]
    pub quotes: Vec<Quote>,
    /// The events that it tells of.
    #[serde(default)]
    pub events: Vec<LocalEvent>,
    /// What it says of them.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// Content lemmas in one Latin script, with counts: what reports are compared by.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub terms: BTreeMap<String, u32>,
    /// The words (with `--tokens`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<TokenOut>>,
}

/// Person, group, organisation, authority, place, object or publication, as one report knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its identifier in the report.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name, in its basic form.
    pub name: String,
    /// Its other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What a person does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Occupation>,
    /// Post or title, in the report's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The body that a person works or speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<EntityId>,
    /// Sex, where the report gives grounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Normal forms of its names in one Latin script, for comparison across spellings, cases and languages.
    #[serde(default)]
    pub keys: Vec<String>,
    /// Where it is mentioned by name.
    pub spans: Spans,
    /// Why this entity (with `--explain`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Box<Why>>,
}

codes! { /// How large a place is.
PlaceType { Country = "country", Region = "region", City = "city" } }

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Country, region or city.
    #[serde(rename = "type")]
    pub kind: PlaceType,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// First-level region, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// City, town or village, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// Words that name a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeMention {
    /// Its identifier in the report.
    pub id: TimeId,
    /// The date; `null` where only a time of day is named, or nothing tells the day.
    #[serde(default)]
    pub edtf: Option<Edtf>,
    /// Time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// "Around", "about".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// Part of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<DayPart>,
    /// Time zone, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What completed the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred_from: Option<String>,
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// Why this value (with `--explain`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<TimeWhy>,
}

/// Why a time has its value: the rule, and the anchor that it was resolved against.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeWhy {
    /// The rule.
    pub by: String,
    /// The anchor, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
}

/// What somebody said, in the report's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Its identifier in the report.
    pub id: QuoteId,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<EntityId>,
    /// The speaker's name, or the words that stand for the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_name: Option<String>,
    /// In quotation marks or as a quoted paragraph, not in reported speech.
    pub direct: bool,
    /// The words.
    #[serde(flatten)]
    pub span: Span,
}

/// Something that happened, as one report knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalEvent {
    /// Its identifier in the report.
    pub id: LocalEventId,
    /// How it stands in the report.
    pub role: EventRole,
    /// Why it has this role (with `--explain`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// A word with its part of speech, lemma and place in the sentence (Universal Dependencies).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenOut {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Universal part of speech.
    pub upos: String,
    /// Basic form.
    pub lemma: String,
    /// Index of the head in this list; none for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: String,
}
