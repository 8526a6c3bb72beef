//! Learns rules for basic forms: a decision list of endings, each kept only where it decides otherwise than the
//! shorter one, and of whole words that no ending decides rightly.

use std::collections::BTreeMap;

use super::join;
use super::treebank::Sentence;
use crate::lemmas::{LONGEST, Lemmas, entry_key, fitting, other_name, tag_key};
use crate::lexicon::{Lexicon, allows};
use crate::linear::hash;
use crate::tags::Tag;
use crate::token::Upos;
use crate::words::{Inventory, Kind, Word, kind, plain};

/// How many characters go, and what comes instead.
type Rule = (u8, String);
type Counts = BTreeMap<Rule, usize>;

/// An ending must have been seen so often to have a rule.
const ENDING_FROM: usize = 2;
/// Of the dictionary's words one in so many is learnt from.
const SAMPLE: u64 = 5;

/// Learns the rules; the bytes of their file.
pub(super) fn learn(sentences: &[Sentence], lexicon: Option<&Lexicon>) -> Vec<u8> {
    // By tag and word: how often which rule.
    let mut seen: BTreeMap<(u64, String), Counts> = BTreeMap::new();
    let mut in_text: BTreeMap<(u64, String), (Tag, Counts)> = BTreeMap::new();
    for row in sentences.iter().flatten().filter(|r| r.upos.count_ones() == 1 && r.lemma != "_" && is_word(&r.lemma)) {
        let (form, key) = (plain(&row.form), tag_key(row.tag));
        let rule = rule(&form, &plain(&row.lemma));
        let told = in_text.entry((key, form.clone())).or_insert_with(|| (row.tag, Counts::new()));
        *told.1.entry(rule.clone()).or_default() += 1;
        if kind(&row.form) == Kind::Letters {
            *seen.entry((key, form)).or_default().entry(rule).or_default() += 1;
        }
    }
    if let Some(lexicon) = lexicon {
        learn_dictionary(lexicon, &mut seen);
    }
    let mut table = endings(&seen);
    if let Some(lexicon) = lexicon {
        other_names(lexicon, &in_text, &mut table);
    }
    let file: &'static [u8] = write(&table).leak();
    let so_far = Lemmas::new(file);
    for ((key, form), (tag, counts)) in in_text {
        let Some((rule, count)) = most(&counts) else { continue };
        let word = looked_up(&form, lexicon);
        let known = lexicon.is_some_and(|l| fitting(&word.hits, tag, l).is_some());
        let found = so_far.lower(&form, &word, tag, lexicon);
        if found != apply(&form, rule) && (count >= 2 || !known) && form.chars().count() < 30 {
            table.insert(entry_key(word.form, key, true), rule.clone());
        }
    }
    write(&table)
}

/// A word with its readings.
fn looked_up(form: &str, lexicon: Option<&Lexicon>) -> Word {
    let mut word = Inventory::default().word(form, false, None);
    if let Some(lexicon) = lexicon.filter(|_| kind(form) == Kind::Letters) {
        lexicon.look_up(form, &mut word.hits);
    }
    word
}

/// Learns which basic forms of a dictionary treebanks write otherwise, where most of their words do.
fn other_names(lexicon: &Lexicon, in_text: &BTreeMap<(u64, String), (Tag, Counts)>, table: &mut BTreeMap<u32, Rule>) {
    let mut by_lemma: BTreeMap<(Upos, String), (Tag, Counts)> = BTreeMap::new();
    for ((_, form), (tag, counts)) in in_text {
        let Some(hit) = fitting(&looked_up(form, Some(lexicon)).hits, *tag, lexicon) else { continue };
        let found = lexicon.lemma(form, hit);
        let entry = by_lemma.entry((tag.upos, found.clone())).or_insert_with(|| (*tag, Counts::new()));
        for (as_told, count) in counts {
            *entry.1.entry(rule(&found, &apply(form, as_told))).or_default() += count;
        }
    }
    for ((_, lemma), (tag, counts)) in by_lemma {
        let total: usize = counts.values().sum();
        let Some((rule, count)) = most(&counts) else { continue };
        if count >= 3 && count * 3 > total * 2 && *rule != (0, String::new()) {
            table.insert(other_name(&lemma, tag), rule.clone());
        }
    }
}

/// Learns from some of the words of a dictionary.
fn learn_dictionary(lexicon: &Lexicon, seen: &mut BTreeMap<(u64, String), Counts>) {
    lexicon.forms(&mut |form, hit| {
        let reading = lexicon.reading(hit);
        let open = [Upos::Noun, Upos::Adj, Upos::Verb].iter().any(|u| allows(reading.upos, *u));
        let lemma = lexicon.lemma(form, hit);
        if open && hash(lemma.as_bytes()).is_multiple_of(SAMPLE) {
            let mut tag = reading.tag;
            if tag.upos == Upos::Noun && reading.name & 0x1f != 0 {
                tag.upos = Upos::Propn;
            }
            *seen.entry((tag_key(tag), form.to_owned())).or_default().entry(rule(form, &lemma)).or_default() += 1;
        }
    });
}

/// The decision list over endings, longest first in use.
fn endings(seen: &BTreeMap<(u64, String), Counts>) -> BTreeMap<u32, Rule> {
    let mut by_ending: BTreeMap<(u64, String), Counts> = BTreeMap::new();
    for ((key, form), counts) in seen {
        let Some((rule, _)) = most(counts) else { continue };
        let starts = form.char_indices().rev().map(|(at, _)| at).take(LONGEST);
        for at in std::iter::once(form.len()).chain(starts) {
            *by_ending.entry((*key, form[at..].to_owned())).or_default().entry(rule.clone()).or_default() += 1;
        }
    }
    let mut decided: BTreeMap<(u64, String), Rule> = BTreeMap::new();
    let mut keys: Vec<&(u64, String)> = by_ending.keys().collect();
    keys.sort_by_key(|k| k.1.chars().count());
    let mut table = BTreeMap::new();
    for key in keys {
        let counts = &by_ending[key];
        let total: usize = counts.values().sum();
        let Some((rule, count)) = most(counts) else { continue };
        let shorter = key.1.char_indices().nth(1).map_or(key.1.len(), |(at, _)| at);
        let inherited = (!key.1.is_empty()).then(|| decided.get(&(key.0, key.1[shorter..].to_owned()))).flatten();
        let clear = key.1.is_empty() || (total >= ENDING_FROM && count * 2 > total);
        let rule = if clear { rule } else { inherited.unwrap_or(rule) };
        if (clear || inherited.is_none()) && inherited != Some(rule) && (total >= ENDING_FROM || key.1.is_empty()) {
            let text = if key.1.is_empty() { 0 } else { hash(key.1.as_bytes()) };
            table.insert(entry_key(text, key.0, false), rule.clone());
        }
        decided.insert(key.clone(), rule.clone());
    }
    table
}

/// Whether a lemma is a word, not what several tokens were meant to be.
fn is_word(lemma: &str) -> bool {
    !lemma.contains(['@', '.']) || lemma.chars().count() < 8
}

fn most(counts: &Counts) -> Option<(&Rule, usize)> {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(r, n)| (r, *n))
}

fn rule(form: &str, lemma: &str) -> Rule {
    let same: usize = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let strip = form.chars().count() - same;
    (u8::try_from(strip).unwrap_or(u8::MAX), lemma.chars().skip(same).collect())
}

fn apply(form: &str, rule: &Rule) -> String {
    let keep = form.chars().count().saturating_sub(usize::from(rule.0));
    form.chars().take(keep).chain(rule.1.chars()).collect()
}

fn write(table: &BTreeMap<u32, Rule>) -> Vec<u8> {
    let mut ids: BTreeMap<&Rule, u16> = BTreeMap::new();
    for rule in table.values() {
        let next = ids.len().min(usize::from(u16::MAX)) as u16;
        ids.entry(rule).or_insert(next);
    }
    let nothing = (0, String::new());
    let mut by_id: Vec<&Rule> = vec![&nothing; ids.len()];
    for (rule, id) in &ids {
        by_id[usize::from(*id)] = rule;
    }
    let entries = table.iter().flat_map(|(k, r)| [k.to_le_bytes().to_vec(), ids[r].to_le_bytes().to_vec()].concat());
    let (mut offsets, mut rules) = (Vec::new(), Vec::new());
    for (strip, add) in by_id {
        offsets.extend((rules.len() as u32).to_le_bytes());
        rules.push(*strip);
        rules.extend(add.bytes());
    }
    offsets.extend((rules.len() as u32).to_le_bytes());
    join(&[entries.collect(), offsets, rules])
}
