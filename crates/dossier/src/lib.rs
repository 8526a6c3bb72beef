//! Events and the reports behind them → what a person reads: text, Markdown, HTML, CSV, JSON, in English or
//! Russian. The one place that words sentences for people.
//!
//! Invariants, said as what cannot be:
//! - no sentence about an event stands without the claims behind it, as numbered citations;
//! - no status stands without how many voices affirm and how many deny;
//! - no words of a report reach a page unescaped or a terminal with control characters in them;
//! - nothing here knows how facts were found, reads a file or asks a clock.

use model::Dossier;

mod compose;
mod csv;
mod dates;
mod html;
mod line;
mod markdown;
mod marks;
mod page;
mod text;
mod words;

/// The language that a dossier is worded in; quotations stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Wording {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Wording {
    /// The wording that a language code names (`en`, `ru`, also `ru-RU`).
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split(['-', '_']).next()? {
            "en" => Some(Wording::En),
            "ru" => Some(Wording::Ru),
            _ => None,
        }
    }

    /// ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Wording::En => "en",
            Wording::Ru => "ru",
        }
    }
}

/// How a dossier is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The language of the sentences.
    pub language: Wording,
    /// Columns of a line of text.
    pub width: usize,
    /// Colours for a terminal, in text only.
    pub color: bool,
    /// Rules and reasons beside the values.
    pub explain: bool,
    /// The program's version.
    pub version: &'static str,
}

impl Default for Style {
    fn default() -> Self {
        Style { language: Wording::En, width: 80, color: false, explain: false, version: env!("CARGO_PKG_VERSION") }
    }
}

/// The dossier as plain text, wrapped to `style.width` columns.
pub fn text(dossier: &Dossier, style: &Style) -> String {
    text::render(&compose::page(dossier, style), style)
}

/// The dossier as CommonMark.
pub fn markdown(dossier: &Dossier, style: &Style) -> String {
    markdown::render(&compose::page(dossier, style), style)
}

/// The dossier as one self-contained HTML file without any script.
pub fn html(dossier: &Dossier, style: &Style) -> String {
    html::render(&compose::page(dossier, style), dossier, style)
}

/// The dossier as CSV with a header: one line a fact, guarded against cells that a spreadsheet would run.
pub fn csv(dossier: &Dossier, style: &Style) -> String {
    csv::render(dossier, style)
}

/// The dossier as one JSON object, `{"khronika": 1, "events": […], "reports": […]}`, and a line feed.
pub fn json(dossier: &Dossier, _: &Style) -> String {
    let mut out = serde_json::to_string(dossier).expect("a dossier has only text keys and finite numbers as values");
    out.push('\n');
    out
}
