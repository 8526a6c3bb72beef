//! Learns the tagger's weights and collects the words that need telling.

use std::collections::BTreeMap;

use super::perceptron::Perceptron;
use super::random::Random;
use super::treebank::{Row, Sentence};
use super::{Job, join};
use crate::lexicon::{Lexicon, allows};
use crate::linear::{MOST_CLASSES, hash};
use crate::tagger::{History, best, candidates, features, score};
use crate::tags::Tag;
use crate::token::Upos;
use crate::words::{AFFIX, CLOSED, Inventory, Kind, Word, is_caseless, kind, plain};

/// A word that is seen so often has no other tags than those seen.
const CLOSED_FROM: usize = 20;
/// Of the dictionary's forms one in so many is looked at for endings.
const ENDINGS_SAMPLE: u64 = 3;
/// An ending must have been seen so often.
const ENDING_FROM: usize = 150;
/// A tag that new words had so often is open to all new words.
const OPEN_FROM: usize = 3;

/// A sentence made ready: its words as they stand and without the help of capitals.
struct Ready {
    words: Vec<Word>,
    caseless: Vec<Word>,
    rows: Sentence,
}

/// Learns a tagger in some rounds over the sentences, each so often a round; the bytes of its file.
pub(super) fn learn(
    job: &Job<'_>,
    sentences: &[(usize, Sentence)],
    lexicon: Option<&Lexicon>,
    rounds: usize,
) -> Vec<u8> {
    let (sections, inventory) = inventory(sentences, lexicon);
    let ready: Vec<(usize, Ready)> =
        sentences.iter().map(|(times, s)| (*times, prepare(s, &inventory, lexicon))).collect();
    let mut order: Vec<usize> = Vec::new();
    for (k, (times, _)) in ready.iter().enumerate() {
        order.extend(std::iter::repeat_n(k, *times));
    }
    let mut random = Random::new(job.seed);
    let mut perceptron = Perceptron::default();
    for _ in 0..rounds {
        random.shuffle(&mut order);
        for k in &order {
            let ready = &ready[*k].1;
            let words = if random.below(6) == 0 { &ready.caseless } else { &ready.words };
            learn_sentence(&mut perceptron, &inventory, words, &ready.rows);
        }
    }
    let mut all = vec![perceptron.write(job.most_weights, 0)];
    all.extend(sections);
    join(&all)
}

fn prepare(rows: &[Row], inventory: &Inventory, lexicon: Option<&Lexicon>) -> Ready {
    let words = |caseless: bool| rows.iter().map(|r| inventory.word(&r.form, caseless, lexicon)).collect();
    let caseless = is_caseless(rows.iter().map(|r| r.form.as_str()));
    Ready { words: words(caseless), caseless: words(true), rows: rows.to_vec() }
}

fn learn_sentence(perceptron: &mut Perceptron, inventory: &Inventory, words: &[Word], rows: &[Row]) {
    let mut history = History::default();
    let mut found = Vec::with_capacity(64);
    for (i, row) in rows.iter().enumerate() {
        found.clear();
        features(words, i, &history, &mut |f| found.push(f));
        let mut scores = [0i32; MOST_CLASSES];
        for feature in &found {
            perceptron.add(*feature, &mut scores);
        }
        let guess = best(inventory, &words[i], &scores);
        perceptron.step += 1;
        if !fits(row, guess) {
            let right = candidates(inventory, &words[i]).iter().map(|c| inventory.tags[usize::from(*c)]);
            let right = right.filter(|c| fits(row, c.tag)).max_by_key(|c| score(c.parts.as_slice(), &scores));
            if let Some(right) = right {
                let guess = guess.parts();
                let (up, down) = (right.parts.as_slice(), guess.as_slice());
                for feature in &found {
                    for part in up.iter().filter(|p| !down.contains(p)) {
                        perceptron.update(*feature, *part, 1);
                    }
                    for part in down.iter().filter(|p| !up.contains(p)) {
                        perceptron.update(*feature, *part, -1);
                    }
                }
            }
        }
        history.push(guess, &words[i]);
    }
}

/// Whether a tag agrees with what a treebank says, where both say something.
fn fits(row: &Row, tag: Tag) -> bool {
    fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
        a.is_none() || b.is_none() || a == b
    }
    let (a, b) = (row.tag.feats, tag.feats);
    let bare = matches!(tag.upos, Upos::Adj | Upos::Verb) && a.case.is_some() != b.case.is_some();
    let named = matches!(tag.upos, Upos::Noun | Upos::Propn);
    let silent = a.case.is_some() && b.case.is_none() || named && a.gender.is_some() && b.gender.is_none();
    if row.exact {
        return row.tag == tag;
    }
    allows(row.upos, tag.upos)
        && !(bare && row.upos.count_ones() == 1)
        && !silent
        && same(a.case, b.case)
        && same(a.number, b.number)
        && same(a.gender, b.gender)
        && same(a.animate, b.animate)
        && same(a.person, b.person)
        && same(a.verb_form, b.verb_form)
        && same(a.tense, b.tense)
        && same(a.aspect, b.aspect)
        && same(a.mood, b.mood)
        && (a.passive == b.passive || a.verb_form.is_none())
}

/// Sections 1 to 6 of the file, and the inventory that they make.
fn inventory(sentences: &[(usize, Sentence)], lexicon: Option<&Lexicon>) -> (Vec<Vec<u8>>, Inventory) {
    let mut inventory = Inventory::default();
    if let Some(lexicon) = lexicon {
        inventory.add_readings(lexicon);
    }
    let certain = |row: &Row| row.upos.count_ones() == 1;
    let mut by_word: BTreeMap<u32, BTreeMap<u16, usize>> = BTreeMap::new();
    let mut open: BTreeMap<u16, usize> = BTreeMap::new();
    let mut hits = Vec::new();
    for row in sentences.iter().flat_map(|(_, s)| s).filter(|r| certain(r)) {
        let (form, kind) = (plain(&row.form), kind(&row.form));
        if let Some(lexicon) = lexicon.filter(|_| kind == Kind::Letters) {
            lexicon.look_up(&form, &mut hits);
        }
        let known = hits.iter().flat_map(|h| &inventory.of_reading[usize::from(h.reading)]);
        let told = known.clone().any(|t| fits(row, inventory.tags[usize::from(*t)].tag));
        let known = known.count() > 0;
        hits.clear();
        let id = inventory.id(row.tag);
        if !told && (kind == Kind::Letters || lexicon.is_none()) {
            *by_word.entry(hash(form.as_bytes()) as u32).or_default().entry(id).or_default() += 1;
        }
        if !known {
            *by_word.entry(hash(&[1, kind as u8]) as u32).or_default().entry(id).or_default() += 1;
            if kind == Kind::Letters && is_open(row.tag.upos) {
                *open.entry(id).or_default() += 1;
            }
        }
    }
    by_word.remove(&(hash(&[1, Kind::Letters as u8]) as u32));
    let open: Vec<u16> = open.into_iter().filter(|(_, n)| *n >= OPEN_FROM).map(|(t, _)| t).collect();
    let (words, lists) = word_table(by_word, lexicon.is_some());
    let (endings, ending_lists) = lexicon.map(|l| ending_table(l, &inventory)).unwrap_or_default();
    let sections = vec![
        inventory.tags.iter().flat_map(|c| c.tag.pack().to_le_bytes()).collect(),
        open.iter().flat_map(|t| t.to_le_bytes()).collect(),
        words,
        lists,
        endings,
        ending_lists,
    ];
    let file: &'static [u8] = join(&[vec![vec![]], sections.clone()].concat()).leak();
    (sections, Inventory::new(file, lexicon))
}

/// What words that the dictionary lacks can be, by their last letters: what the dictionary's words with the same
/// letters are, names above all.
fn ending_table(lexicon: &Lexicon, inventory: &Inventory) -> (Vec<u8>, Vec<u8>) {
    let mut by_ending: BTreeMap<u32, BTreeMap<u16, usize>> = BTreeMap::new();
    let mut counted: BTreeMap<u32, usize> = BTreeMap::new();
    lexicon.forms(&mut |form, hit| {
        let reading = lexicon.reading(hit);
        let productive = [Upos::Noun, Upos::Adj, Upos::Verb].iter().any(|u| allows(reading.upos, *u));
        if !productive || !hash(form.as_bytes()).is_multiple_of(ENDINGS_SAMPLE) {
            return;
        }
        let starts = form.char_indices().rev().map(|(at, _)| at).take(AFFIX).skip(1);
        for at in starts {
            let key = hash(&form.as_bytes()[at..]) as u32;
            *counted.entry(key).or_default() += 1;
            for tag in &inventory.of_reading[usize::from(hit.reading)] {
                *by_ending.entry(key).or_default().entry(*tag).or_default() += 1;
            }
        }
    });
    let (mut keys, mut lists) = (Vec::new(), Vec::new());
    for (key, tags) in by_ending.into_iter().filter(|(key, _)| counted[key] >= ENDING_FROM) {
        let least = counted[&key] / 200;
        let mut tags: Vec<(usize, u16)> = tags.into_iter().filter(|(_, n)| *n > least).map(|(t, n)| (n, t)).collect();
        tags.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        tags.truncate(0x7f);
        keys.extend(key.to_le_bytes());
        keys.extend((((lists.len() / 2) as u32) << 8 | tags.len() as u32).to_le_bytes());
        lists.extend(tags.iter().flat_map(|(_, t)| t.to_le_bytes()));
    }
    (keys, lists)
}

/// Parts of speech that new words can have.
fn is_open(upos: Upos) -> bool {
    use Upos::*;
    matches!(upos, Adj | Adv | Intj | Noun | Num | Propn | Verb | X)
}

/// The table of words and the lists of tags that it points to.
fn word_table(by_word: BTreeMap<u32, BTreeMap<u16, usize>>, has_dictionary: bool) -> (Vec<u8>, Vec<u8>) {
    let (mut words, mut lists) = (Vec::new(), Vec::new());
    let kinds: Vec<u32> = (0..8).map(|k| hash(&[1, k]) as u32).collect();
    for (key, tags) in by_word {
        let all: usize = tags.values().sum();
        let by_kind = kinds.contains(&key);
        let closed = by_kind || (!has_dictionary && all >= CLOSED_FROM);
        let least = if closed { all / 500 } else { 1 };
        let kept: Vec<u16> = tags.iter().filter(|(_, n)| **n > least).map(|(t, _)| *t).take(100).collect();
        if kept.is_empty() || !closed && !has_dictionary && all < 5 {
            continue;
        }
        let place = (lists.len() / 2) as u32;
        words.extend(key.to_le_bytes());
        words.extend((place << 8 | if closed { CLOSED } else { 0 } | kept.len() as u32).to_le_bytes());
        lists.extend(kept.iter().flat_map(|t| t.to_le_bytes()));
    }
    (words, lists)
}
