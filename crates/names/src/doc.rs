//! A text ready for look-up: its words with shape, stem and classes, once for all layers of this crate.

use std::ops::Range;

use model::PlaceType;
use places::Toponym;
use syntax::Analysis;

use crate::Tables;
use crate::lexicon::{Lexicon, class};
use crate::word::{Shape, hash};

/// A word of the text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// In small letters, without a possessive ending.
    pub(crate) lower: String,
    /// Hash of `lower`.
    pub(crate) hash: u64,
    /// Hash of its stem.
    pub(crate) stem: u64,
    /// Classes that the tables give it.
    pub(crate) class: u32,
    /// How it is written.
    pub(crate) shape: Shape,
    /// First word of its sentence, but for marks.
    pub(crate) opens: bool,
    /// Stands in a sentence of capitals.
    pub(crate) shouted: bool,
    /// The language's patronymic.
    pub(crate) patronymic: bool,
}

impl Word {
    /// Whether the tables give it one of these classes.
    pub(crate) fn is(&self, bits: u32) -> bool {
        self.class & bits != 0
    }

    /// Whether its case makes it look like a part of a name.
    pub(crate) fn looks_like_name(&self) -> bool {
        self.shape.is_capital() && !(self.is(class::SMALL) && self.shape != Shape::Upper)
    }

    /// Letters or digits, no mark.
    pub(crate) fn is_word(&self) -> bool {
        self.shape != Shape::Mark
    }
}

/// A text with its words.
pub(crate) struct Doc<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) words: Vec<Word>,
    /// The stems alone, for phrase look-up.
    pub(crate) stems: Vec<u64>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) places: &'a places::Lexicon,
    /// Words that could name a place.
    pub(crate) toponyms: Vec<Toponym>,
    toponym_tags: Vec<u8>,
}

impl<'a> Doc<'a> {
    /// Looks up every word of a text.
    pub(crate) fn new(text: &'a str, analysis: &'a Analysis, tables: Tables<'a>) -> Self {
        let Tables { words: lexicon, places } = tables;
        let mut words: Vec<Word> = analysis.tokens.iter().map(|t| word(&text[t.start..t.end], lexicon)).collect();
        for sentence in &analysis.sentences {
            mark_sentence(&mut words[sentence.clone()]);
        }
        let stems = words.iter().map(|w| w.stem).collect();
        let toponyms = places::toponyms(text, analysis, places);
        let mut toponym_tags = vec![0; words.len()];
        let count = words.len();
        for toponym in toponyms.iter().filter(|t| !t.is_phrase && t.tokens.end <= count) {
            let tag = place_tag(toponym);
            for (n, i) in toponym.tokens.clone().enumerate() {
                toponym_tags[i] = tag + u8::from(n > 0) * GOES_ON;
                words[i].class |= if toponym.tokens.len() == 1 { class::TOPONYM } else { class::TOPONYM_PART };
            }
        }
        Doc { text, analysis, words, stems, lexicon, places, toponyms, toponym_tags }
    }

    /// What the gazetteer says of a token: 0 nothing, else kind and sureness of the place, and whether it goes on.
    pub(crate) fn toponym_tag(&self, token: usize) -> u8 {
        self.toponym_tags[token]
    }

    /// Whether a token names a place, going by its own words and those around it.
    pub(crate) fn is_sure_toponym(&self, token: usize) -> bool {
        let tag = self.toponym_tags[token] % GOES_ON;
        tag > 0 && tag.is_multiple_of(2)
    }

    /// The words of a token as they stand in the text.
    pub(crate) fn form(&self, token: usize) -> &'a str {
        let token = &self.analysis.tokens[token];
        &self.text[token.start..token.end]
    }

    /// Whether a token is a possessive ending that stands alone: "the women|'s| league", "the mothers|'| league".
    pub(crate) fn is_ending(&self, token: usize) -> bool {
        token > 0 && token < self.len() && self.glued(token - 1) && matches!(self.form(token), "'s" | "’s" | "'" | "’")
    }

    /// The text under tokens; empty for none.
    pub(crate) fn slice(&self, tokens: Range<usize>) -> &'a str {
        match (self.analysis.tokens.get(tokens.start), tokens.end.checked_sub(1)) {
            (Some(first), Some(last)) if last >= tokens.start => {
                &self.text[first.start..self.analysis.tokens[last].end]
            }
            _ => "",
        }
    }

    /// Whether nothing stands between a token and the next one.
    pub(crate) fn glued(&self, token: usize) -> bool {
        let tokens = &self.analysis.tokens;
        tokens.get(token + 1).is_some_and(|next| next.start <= tokens[token].end)
    }

    /// How many tokens stand before the first occurrence of a text; none where it does not occur.
    pub(crate) fn tokens_before(&self, mark: &str) -> usize {
        self.text.find(mark).map_or(0, |at| self.analysis.tokens.partition_point(|t| t.end <= at))
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }
}

/// In the tag of a token of a place behind its first.
const GOES_ON: u8 = 64;

fn place_tag(toponym: &Toponym) -> u8 {
    let Some(first) = toponym.candidates.first() else { return 1 };
    let size = match (first.kind(), first.population()) {
        (PlaceType::Country, _) => 1,
        (PlaceType::Region, _) => 2,
        (PlaceType::City, 1_000_000..) => 3,
        (PlaceType::City, 100_000..) => 4,
        (PlaceType::City, 10_000..) => 5,
        (PlaceType::City, _) => 6,
    };
    1 + size * 2 + u8::from(toponym.score >= 0.5)
}

fn word(form: &str, lexicon: &Lexicon) -> Word {
    let shape = Shape::of(form);
    let mut lower = form.to_lowercase();
    for ending in ["'s", "’s"] {
        if lower.len() > ending.len() && lower.ends_with(ending) {
            lower.truncate(lower.len() - ending.len());
        }
    }
    let (mut class, stem) = if shape == Shape::Mark { (0, hash(lower.as_bytes())) } else { lexicon.classes(&lower) };
    let patronymic = lexicon.russian && shape.is_capital() && crate::russian::is_patronymic(&lower);
    if patronymic {
        class |= class::PATRONYMIC;
    }
    Word { hash: hash(lower.as_bytes()), stem, class, shape, opens: false, shouted: false, patronymic, lower }
}

fn mark_sentence(words: &mut [Word]) {
    let upper = words.iter().filter(|w| w.shape == Shape::Upper).count();
    let cased = words.iter().filter(|w| w.is_word() && !matches!(w.shape, Shape::Digits | Shape::Code)).count();
    let shouted = upper >= 3 && upper * 10 >= cased * 7;
    let mut open = true;
    for word in words {
        word.shouted = shouted;
        if open && word.is_word() {
            word.opens = true;
            open = false;
        }
    }
}
