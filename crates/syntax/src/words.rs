//! What a tagger sees of a word before it knows its neighbours: hashes of its form, ends and shape, and the tags
//! that it can have.

use crate::lexicon::{Hit, Lexicon};
use crate::linear::{finish, hash, mix, section};
use crate::tags::{Parts, Tag};
use crate::token::{Upos, VerbForm};

/// A tag that a word can have, with its parts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) tag: Tag,
    pub(crate) parts: Parts,
}

impl Candidate {
    pub(crate) fn of(tag: Tag) -> Candidate {
        Candidate { tag, parts: tag.parts() }
    }
}

/// Longest end or beginning of a word that is a feature, in characters.
pub(crate) const AFFIX: usize = 5;

/// One word of a sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word {
    /// Hash of the form in lower case.
    pub(crate) form: u64,
    /// Hashes of its last 1 … 5 characters; 0 where it is shorter.
    pub(crate) ends: [u64; AFFIX],
    /// Hashes of its first 1 … 3 characters.
    pub(crate) begins: [u64; 3],
    /// Hash of the shape of its letters and digits.
    pub(crate) shape: u64,
    /// Hash of what it can be by dictionary and word table.
    pub(crate) class: u64,
    /// Tags that it can have; none for an open word, which can have any open tag.
    pub(crate) candidates: Vec<u16>,
    /// Readings of the dictionary.
    pub(crate) hits: Vec<Hit>,
    /// The form in lower case, with «е» for «ё».
    pub(crate) plain: String,
}

/// What a model knows of single words: the list of tags, and the tags of words that need telling.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    /// Every tag.
    pub(crate) tags: Vec<Candidate>,
    /// Indices of the tags that a new word can have.
    pub(crate) open: Vec<u16>,
    words: Table,
    /// Tags of words that the dictionary lacks, by their last letters.
    endings: Table,
    /// Indices of the tags of each reading of the dictionary.
    pub(crate) of_reading: Vec<Vec<u16>>,
}

/// Lists of tags by the hash of a text.
#[derive(Debug, Clone, Copy, Default)]
struct Table {
    /// By hash, in order: place and number of the tags in `lists`.
    keys: &'static [u8],
    lists: &'static [u8],
}

impl Table {
    /// The tags of a text, and whether it has no others.
    fn get(&self, key: u64) -> Option<(impl Iterator<Item = u16> + use<>, bool)> {
        let key = key as u32;
        let number = |k: usize, from: usize| {
            let bytes = self.keys.get(8 * k + from..8 * k + from + 4);
            bytes.map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        };
        let (mut low, mut high) = (0, self.keys.len() / 8);
        while low < high {
            let middle = usize::midpoint(low, high);
            if number(middle, 0) < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low * 8 >= self.keys.len() || number(low, 0) != key {
            return None;
        }
        let place = number(low, 4);
        let (count, start) = ((place & 0x7f) as usize, (place >> 8) as usize);
        let list = self.lists.get(2 * start..2 * (start + count)).unwrap_or(&[]);
        Some((list.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])), place & CLOSED != 0))
    }
}

/// Bit that says that a word has no tags but those of the word table.
pub(crate) const CLOSED: u32 = 0x80;

impl Inventory {
    /// Reads sections 1 (tags), 2 (open), 3 and 4 (words), 5 and 6 (endings) of a tagger's file.
    pub(crate) fn new(bytes: &'static [u8], lexicon: Option<&Lexicon>) -> Inventory {
        let tags = section(bytes, 1).chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let open = section(bytes, 2).chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
        let mut inventory = Inventory {
            tags: tags.map(|bits| Candidate::of(Tag::unpack(bits))).collect(),
            open: open.collect(),
            words: Table { keys: section(bytes, 3), lists: section(bytes, 4) },
            endings: Table { keys: section(bytes, 5), lists: section(bytes, 6) },
            of_reading: Vec::new(),
        };
        inventory.open.retain(|t| usize::from(*t) < inventory.tags.len());
        if let Some(lexicon) = lexicon {
            inventory.add_readings(lexicon);
        }
        inventory
    }

    /// Gives each reading of a dictionary its tags.
    pub(crate) fn add_readings(&mut self, lexicon: &Lexicon) {
        for reading in &lexicon.readings {
            let allowed = Upos::ALL.iter().filter(|u| crate::lexicon::allows(reading.upos, **u));
            let tags: Vec<Tag> = allowed.map(|u| as_upos(reading.tag, *u)).collect();
            let ids = tags.into_iter().map(|tag| self.id(tag)).collect();
            self.of_reading.push(ids);
        }
    }

    /// The index of a tag, which is added where it is new.
    pub(crate) fn id(&mut self, tag: Tag) -> u16 {
        let at = self.tags.iter().position(|c| c.tag == tag).unwrap_or_else(|| {
            self.tags.push(Candidate::of(tag));
            self.tags.len() - 1
        });
        at as u16
    }

    /// Everything about a word by itself.
    pub(crate) fn word(&self, form: &str, caseless: bool, lexicon: Option<&Lexicon>) -> Word {
        let mut word = Word { plain: plain(form), ..Word::default() };
        word.form = hash(word.plain.as_bytes());
        affixes(&mut word);
        word.shape = shape(form, caseless);
        let kind = kind(form);
        if let Some(lexicon) = lexicon.filter(|_| kind == Kind::Letters) {
            lexicon.look_up(&word.plain, &mut word.hits);
        }
        self.fill(&mut word, kind);
        word
    }

    fn fill(&self, word: &mut Word, kind: Kind) {
        let by_kind = hash(&[1, kind as u8]);
        let unknown = word.hits.is_empty();
        let mut closed = false;
        for key in [Some(word.form), unknown.then_some(by_kind)].into_iter().flatten() {
            if let Some((tags, only)) = self.words.get(key).filter(|_| !closed) {
                word.candidates.extend(tags.filter(|t| usize::from(*t) < self.tags.len()));
                closed = only;
            }
        }
        for hit in &word.hits {
            if !closed {
                word.candidates.extend_from_slice(&self.of_reading[usize::from(hit.reading)]);
            }
        }
        let mut guessed = false;
        if unknown && !closed && kind == Kind::Letters {
            let by_ending = word.ends.iter().rev().filter(|e| **e != 0).find_map(|e| self.endings.get(*e));
            if let Some((tags, _)) = by_ending {
                word.candidates.extend(tags.filter(|t| usize::from(*t) < self.tags.len()));
                guessed = true;
            }
        }
        word.candidates.sort_unstable();
        word.candidates.dedup();
        word.class = if unknown {
            word.candidates.iter().fold(mix(7, kind as u64), |h, t| mix(h, u64::from(*t)))
        } else {
            let mut readings: Vec<u16> = word.hits.iter().map(|h| h.reading).collect();
            readings.sort_unstable();
            readings.dedup();
            readings.iter().fold(u64::from(word.candidates.len() as u32), |h, r| mix(h, u64::from(*r)))
        };
        if unknown && !closed && !guessed {
            word.candidates.clear();
        }
    }
}

/// The tag of a dictionary as another part of speech: an adjective made of a participle has no tense.
fn as_upos(tag: Tag, upos: Upos) -> Tag {
    let mut feats = tag.feats;
    if feats.verb_form == Some(VerbForm::Part) && upos != Upos::Verb {
        (feats.verb_form, feats.tense, feats.aspect, feats.passive) = (None, None, None, false);
    }
    Tag { upos, feats }
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Letters,
    Digits,
    DigitsAndLetters,
    Address,
    Marks,
    Emoji,
}

/// What a token is made of.
pub(crate) fn kind(form: &str) -> Kind {
    let first = form.chars().next().unwrap_or(' ');
    let letters = form.chars().any(char::is_alphabetic);
    let digits = form.bytes().any(|b| b.is_ascii_digit());
    match () {
        () if form.starts_with('&') && form.ends_with(';') => Kind::Marks,
        () if letters && (matches!(first, '@' | '#') || form.contains("://") || form.contains('@')) => Kind::Address,
        () if letters && digits => Kind::DigitsAndLetters,
        () if letters => Kind::Letters,
        () if digits => Kind::Digits,
        () if first as u32 >= 0x2190 && !matches!(first, '\u{3000}'..='\u{303f}') => Kind::Emoji,
        () => Kind::Marks,
    }
}

/// A form in lower case with plain apostrophes and hyphens, «е» for «ё», without accents.
pub(crate) fn plain(form: &str) -> String {
    let mut text = String::with_capacity(form.len());
    for c in form.chars() {
        match c {
            '’' | 'ʼ' | '‘' | '`' => text.push('\''),
            '\u{2010}' | '\u{2011}' => text.push('-'),
            'ё' | 'Ё' => text.push('е'),
            '\u{300}'..='\u{36f}' | '\u{ad}' => {}
            _ => text.extend(c.to_lowercase()),
        }
    }
    text
}

fn affixes(word: &mut Word) {
    let text = word.plain.as_str();
    for (k, (at, _)) in text.char_indices().rev().take(AFFIX).enumerate() {
        word.ends[k] = hash(&text.as_bytes()[at..]);
    }
    for (k, (at, c)) in text.char_indices().take(3).enumerate() {
        word.begins[k] = hash(&text.as_bytes()[..at + c.len_utf8()]);
    }
}

/// Shape: runs of capitals, small letters (by script), digits and marks, at most eight of them.
fn shape(form: &str, caseless: bool) -> u64 {
    let mut last = 0;
    let (mut h, mut runs) = (u64::from(caseless), 0);
    let mut letters = 0u64;
    for c in form.chars() {
        let class = match c {
            _ if c.is_alphabetic() => {
                letters += 1;
                let script = if c.is_ascii() {
                    0
                } else if ('\u{400}'..'\u{530}').contains(&c) {
                    1
                } else {
                    2
                };
                10 + script * 4 + if caseless { 2 } else { u64::from(c.is_uppercase()) }
            }
            _ if c.is_numeric() => 1,
            '.' => 2,
            '-' => 3,
            _ => 4,
        };
        if class != last {
            h = mix(h, class);
            last = class;
            runs += 1;
            if runs == 8 {
                break;
            }
        }
    }
    finish(mix(h, letters.min(2)))
}

/// Whether capitals tell nothing in a sentence: there are none, or nothing else, or every long word has one as in a
/// headline.
pub(crate) fn is_caseless<'f>(forms: impl Iterator<Item = &'f str>) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    let (mut long, mut titled) = (0usize, 0usize);
    for form in forms {
        let mut letters = 0;
        for c in form.chars().filter(|c| c.is_alphabetic()) {
            letters += 1;
            if c.is_uppercase() {
                upper += 1;
            } else {
                lower += usize::from(c.is_lowercase());
            }
        }
        if letters >= 4 {
            long += 1;
            titled += usize::from(form.starts_with(char::is_uppercase));
        }
    }
    upper == 0 || (lower * 4 < upper && upper > 6) || (long >= 5 && titled == long)
}
