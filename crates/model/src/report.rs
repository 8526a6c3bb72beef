//! What `khronika read` makes of an original.

use serde::{Deserialize, Serialize};

use crate::*;

/// The clean text of one original, or of one item in it, with its metadata.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Version of the interface.
    #[serde(default)]
    pub khronika: Version,
    /// From the bytes of the original.
    pub id: ReportId,
    /// The headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The language of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    /// When the report was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// Who wrote it.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    /// The report's own words, paragraphs separated by one empty line.
    pub text: String,
    /// The parts of the text, in its order, without overlaps.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// All other words of the original, each piece with a reason.
    #[serde(default)]
    pub set_aside: Vec<SetAside>,
    /// What a person should look at.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
}

/// A date of publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The date.
    pub edtf: Edtf,
    /// Where it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PublishedFrom>,
}

/// A publisher.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The bytes that a report was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// As given on the command line.
    pub path: String,
    /// Sixty-four hexadecimal digits.
    pub sha256: String,
    /// Such as `text/html`.
    pub media_type: String,
    /// How many bytes.
    pub bytes: u64,
    /// When it was captured, where the original says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<String>,
}

/// A part of a text, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The time that stands beside a live update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

/// Words that are not the report's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Why they were set aside.
    pub why: AsideReason,
    /// The words.
    pub text: String,
}

/// What a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Doubt {
    /// Kind of doubt.
    pub code: DoubtCode,
    /// What exactly, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The words, where there are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Span>,
    /// The report, where the doubt stands in an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportId>,
}

impl Doubt {
    /// A doubt about a whole report.
    pub fn new(code: DoubtCode, note: impl Into<String>) -> Self {
        Doubt { code, note: Some(note.into()), at: None, report: None }
    }

    /// The same doubt with the words that raise it.
    pub fn at(self, span: Span) -> Self {
        Doubt { at: Some(span), ..self }
    }
}
