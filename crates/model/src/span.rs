//! Positions in a text: code points outside, bytes inside, and the one place where the two meet.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Words of a report: a half-open range of Unicode code points of its `text`, and the words themselves
/// (TextPositionSelector and TextQuoteSelector of the W3C Web Annotation model).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Exactly the text between the two.
    pub quote: String,
    /// `title` where the words stand in a title that is not part of the text.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
}

/// A text of a report other than its `text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// The report's title.
    Title,
}

/// One span or more; never none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Span>", into = "Vec<Span>")]
pub struct Spans(Vec<Span>);

/// A list of spans was empty where a value must point at its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a value must point at the words that say so; give at least one span")]
pub struct NoSpan;

impl Spans {
    /// A single span.
    pub fn one(span: Span) -> Self {
        Spans(vec![span])
    }

    /// The first of the spans.
    pub fn first(&self) -> &Span {
        &self.0[0]
    }

    /// Adds a span unless it is there already.
    pub fn push(&mut self, span: Span) {
        if !self.0.contains(&span) {
            self.0.push(span);
        }
    }
}

impl TryFrom<Vec<Span>> for Spans {
    type Error = NoSpan;

    fn try_from(spans: Vec<Span>) -> Result<Self, NoSpan> {
        if spans.is_empty() { Err(NoSpan) } else { Ok(Spans(spans)) }
    }
}

impl From<Spans> for Vec<Span> {
    fn from(spans: Spans) -> Self {
        spans.0
    }
}

impl std::ops::Deref for Spans {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        &self.0
    }
}

/// Translates between bytes and code points of one text in constant time; made once a report.
#[derive(Debug, Clone)]
pub struct TextIndex<'t> {
    text: &'t str,
    /// Code points before every 64th byte; empty where the text is ASCII only.
    blocks: Vec<u32>,
}

const BLOCK: usize = 64;

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

impl<'t> TextIndex<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        let mut blocks = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for chunk in text.as_bytes().chunks(BLOCK) {
                blocks.push(seen);
                seen += chunk.iter().filter(|b| !is_continuation(**b)).count() as u32;
            }
            blocks.push(seen);
        }
        TextIndex { text, blocks }
    }

    /// The text itself.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Code points before a byte offset (which must lie on a boundary of a character or at the end).
    pub fn code_points(&self, byte: usize) -> usize {
        if self.blocks.is_empty() {
            return byte;
        }
        let block = byte / BLOCK;
        let tail = &self.text.as_bytes()[block * BLOCK..byte];
        self.blocks[block] as usize + tail.iter().filter(|b| !is_continuation(**b)).count()
    }

    /// The byte offset of a code point; the length of the text where it lies past the end.
    pub fn byte(&self, code_point: usize) -> usize {
        if self.blocks.is_empty() {
            return code_point.min(self.text.len());
        }
        let block = self.blocks.partition_point(|seen| *seen as usize <= code_point).saturating_sub(1);
        let mut seen = self.blocks[block] as usize;
        for (at, byte) in self.text.as_bytes().iter().enumerate().skip(block * BLOCK) {
            if !is_continuation(*byte) {
                if seen == code_point {
                    return at;
                }
                seen += 1;
            }
        }
        self.text.len()
    }

    /// The span of a range of bytes.
    pub fn span(&self, bytes: Range<usize>) -> Span {
        Span {
            start: self.code_points(bytes.start),
            end: self.code_points(bytes.end),
            quote: self.text[bytes].to_owned(),
            within: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_cannot_be_empty() {
        assert_eq!(Spans::try_from(Vec::new()), Err(NoSpan));
        assert!(serde_json::from_str::<Spans>("[]").is_err());
    }

    proptest! {
        #[test]
        fn offsets_slice_to_the_quote(text in "\\PC{0,300}", a in 0usize..300, b in 0usize..300) {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (boundaries[a % boundaries.len()], boundaries[b % boundaries.len()]);
            let index = TextIndex::new(&text);
            let span = index.span(a.min(b)..a.max(b));
            let slice: String = text.chars().skip(span.start).take(span.end - span.start).collect();
            prop_assert_eq!(slice, span.quote);
            prop_assert_eq!(index.byte(span.start), a.min(b));
            prop_assert_eq!(index.byte(span.end), a.max(b));
        }
    }
}
