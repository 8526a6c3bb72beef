//! Sentences of treebanks (CoNLL-U) in the conventions that the models learn.

use crate::tags::Tag;
use crate::token::{Aspect, Case, Deprel, Feats, Gender, Mood, Number, Tense, Upos, VerbForm};
use crate::words::plain;

/// One word of a treebank.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) form: String,
    pub(super) lemma: String,
    /// Parts of speech that are right, as a bit set; all where the treebank cannot tell.
    pub(super) upos: u32,
    pub(super) tag: Tag,
    /// The tag is right as a whole, not only where it says something.
    pub(super) exact: bool,
    /// Index of the head; none for the root.
    pub(super) head: Option<usize>,
    pub(super) deprel: Deprel,
}

/// One sentence.
pub(super) type Sentence = Vec<Row>;

/// How a treebank is annotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Universal Dependencies.
    Universal,
    /// OpenCorpora as of MorphoRuEval-2017: tags of its own, no heads.
    OpenCorpora,
}

/// Reads sentences.
pub(super) fn read(text: &str, scheme: Scheme, russian: bool) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut rows: Sentence = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !rows.is_empty() {
                sentences.push(std::mem::take(&mut rows));
            }
        } else if !line.starts_with('#') {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() >= 8 && columns[0].bytes().all(|b| b.is_ascii_digit()) {
                rows.push(row(&columns, scheme, russian));
            }
        }
    }
    sentences
}

fn row(columns: &[&str], scheme: Scheme, russian: bool) -> Row {
    let form = columns[1].to_owned();
    let upos = Upos::from_code(columns[3]);
    let mut tag = Tag { upos: upos.unwrap_or_default(), feats: feats(columns[5], tag_aspect(columns[5])) };
    if russian {
        simplify(&mut tag);
    }
    let set = match scheme {
        Scheme::Universal => 1 << tag.upos as u32,
        Scheme::OpenCorpora => open_corpora(columns[3], &form, columns[2]),
    };
    let head = columns[6].parse::<usize>().ok().and_then(|h| h.checked_sub(1));
    Row { lemma: columns[2].to_owned(), upos: set, tag, exact: !russian, head, deprel: deprel(columns[7]), form }
}

/// A relation, or its main type where the subtype is not listed.
fn deprel(code: &str) -> Deprel {
    let main = code.split(':').next().unwrap_or_default();
    Deprel::from_code(code).or_else(|| Deprel::from_code(main)).unwrap_or_default()
}

fn tag_aspect(feats: &str) -> Option<Aspect> {
    feats.split('|').find_map(|f| f.strip_prefix("Aspect=")).and_then(Aspect::from_code)
}

fn feats(text: &str, aspect: Option<Aspect>) -> Feats {
    let mut feats = Feats { aspect, ..Feats::default() };
    for (name, value) in text.split('|').filter_map(|f| f.split_once('=')) {
        match name {
            "Case" => feats.case = Case::from_code(if value == "Par" { "Gen" } else { value }),
            "Number" => feats.number = Number::from_code(if value == "Ptan" { "Plur" } else { value }),
            "Gender" => feats.gender = Gender::from_code(value),
            "Animacy" => feats.animate = Some(value == "Anim"),
            "Person" => feats.person = value.parse().ok().filter(|p| (1..=3).contains(p)),
            "VerbForm" => feats.verb_form = VerbForm::from_code(value),
            "Tense" if value == "Notpast" && aspect == Some(Aspect::Perf) => feats.tense = Some(Tense::Fut),
            "Tense" if value == "Notpast" => feats.tense = Some(Tense::Pres),
            "Tense" => feats.tense = Tense::from_code(value),
            "Mood" => feats.mood = Mood::from_code(value),
            "Voice" => feats.passive = value == "Pass",
            _ => {}
        }
    }
    feats
}

/// Leaves out what Russian treebanks do not agree about: whether other words than nouns are animate, the voice of
/// verbs that are no participles, the tense of converbs.
fn simplify(tag: &mut Tag) {
    let feats = &mut tag.feats;
    if !matches!(tag.upos, Upos::Noun | Upos::Propn) {
        feats.animate = None;
    }
    if feats.verb_form != Some(VerbForm::Part) {
        feats.passive = false;
        if matches!(feats.verb_form, Some(VerbForm::Conv | VerbForm::Inf)) {
            feats.tense = None;
        }
    } else if feats.case.is_some() && feats.number == Some(Number::Plur) {
        feats.gender = None;
    }
    if tag.upos == Upos::Adj && feats.number == Some(Number::Plur) {
        feats.gender = None;
    }
    if feats.mood == Some(Mood::Imp) {
        feats.tense = None;
    }
}

/// What an OpenCorpora part of speech can be in Universal Dependencies.
fn open_corpora(code: &str, form: &str, lemma: &str) -> u32 {
    use Upos::*;
    let capital = form.starts_with(char::is_uppercase);
    let participle = ["щий", "ший", "мый", "нный", "тый", "щийся", "шийся"].iter().any(|e| lemma.ends_with(e))
        || ["ен", "ена", "ено", "ены", "ан", "ана", "ано", "аны", "ят", "ято", "яты"].iter().any(|e| form.ends_with(e));
    let set: &[Upos] = match code {
        "NOUN" if capital => &[Noun, Propn],
        "NOUN" => &[Noun],
        "ADJ" if participle => &[Adj, Verb],
        "ADJ" => &[Adj],
        "VERB" if plain(lemma) == "быть" => &[Verb, Aux],
        "VERB" => &[Verb],
        "PROPN" => &[Propn],
        "ADP" => &[Adp],
        "PUNCT" => &[Punct],
        "PRON" => &[Pron],
        "DET" => &[Det, Pron, Adj, Num],
        "CONJ" => &[Cconj, Sconj],
        "NUM" => &[Num, Adj],
        "PART" => &[Part, Adv, Aux, Verb, Cconj, Sconj],
        "ADV" => &[Adv, Verb, Sconj],
        "INTJ" => &[Intj],
        _ => return u32::MAX,
    };
    set.iter().map(|u| 1 << *u as u32).sum()
}
