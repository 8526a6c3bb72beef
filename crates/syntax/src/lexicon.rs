//! A dictionary of word forms, read in place: stems in a finite state transducer, endings by paradigm. It gives
//! every reading of a form and the basic form of each reading; which one is meant is for the tagger to say.
//!
//! Sections of the file: stems (fst: stem to index of its paradigm set), sets (u32 offsets, then u16 count and
//! paradigms), paradigms (u32 offsets, then u16 count and entries of ending, reading as u16, sorted by ending),
//! endings (fst: ending to its number), texts of the endings (u32 offsets, then bytes), readings (u32 tag,
//! u32 parts of speech, u32 kind of name). Forms are in lower case with «е» for «ё».

use fst::raw::{Fst, Output};

use crate::linear::section;
use crate::tags::Tag;
use crate::token::{Case, Gender, Number, Upos};

/// What a dictionary says of the form of a word, before it is known which part of speech fits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// Form; its part of speech is the dictionary's first choice.
    pub(crate) tag: Tag,
    /// Bit set of the parts of speech that it can be.
    pub(crate) upos: u32,
    /// Kind: a given name, surname, patronymic, place or organisation, or none.
    pub(crate) name: u32,
}

/// A surname among the kinds of names.
const SURNAME: u32 = 2;
/// A patronymic among the kinds of names.
const PATRONYMIC: u32 = 4;

/// One reading of one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) reading: u16,
    paradigm: u16,
    /// The stem: bytes of the form.
    from: u8,
    to: u8,
}

/// A dictionary.
pub(crate) struct Lexicon {
    stems: Fst<&'static [u8]>,
    endings: Fst<&'static [u8]>,
    sets: &'static [u8],
    paradigms: &'static [u8],
    texts: &'static [u8],
    pub(crate) readings: Vec<Reading>,
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

impl Lexicon {
    /// The dictionary in some bytes; `None` where they hold none.
    pub(crate) fn new(bytes: &'static [u8]) -> Option<Lexicon> {
        let readings = section(bytes, 5).chunks_exact(12).map(|r| Reading {
            tag: Tag::unpack(long(r, 0).unwrap_or(0)),
            upos: long(r, 4).unwrap_or(0),
            name: long(r, 8).unwrap_or(0),
        });
        Some(Lexicon {
            stems: Fst::new(section(bytes, 0)).ok()?,
            endings: Fst::new(section(bytes, 3)).ok()?,
            sets: section(bytes, 1),
            paradigms: section(bytes, 2),
            texts: section(bytes, 4),
            readings: readings.collect(),
        })
    }

    /// Collects every reading of a form.
    pub(crate) fn look_up(&self, form: &str, hits: &mut Vec<Hit>) {
        hits.clear();
        if form.len() > 100 {
            return;
        }
        self.collect(form, 0, hits);
        for prefix in ["по", "наи"] {
            if hits.is_empty()
                && let Some(rest) = form.strip_prefix(prefix)
            {
                self.collect(rest, prefix.len(), hits);
                hits.retain(|h| self.readings[usize::from(h.reading)].name & COMPARATIVE != 0);
            }
        }
    }

    fn collect(&self, form: &str, skipped: usize, hits: &mut Vec<Hit>) {
        let mut node = self.stems.root();
        let mut out = Output::zero();
        for (at, byte) in form.bytes().enumerate() {
            let Some(index) = node.find_input(byte) else { return };
            let step = node.transition(index);
            out = out.cat(step.out);
            node = self.stems.node(step.addr);
            if node.is_final() && form.is_char_boundary(at + 1) {
                let set = out.cat(node.final_output()).value() as usize;
                self.endings_of(set, at + 1, &form[at + 1..], skipped, hits);
            }
        }
    }

    fn endings_of(&self, set: usize, stem: usize, ending: &str, skipped: usize, hits: &mut Vec<Hit>) {
        let Some(ending) = self.endings.get(ending.as_bytes()) else { return };
        let ending = ending.value() as u16;
        let Some(start) = long(self.sets, set * 4) else { return };
        let start = start as usize;
        for k in 0..usize::from(short(self.sets, start).unwrap_or(0)) {
            let paradigm = short(self.sets, start + 2 + 2 * k).unwrap_or(0);
            let entries = self.entries(paradigm);
            let first = partition(entries, ending);
            for entry in entries[first * 4..].chunks_exact(4).take_while(|e| short(e, 0) == Some(ending)) {
                let reading = short(entry, 2).unwrap_or(0);
                if usize::from(reading) < self.readings.len() {
                    hits.push(Hit { reading, paradigm, from: skipped as u8, to: (stem + skipped) as u8 });
                }
            }
        }
    }

    /// Entries of a paradigm: ending and reading.
    fn entries(&self, paradigm: u16) -> &'static [u8] {
        let start = long(self.paradigms, usize::from(paradigm) * 4).unwrap_or(0) as usize;
        let count = usize::from(short(self.paradigms, start + 2).unwrap_or(0));
        self.paradigms.get(start + 4..start + 4 + 4 * count).unwrap_or(&[])
    }

    fn text(&self, ending: u16) -> &'static str {
        let at = |k: usize| long(self.texts, 4 * k).unwrap_or(0) as usize;
        let bytes = self.texts.get(at(usize::from(ending))..at(usize::from(ending) + 1)).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }

    /// The basic form of a reading: for a surname or patronymic the nominative of the same gender.
    pub(crate) fn lemma(&self, form: &str, hit: Hit) -> String {
        let reading = self.readings[usize::from(hit.reading)];
        let start = long(self.paradigms, usize::from(hit.paradigm) * 4).unwrap_or(0) as usize;
        let mut ending = short(self.paradigms, start).unwrap_or(0);
        let feats = reading.tag.feats;
        if reading.name & (SURNAME | PATRONYMIC) != 0 && feats.gender == Some(Gender::Fem) {
            let same = |r: &Reading| {
                let f = r.tag.feats;
                f.case == Some(Case::Nom) && f.number == Some(Number::Sing) && f.gender == feats.gender
            };
            let found = self
                .entries(hit.paradigm)
                .chunks_exact(4)
                .find(|e| self.readings.get(usize::from(short(e, 2).unwrap_or(0))).is_some_and(same));
            ending = found.and_then(|e| short(e, 0)).unwrap_or(ending);
        }
        if ending & WHOLE != 0 {
            return self.text(ending & !WHOLE).to_owned();
        }
        format!("{}{}", form.get(usize::from(hit.from)..usize::from(hit.to)).unwrap_or(""), self.text(ending))
    }

    /// Visits every form with each of its readings.
    #[cfg(feature = "train")]
    pub(crate) fn forms(&self, visit: &mut dyn FnMut(&str, Hit)) {
        use fst::Streamer;
        let mut stems = self.stems.stream();
        while let Some((stem, set)) = stems.next() {
            let (Ok(stem), Some(start)) = (std::str::from_utf8(stem), long(self.sets, set.value() as usize * 4)) else {
                continue;
            };
            let start = start as usize;
            for k in 0..usize::from(short(self.sets, start).unwrap_or(0)) {
                let paradigm = short(self.sets, start + 2 + 2 * k).unwrap_or(0);
                for entry in self.entries(paradigm).chunks_exact(4) {
                    let form = format!("{stem}{}", self.text(short(entry, 0).unwrap_or(0)));
                    let reading = short(entry, 2).unwrap_or(0);
                    visit(&form, Hit { reading, paradigm, from: 0, to: stem.len() as u8 });
                }
            }
        }
    }

    /// What the dictionary says of a reading.
    pub(crate) fn reading(&self, hit: Hit) -> Reading {
        self.readings[usize::from(hit.reading)]
    }
}

/// Kind bit of comparatives and superlatives, which may have a prefix.
pub(crate) const COMPARATIVE: u32 = 64;
/// Marks the ending of a basic form that replaces the stem too.
pub(crate) const WHOLE: u16 = 1 << 15;

/// Index of the first entry whose ending is not smaller.
fn partition(entries: &[u8], ending: u16) -> usize {
    let (mut low, mut high) = (0, entries.len() / 4);
    while low < high {
        let middle = usize::midpoint(low, high);
        if short(entries, middle * 4).unwrap_or(0) < ending {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Whether a bit set of parts of speech has one.
pub(crate) fn allows(set: u32, upos: Upos) -> bool {
    set & (1 << upos as u32) != 0
}
