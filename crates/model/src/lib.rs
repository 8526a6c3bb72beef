//! The nouns of khronika: what a report is, what it claims, what an event is made of, and how all of them are
//! written as JSON (`docs/INTERFACES.md` gives the same names).
//!
//! Invariants, said as what cannot be:
//! - a [`Claim`] without a span cannot be constructed, nor a [`Support`] of a fact ([`Spans`] is never empty);
//! - a [`Span`] made by a [`TextIndex`] always has the text at its offsets as its quote;
//! - an [`Edtf`] that is not valid EDTF cannot be constructed;
//! - nothing here reads a file, a clock, the environment or another crate of khronika.
//!
//! Offsets are Unicode code points in everything that is serialised; byte offsets stay inside the crates that
//! work on text and meet code points only in [`TextIndex`].

mod claim;
mod codes;
mod event;
mod extracted;
mod language;
mod report;
mod span;
mod time;

pub use claim::*;
pub use codes::*;
pub use event::*;
pub use extracted::*;
pub use language::{LANGUAGES, Language};
pub use report::*;
pub use span::{NoSpan, Span, Spans, TextIndex};
pub use time::{BadEdtf, Clock, Edtf, Precision, Relation};

/// The version of the interface that every top-level object names in its field `khronika`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Version(pub u32);

impl Default for Version {
    fn default() -> Self {
        Version(1)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(text.to_owned())
            }
        }
    )*};
}

ids! {
    /// A report: `r-` and sixteen hexadecimal digits, from the bytes of its original.
    ReportId,
    /// An entity: `x1` inside a report, `n1` inside an event.
    EntityId,
    /// A time that a report names, `t1`.
    TimeId,
    /// A quotation, `q1`.
    QuoteId,
    /// An event as one report knows it, `e1`.
    LocalEventId,
    /// A claim, `c1`.
    ClaimId,
    /// An event over all reports, `e-` and sixteen hexadecimal digits.
    EventId,
    /// A fact of an event, `f1`.
    FactId,
    /// An origin of an event, `o1`.
    OriginId,
}
