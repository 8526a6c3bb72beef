//! Basic forms: words that need telling, then what a dictionary says, then endings by part of speech and form.
//!
//! Sections of the file: entries (u32 hash of a word or an ending with a tag, u16 rule; by hash), offsets of the
//! rules (u32), rules (u8 how many characters go, then what comes instead).

use crate::lexicon::{Hit, Lexicon, Reading, allows};
use crate::linear::{finish, hash, mix, section};
use crate::tags::Tag;
use crate::token::Upos;
use crate::words::{Kind, Word, kind};

/// Longest ending that a rule is for, in characters.
pub(crate) const LONGEST: usize = 6;
const ENTRY: usize = 6;

/// Rules for basic forms.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lemmas {
    entries: &'static [u8],
    offsets: &'static [u8],
    rules: &'static [u8],
}

impl Lemmas {
    /// The rules in a file.
    pub(crate) fn new(bytes: &'static [u8]) -> Lemmas {
        Lemmas { entries: section(bytes, 0), offsets: section(bytes, 1), rules: section(bytes, 2) }
    }

    /// The basic form of a word in lower case.
    pub(crate) fn lower(&self, form: &str, word: &Word, tag: Tag, lexicon: Option<&Lexicon>) -> String {
        if !matches!(kind(form), Kind::Letters | Kind::DigitsAndLetters) {
            return form.to_lowercase();
        }
        let key = tag_key(tag);
        if let Some(rule) = self.rule(entry_key(word.form, key, true)) {
            return self.apply(&word.plain, rule);
        }
        if form.len() > 1 && form.ends_with('.') {
            return word.plain.clone();
        }
        if let Some(lexicon) = lexicon
            && let Some(hit) = fitting(&word.hits, tag, lexicon)
        {
            let lemma = lexicon.lemma(&word.plain, hit);
            return match self.rule(other_name(&lemma, tag)) {
                Some(rule) => self.apply(&lemma, rule),
                None => lemma,
            };
        }
        let text = word.plain.as_str();
        let mut starts = [text.len(); LONGEST];
        for (start, (at, _)) in starts.iter_mut().zip(text.char_indices().rev()) {
            *start = at;
        }
        for at in starts.into_iter().rev().filter(|at| *at < text.len()) {
            if let Some(rule) = self.rule(entry_key(hash(&text.as_bytes()[at..]), key, false)) {
                return self.apply(text, rule);
            }
        }
        self.rule(entry_key(0, key, false)).map_or_else(|| text.to_owned(), |rule| self.apply(text, rule))
    }

    fn rule(&self, key: u32) -> Option<usize> {
        let at = |k: usize| {
            let e = &self.entries[k * ENTRY..k * ENTRY + 4];
            u32::from_le_bytes([e[0], e[1], e[2], e[3]])
        };
        let count = self.entries.len() / ENTRY;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if at(middle) < key { low = middle + 1 } else { high = middle }
        }
        let found = low < count && at(low) == key;
        found.then(|| usize::from(u16::from_le_bytes([self.entries[low * ENTRY + 4], self.entries[low * ENTRY + 5]])))
    }

    fn apply(&self, text: &str, rule: usize) -> String {
        let at = |k: usize| {
            let b = self.offsets.get(4 * k..4 * k + 4).unwrap_or(&[0; 4]);
            u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize
        };
        let Some((strip, add)) = self.rules.get(at(rule)..at(rule + 1)).and_then(|r| r.split_first()) else {
            return text.to_owned();
        };
        let keep = match usize::from(*strip) {
            0 => text.len(),
            n => text.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at),
        };
        [&text[..keep], std::str::from_utf8(add).unwrap_or("")].concat()
    }
}

/// What of a tag a basic form depends on.
pub(crate) fn tag_key(tag: Tag) -> u64 {
    let mut tag = tag;
    tag.feats.animate = None;
    tag.feats.aspect = None;
    u64::from(tag.pack())
}

/// The key of a word or an ending.
pub(crate) fn entry_key(text: u64, tag: u64, whole: bool) -> u32 {
    finish(mix(mix(text, tag), u64::from(whole))) as u32
}

/// The key of a dictionary's basic form that treebanks write otherwise, such as «должный» for «должен».
pub(crate) fn other_name(lemma: &str, tag: Tag) -> u32 {
    finish(mix(mix(hash(lemma.as_bytes()), tag.upos as u64), 2)) as u32
}

/// The reading of a dictionary that agrees best with a tag, where one agrees in its part of speech.
pub(crate) fn fitting(hits: &[Hit], tag: Tag, lexicon: &Lexicon) -> Option<Hit> {
    let weight = |reading: Reading| {
        let (a, b) = (reading.tag.feats, tag.feats);
        let nominal = 4 * i32::from(a.case == b.case)
            + 2 * i32::from(a.number == b.number)
            + 3 * i32::from(a.gender == b.gender)
            + i32::from(a.animate == b.animate);
        let verbal = 4 * i32::from(a.verb_form == b.verb_form)
            + i32::from(a.tense == b.tense)
            + i32::from(a.aspect == b.aspect)
            + i32::from(a.person == b.person)
            + i32::from(a.mood == b.mood);
        let name = i32::from((reading.name & 0x1f != 0) == (tag.upos == Upos::Propn)) * 4;
        nominal + verbal + name
    };
    let able = hits.iter().map(|h| (*h, lexicon.reading(*h))).filter(|(_, r)| allows(r.upos, tag.upos));
    // The first of the best, so that the order of the dictionary decides.
    able.fold(None, |best: Option<(Hit, i32)>, (hit, reading)| {
        let w = weight(reading);
        if best.is_none_or(|b| w > b.1) { Some((hit, w)) } else { best }
    })
    .map(|b| b.0)
}

/// A basic form with the capitals of its form where it is a name.
pub(crate) fn cased(lemma: String, form: &str, tag: Tag, caseless: bool) -> String {
    let is_name = tag.upos == Upos::Propn || (tag.upos == Upos::X && !caseless);
    if is_name { recase(&lemma, form, caseless) } else { lemma }
}

/// Gives a basic form the capitals of its form; in a sentence of capitals alone only first letters.
fn recase(lemma: &str, form: &str, caseless: bool) -> String {
    let mut letters = form.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    let mut first = true;
    let upper = !caseless && form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let mut text = String::with_capacity(lemma.len());
    for c in lemma.chars() {
        let model = letters.next();
        let capital = if caseless { first } else { upper || model.is_some_and(char::is_uppercase) };
        first = matches!(c, '-' | '\'' | '.');
        if capital { text.extend(c.to_uppercase()) } else { text.push(c) }
    }
    text
}
