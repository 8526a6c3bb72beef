//! Gives words their parts of speech and forms, from left to right (averaged perceptron, Collins 2002). A tag is
//! scored by its parts, so that the case of nouns is learnt once for all genders.

use crate::lexicon::Lexicon;
use crate::linear::{Linear, MOST_CLASSES, finish, mix, section};
use crate::tags::Tag;
use crate::token::Upos;
use crate::words::{Inventory, Word, is_caseless};

/// A trained tagger.
pub(crate) struct Tagger {
    weights: Linear,
    pub(crate) inventory: Inventory,
}

impl Tagger {
    /// The tagger in a file.
    pub(crate) fn new(bytes: &'static [u8], lexicon: Option<&Lexicon>) -> Tagger {
        Tagger { weights: Linear::new(section(bytes, 0)), inventory: Inventory::new(bytes, lexicon) }
    }

    /// The words of a sentence and their tags.
    pub(crate) fn tag(&self, forms: &[&str], lexicon: Option<&Lexicon>) -> (Vec<Word>, Vec<Tag>) {
        let caseless = is_caseless(forms.iter().copied());
        let words: Vec<Word> = forms.iter().map(|f| self.inventory.word(f, caseless, lexicon)).collect();
        let mut history = History::default();
        let mut tags = Vec::with_capacity(words.len());
        let mut found = Vec::with_capacity(64);
        for i in 0..words.len() {
            let best = match candidates(&self.inventory, &words[i]) {
                [only] => self.inventory.tags[usize::from(*only)].tag,
                _ => {
                    found.clear();
                    features(&words, i, &history, &mut |feature| found.push(feature));
                    best(&self.inventory, &words[i], &self.weights.scores(&found))
                }
            };
            history.push(best, &words[i]);
            tags.push(best);
        }
        (words, tags)
    }
}

/// The best tag of a word.
pub(crate) fn best<T: Copy + Into<i32>>(inventory: &Inventory, word: &Word, scores: &[T; MOST_CLASSES]) -> Tag {
    let ids = candidates(inventory, word);
    let mut best = (i32::MIN, Tag::default());
    for id in ids {
        let candidate = &inventory.tags[usize::from(*id)];
        let score = score(candidate.parts.as_slice(), scores);
        if score > best.0 {
            best = (score, candidate.tag);
        }
    }
    best.1
}

/// Indices of the tags that a word can have.
pub(crate) fn candidates<'w>(inventory: &'w Inventory, word: &'w Word) -> &'w [u16] {
    if word.candidates.is_empty() { &inventory.open } else { &word.candidates }
}

/// The score of a tag.
pub(crate) fn score<T: Copy + Into<i32>>(parts: &[u8], scores: &[T; MOST_CLASSES]) -> i32 {
    parts.iter().map(|p| scores[usize::from(*p)].into()).sum()
}

/// What was decided before a word.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    /// Part of speech and whole tag of the last word and the one before.
    last: [(u64, u64); 2],
    /// The last preposition since the last noun, and the last noun or adjective.
    preposition: u64,
    nominal: u64,
    verb: u64,
}

impl History {
    /// Adds a decision.
    pub(crate) fn push(&mut self, tag: Tag, word: &Word) {
        let full = u64::from(tag.pack()) + 100;
        self.last = [(tag.upos as u64 + 1, full), self.last[0]];
        match tag.upos {
            Upos::Adp => self.preposition = word.form,
            Upos::Noun | Upos::Propn | Upos::Pron => {
                self.preposition = 0;
                self.nominal = full;
            }
            Upos::Adj | Upos::Det | Upos::Num => self.nominal = full,
            Upos::Verb | Upos::Aux => {
                (self.preposition, self.nominal) = (0, 0);
                self.verb = word.ends[2];
            }
            Upos::Punct => self.nominal = 0,
            _ => {}
        }
    }
}

/// The features of a word in its sentence, as hashes.
pub(crate) fn features(words: &[Word], i: usize, history: &History, sink: &mut impl FnMut(u64)) {
    static OUTSIDE: Word = Word {
        form: 3,
        ends: [3; 5],
        begins: [3; 3],
        shape: 3,
        class: 3,
        candidates: Vec::new(),
        hits: Vec::new(),
        plain: String::new(),
    };
    let at = |d: isize| i.checked_add_signed(d).and_then(|k| words.get(k)).unwrap_or(&OUTSIDE);
    let (b2, b1, w, n1, n2) = (at(-2), at(-1), at(0), at(1), at(2));
    let [(u1, t1), (u2, t2)] = history.last;
    let first = u64::from(i == 0);
    let mut template = 0u64;
    let mut put = |a: u64, b: u64, c: u64| {
        template += 1;
        sink(finish(mix(mix(mix(template, a), b), c)));
    };
    put(w.form, 0, 0);
    put(w.form, u1, 0);
    put(w.form, t1, 0);
    put(b1.form, 0, 0);
    put(n1.form, 0, 0);
    put(b2.form, u1, 0);
    put(n2.form, 0, 0);
    put(b1.form, w.form, 0);
    put(w.form, n1.form, 0);
    put(b1.form, n1.form, 0);
    put(w.class, 0, 0);
    put(w.class, t1, 0);
    put(w.class, t1, t2);
    put(w.class, n1.class, 0);
    put(b1.class, w.class, 0);
    put(w.class, n1.class, u1);
    put(w.class, b1.form, 0);
    put(w.class, n1.form, 0);
    put(n1.class, t1, 0);
    put(n1.class, n2.class, 0);
    put(w.class, history.preposition, 0);
    put(w.ends[2], history.preposition, 0);
    put(w.class, history.nominal, 0);
    put(w.class, history.verb, 0);
    put(t1, 0, 0);
    put(u1, u2, 0);
    put(t1, t2, 0);
    put(w.shape, first, 0);
    put(w.shape, u1, n1.shape);
    put(b1.shape, w.shape, n1.shape);
    put(w.shape, w.ends[2], 0);
    put(w.ends[2], t1, 0);
    put(w.ends[1], u1, n1.ends[1]);
    put(n1.ends[2], 0, 0);
    put(b1.ends[2], w.ends[1], 0);
    for end in w.ends {
        if end == 0 {
            break;
        }
        put(end, 0, 0);
    }
    template = 60;
    let mut put = |a: u64| {
        template += 1;
        sink(finish(mix(template, a)));
    };
    for begin in w.begins {
        put(begin);
    }
}
