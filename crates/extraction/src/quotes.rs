//! Quotations, and whose they are.

use std::ops::Range;

use model::BlockKind;
use syntax::Upos;

use crate::doc::Doc;
use crate::phrases::Phrase;
use crate::speakers::subject_of;

/// Somebody's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// Bytes.
    pub bytes: Range<usize>,
    pub direct: bool,
    /// The phrase that names the speaker.
    pub speaker: Option<usize>,
}

/// Finds quotations in marks, in paragraphs that open with a dash, and in reported speech.
pub(crate) fn quotations(doc: &Doc<'_>, phrases: &[Phrase]) -> Vec<Quotation> {
    let mut found = in_marks(doc, phrases);
    found.extend(after_dashes(doc, phrases));
    let direct: Vec<Range<usize>> = found.iter().map(|q| q.bytes.clone()).collect();
    found.extend(reported(doc, phrases, &direct));
    found.sort_by_key(|q| (q.bytes.start, q.bytes.end));
    found
}

const OPEN: [char; 3] = ['“', '«', '„'];
const CLOSE: [char; 3] = ['”', '»', '“'];
/// Shorter passages in marks are names and words at arm's length.
const WORDS: usize = 4;
/// A quotation does not go on for more than this many bytes without its closing mark.
const LONGEST: usize = 4000;

fn in_marks(doc: &Doc<'_>, phrases: &[Phrase]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in doc.text.char_indices() {
        match open {
            Some((start, mark)) if at - start > LONGEST || doc.text[at..].starts_with("\n\n") && mark != '"' => {
                open = None
            }
            Some((start, mark)) => {
                let closes = match mark {
                    '"' => c == '"',
                    '«' => c == '»',
                    _ => CLOSE.contains(&c) && c != '»',
                };
                if closes {
                    open = None;
                    let inner = start + mark.len_utf8()..at;
                    if doc.text[inner.clone()].split_whitespace().count() >= WORDS {
                        let speaker = speaker_beside(doc, phrases, &inner);
                        found.push(Quotation { bytes: inner, direct: true, speaker });
                    }
                }
            }
            None if c == '"' || OPEN.contains(&c) => open = Some((at, c)),
            None => {}
        }
    }
    found
}

/// A paragraph that opens with a dash is speech up to ", says X" (and may go on after it).
fn after_dashes(doc: &Doc<'_>, phrases: &[Phrase]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in doc.text.split_inclusive("\n\n") {
        let bytes = start..start + paragraph.trim_end().len();
        start += paragraph.len();
        let Some(dash) = paragraph.chars().next().filter(|c| matches!(c, '-' | '–' | '—')) else { continue };
        let inner = bytes.start + dash.len_utf8()..bytes.end;
        let inner =
            inner.start + (doc.text[inner.clone()].len() - doc.text[inner.clone()].trim_start().len())..inner.end;
        let tokens = doc.analysis.token_at(inner.start)..doc.analysis.token_at(inner.end.saturating_sub(1)) + 1;
        let says = tokens.clone().take_while(|t| *t < doc.lemmas.len()).find_map(|t| {
            let verb = doc.analysis.tokens[t].upos == Upos::Verb && doc.lexicon.says.single(doc.lemma(t)).is_some();
            verb.then(|| speaker_of(doc, phrases, t)).flatten().map(|s| (t, s))
        });
        if let Some((_, speaker)) = says
            && inner.start < inner.end
            && doc.text[inner.clone()].split_whitespace().count() >= WORDS
        {
            found.push(Quotation { bytes: inner, direct: true, speaker: Some(speaker) });
        }
    }
    found
}

/// The subject of a verb of saying, or the name right beside it ("says the group's head Jane Roe").
fn speaker_of(doc: &Doc<'_>, phrases: &[Phrase], verb: usize) -> Option<usize> {
    subject_of(doc, phrases, verb).or_else(|| {
        let sentence = doc.sentence(verb);
        let next = phrases.partition_point(|p| p.tokens.end <= verb);
        let near = |n: usize| {
            let p = phrases.get(n)?;
            let gap = p.tokens.start.abs_diff(verb).min(p.tokens.end.abs_diff(verb));
            (p.is_party() && sentence.contains(&p.head) && gap <= 2 && p.preposition.is_none()).then_some(n)
        };
        near(next).or_else(|| next.checked_sub(1).and_then(near))
    })
}

/// Who speaks: the subject of a verb of saying in the sentence around the quotation, before or after it.
fn speaker_beside(doc: &Doc<'_>, phrases: &[Phrase], inner: &Range<usize>) -> Option<usize> {
    let first = doc.analysis.token_at(inner.start);
    let last = doc.analysis.token_at(inner.end);
    let (low, high) = (first.saturating_sub(30), (last + 30).min(doc.lemmas.len()));
    let block = doc.block_number.get(first).copied();
    let outside = (last..high).chain((low..first).rev());
    outside
        .filter(|t| doc.block_number.get(*t).copied() == block)
        .filter(|t| doc.lexicon.says.single(doc.lemma(*t)).is_some())
        .find_map(|t| speaker_of(doc, phrases, t))
}

/// "X said that …": the clause that is said.
fn reported(doc: &Doc<'_>, phrases: &[Phrase], direct: &[Range<usize>]) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (at, token) in doc.analysis.tokens.iter().enumerate() {
        let inside = direct.partition_point(|d| d.end <= token.start);
        if direct.get(inside).is_some_and(|d| d.start <= token.start) || doc.block[at] == BlockKind::Update {
            continue;
        }
        if token.upos != Upos::Verb || doc.lexicon.says.single(doc.lemma(at)).is_none() {
            continue;
        }
        let Some(speaker) = subject_of(doc, phrases, at) else { continue };
        let content = doc.children[at].iter().map(|c| *c as usize).find(|c| {
            matches!(doc.analysis.tokens[*c].deprel, syntax::Deprel::Ccomp | syntax::Deprel::Parataxis) && *c > at
        });
        let Some(content) = content else { continue };
        let end = doc.sentence(at).end;
        let start = (at + 1..=content).find(|t| doc.analysis.tokens[*t].upos != Upos::Punct).unwrap_or(content);
        let bytes = doc.analysis.tokens[start].start..doc.analysis.tokens[end - 1].end;
        if !direct.iter().any(|d| d.start < bytes.end && bytes.start < d.end) {
            found.push(Quotation { bytes, direct: false, speaker: Some(speaker) });
        }
    }
    found
}
