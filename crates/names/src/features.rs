//! What the model sees of a word: form, affixes, shape, tables, neighbours, and what the whole text tells of it.

use crate::doc::{Doc, Word};
use crate::lexicon::class;
use crate::word::{HashedMap, Shape, hash, mix};

/// What all occurrences of a word in the text tell together, as bits.
mod told {
    pub(super) const SMALL: u32 = 1;
    pub(super) const CAPITAL_INSIDE: u32 = 1 << 1;
    pub(super) const AFTER_TITLE: u32 = 1 << 2;
    pub(super) const AFTER_GIVEN: u32 = 1 << 3;
    pub(super) const BESIDE_ORGANISING: u32 = 1 << 4;
    pub(super) const IN_BRACKETS: u32 = 1 << 5;
    pub(super) const IN_QUOTES: u32 = 1 << 6;
    pub(super) const AFTER_PLACE_WORD: u32 = 1 << 7;
    pub(super) const BEFORE_CAPITAL: u32 = 1 << 8;
    pub(super) const AFTER_CAPITAL: u32 = 1 << 9;
    pub(super) const OFTEN: u32 = 1 << 10;
}

/// The words of a text as the model sees them.
pub(crate) struct Features<'d> {
    doc: &'d Doc<'d>,
    views: Vec<View>,
    told: HashedMap<(u32, u32)>,
}

/// Hashes of a word that templates combine.
#[derive(Debug, Clone, Copy, Default)]
struct View {
    form: u64,
    lower: u64,
    stem: u64,
    prefixes: [u64; 3],
    suffixes: [u64; 3],
    shape: u64,
    pattern: u64,
    class: u32,
    place: u8,
    upos: u64,
}

impl<'d> Features<'d> {
    /// Looks at every word of a text.
    pub(crate) fn new(doc: &'d Doc<'d>) -> Self {
        let mut views: Vec<View> = (0..doc.len()).map(|i| view(doc, i)).collect();
        for (i, view) in views.iter_mut().enumerate() {
            view.place = doc.toponym_tag(i);
        }
        Features { doc, views, told: told(doc) }
    }

    /// Gives the features of a token inside its sentence to `out`.
    pub(crate) fn of(&self, sentence: &std::ops::Range<usize>, at: usize, out: &mut Vec<u64>) {
        out.clear();
        let edge = View { form: 1, lower: 1, stem: 1, shape: 1, pattern: 1, upos: 1, ..View::default() };
        let view = |offset: isize| match at.checked_add_signed(offset) {
            Some(i) if sentence.contains(&i) => self.views[i],
            _ => edge,
        };
        let (far_left, left, here, right, far_right) = (view(-2), view(-1), view(0), view(1), view(2));
        let word = &self.doc.words[at];
        let opens = u64::from(word.opens) | u64::from(word.shouted) << 1;
        let mut add = |template: u64, value: u64| out.push(mix(template.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ value));
        let pair = |a: u64, b: u64| mix(a.rotate_left(17) ^ b.wrapping_mul(31));
        add(0, 0);
        add(1, here.lower);
        add(2, left.lower);
        add(3, right.lower);
        add(4, far_left.lower);
        add(5, far_right.lower);
        add(6, here.stem);
        add(7, left.stem);
        add(8, right.stem);
        add(9, pair(left.lower, here.lower));
        add(10, pair(here.lower, right.lower));
        add(11, pair(left.lower, here.shape));
        add(12, pair(here.shape, right.lower));
        add(13, here.form);
        for n in 0..3 {
            add(14 + n as u64, here.prefixes[n]);
            add(17 + n as u64, here.suffixes[n]);
        }
        add(20, left.suffixes[1]);
        add(21, right.suffixes[1]);
        add(22, pair(here.pattern, opens));
        add(23, pair(pair(left.shape, here.shape), right.shape));
        add(24, pair(left.pattern, here.pattern));
        add(25, pair(here.pattern, right.pattern));
        add(26, pair(u64::from(here.class), here.shape));
        add(27, pair(u64::from(left.class), here.shape));
        add(28, pair(u64::from(right.class), here.shape));
        add(29, pair(u64::from(left.class), u64::from(here.class)));
        add(30, pair(u64::from(here.class), u64::from(right.class)));
        for bit in bits(here.class) {
            add(31, pair(bit, opens));
        }
        for bit in bits(left.class) {
            add(32, bit);
        }
        for bit in bits(right.class) {
            add(33, bit);
        }
        add(34, pair(u64::from(here.place), here.shape));
        add(35, pair(u64::from(left.place), u64::from(here.place)));
        add(36, pair(u64::from(here.place), u64::from(right.place)));
        add(37, pair(u64::from(here.place), u64::from(here.class)));
        add(38, pair(u64::from(here.place), left.lower));
        let (told, _) = self.told.get(&word.hash).copied().unwrap_or_default();
        if word.shape != Shape::Mark && word.shape != Shape::Lower {
            add(39, pair(u64::from(told), here.shape));
            for bit in bits(told) {
                add(40, pair(bit, opens));
            }
            add(41, pair(u64::from(told), u64::from(here.place)));
        }
        add(42, pair(far_left.shape, pair(left.shape, here.shape)));
        add(43, pair(here.shape, pair(right.shape, far_right.shape)));
        add(44, pair(pair(left.stem, right.stem), here.shape));
        add(45, here.upos);
        add(46, pair(left.upos, here.upos));
        add(47, pair(here.upos, right.upos));
        add(48, pair(here.upos, pair(here.pattern, opens)));
    }
}

/// The places of the bits that are set, the lowest first.
fn bits(mut set: u32) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let lowest = (set != 0).then(|| u64::from(set.trailing_zeros()));
        set &= set.wrapping_sub(1);
        lowest
    })
}

fn view(doc: &Doc, at: usize) -> View {
    let word = &doc.words[at];
    let form = doc.form(at);
    let (mut prefixes, mut suffixes) = ([0; 3], [0; 3]);
    let ends: Vec<usize> =
        word.lower.char_indices().map(|(i, _)| i).skip(1).take(4).chain([word.lower.len()]).collect();
    for (n, length) in [2, 3, 4].into_iter().enumerate() {
        prefixes[n] = hash(&word.lower.as_bytes()[..*ends.get(length - 1).unwrap_or(&word.lower.len())]);
        let from = word.lower.char_indices().rev().nth(length - 1).map_or(0, |(i, _)| i);
        suffixes[n] = hash(&word.lower.as_bytes()[from..]);
    }
    View {
        form: hash(form.as_bytes()),
        lower: word.hash,
        stem: word.stem,
        prefixes,
        suffixes,
        shape: word.shape as u64 + 2,
        pattern: pattern(form),
        class: word.class,
        place: 0,
        upos: doc.analysis.tokens[at].upos as u64 + 2,
    }
}

/// The kinds of letters of a word, repetitions once: "Xx", "X.X.", "Xx-Xx", "X1".
fn pattern(form: &str) -> u64 {
    let mut out = [0u8; 8];
    let mut length = 0;
    for c in form.chars().take(32) {
        let kind = if c.is_uppercase() {
            b'X'
        } else if c.is_alphabetic() {
            b'x'
        } else if c.is_numeric() {
            b'1'
        } else if c.is_ascii() {
            c as u8
        } else {
            b'?'
        };
        if length > 0 && out[length - 1] == kind {
            continue;
        }
        if length == out.len() {
            break;
        }
        out[length] = kind;
        length += 1;
    }
    let latin = form.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    hash(&out) ^ u64::from(latin)
}

fn told(doc: &Doc) -> HashedMap<(u32, u32)> {
    let mut map: HashedMap<(u32, u32)> = HashedMap::default();
    let mut quoted = 0u32;
    for (at, word) in doc.words.iter().enumerate() {
        let form = doc.form(at);
        match form {
            "«" | "“" | "„" => quoted = 6,
            "»" | "”" => quoted = 0,
            "\"" => quoted = if quoted > 0 { 0 } else { 6 },
            _ => quoted = quoted.saturating_sub(1),
        }
        if !word.is_word() || word.shouted {
            continue;
        }
        let mut bits = 0;
        if word.shape == Shape::Lower {
            bits |= told::SMALL;
        } else {
            bits |= capital_bits(doc, at, word);
            if quoted > 0 {
                bits |= told::IN_QUOTES;
            }
        }
        let entry = map.entry(word.hash).or_default();
        entry.0 |= bits;
        entry.1 += 1;
        if entry.1 >= 3 && word.shape != Shape::Lower {
            entry.0 |= told::OFTEN;
        }
    }
    map
}

fn capital_bits(doc: &Doc, at: usize, word: &Word) -> u32 {
    let left = at.checked_sub(1).map(|i| &doc.words[i]);
    let right = doc.words.get(at + 1);
    let is = |w: Option<&Word>, bits: u32| w.is_some_and(|w| w.is(bits));
    let capital = |w: Option<&Word>| w.is_some_and(Word::looks_like_name);
    let rows = [
        (!word.opens, told::CAPITAL_INSIDE),
        (is(left, class::TITLE | class::OCCUPATION), told::AFTER_TITLE),
        (is(left, class::GIVEN) && capital(left), told::AFTER_GIVEN),
        (is(left, ORGANISING) || is(right, ORGANISING) && capital(right), told::BESIDE_ORGANISING),
        (left.is_some_and(|w| w.lower == "("), told::IN_BRACKETS),
        (is(left, class::PLACE_WORD), told::AFTER_PLACE_WORD),
        (capital(right), told::BEFORE_CAPITAL),
        (capital(left), told::AFTER_CAPITAL),
    ];
    rows.iter().filter(|(holds, _)| *holds).fold(0, |bits, (_, bit)| bits | bit)
}

const ORGANISING: u32 = class::ORGANISATION | class::AUTHORITY;
