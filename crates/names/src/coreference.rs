//! Pronouns and descriptions ("she", "the organisation") that stand for an entity named before, by number, sex, kind,
//! nearness and place in the sentence. Where two entities fit about as well, neither is taken.

use std::collections::VecDeque;
use std::ops::Range;

use model::{EntityKind, Occupation, Sex};
use syntax::{Deprel, Upos};

use crate::doc::Doc;
use crate::entity::{Draft, Form, Mention};
use crate::lexicon::Stands;
use crate::word::Shape;

/// The most mentions that are remembered.
const MEMORY: usize = 40;
/// The most sentences back that a pronoun reaches.
const PRONOUN_REACH: usize = 2;
/// The most sentences back that a description reaches.
const DESCRIPTOR_REACH: usize = 6;
/// The most tokens back in which a plural noun is looked for.
const FAR: usize = 80;
/// By how much the best entity must beat the next.
const MARGIN: f32 = 1.0;

/// A mention that may be meant.
#[derive(Debug, Clone, Copy)]
struct Recent {
    entity: usize,
    token: usize,
    sentence: usize,
    subject: bool,
}

/// Words that may stand for an entity.
struct Asked {
    tokens: Range<usize>,
    form: Form,
    stands: Stands,
    occupation: Option<Occupation>,
    /// Stem of the word, where an entity whose name has it is meant first.
    head: Option<u64>,
}

/// Adds mentions by pronouns and descriptions to entities.
pub(crate) fn resolve(doc: &Doc, entities: &mut [Draft]) {
    let mut starts: Vec<(usize, usize, usize)> = Vec::new();
    let mut inside = vec![false; doc.len()];
    for (id, entity) in entities.iter().enumerate() {
        for mention in &entity.mentions {
            starts.push((mention.tokens.start, id, mention.tokens.end));
            inside[mention.tokens.clone()].fill(true);
        }
    }
    starts.sort_unstable();
    let mut walk =
        Walk { doc, recent: VecDeque::new(), counts: vec![0; entities.len()], bare: Vec::new(), inside: &inside };
    let mut next = 0;
    let mut found: Vec<(usize, Mention)> = Vec::new();
    for (sentence, range) in doc.analysis.sentences.iter().enumerate() {
        let mut at = range.start;
        while at < range.end {
            if let Some(&(start, id, end)) = starts.get(next).filter(|s| s.0 <= at) {
                walk.remember(id, start, sentence, is_subject(doc, &(start..end), range));
                next += 1;
                at = at.max(if start == at { end.min(range.end) } else { at });
                continue;
            }
            let asked = if inside[at] { None } else { walk.asked(at, range) };
            let Some(asked) = asked else {
                at += 1;
                continue;
            };
            if let Some(id) = walk.choose(&asked, sentence, entities) {
                if entities[id].sex.is_none() && entities[id].kind == EntityKind::Person {
                    entities[id].sex = asked.stands.sex;
                }
                walk.remember(id, asked.tokens.start, sentence, is_subject(doc, &asked.tokens, range));
                found.push((id, mention(doc, &asked)));
            }
            at = asked.tokens.end;
        }
    }
    for (id, mention) in found {
        entities[id].mentions.push(mention);
    }
    for entity in entities {
        entity.mentions.sort_by_key(|m| m.start);
    }
}

fn mention(doc: &Doc, asked: &Asked) -> Mention {
    let tokens = &doc.analysis.tokens;
    let (start, end) = (tokens[asked.tokens.start].start, tokens[asked.tokens.end - 1].end);
    Mention { tokens: asked.tokens.clone(), start, end, form: asked.form }
}

/// Whether words are the subject: by the tree, or before the first verb where there is none.
fn is_subject(doc: &Doc, words: &Range<usize>, sentence: &Range<usize>) -> bool {
    let subject = |d: Deprel| matches!(d, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass);
    if words.clone().any(|i| subject(doc.analysis.tokens[i].deprel)) {
        return true;
    }
    let no_tree = doc.analysis.tokens[words.clone()].iter().all(|t| t.deprel == Deprel::Dep);
    no_tree
        && (sentence.start..words.start)
            .all(|i| !matches!(doc.analysis.tokens[i].upos, Upos::Verb | Upos::Aux | Upos::Adp))
}

struct Walk<'d> {
    doc: &'d Doc<'d>,
    recent: VecDeque<Recent>,
    counts: Vec<u32>,
    /// Whether a token is inside a name.
    inside: &'d [bool],
    /// Stems of words that brought in somebody without a name ("a group of men"), with their tokens.
    bare: Vec<(u64, usize)>,
}

impl Walk<'_> {
    fn remember(&mut self, entity: usize, token: usize, sentence: usize, subject: bool) {
        self.counts[entity] += 1;
        self.recent.push_front(Recent { entity, token, sentence, subject });
        self.recent.truncate(MEMORY);
    }

    /// What the words at a token ask for.
    fn asked(&mut self, at: usize, sentence: &Range<usize>) -> Option<Asked> {
        let doc = self.doc;
        let word = &doc.words[at];
        if word.shape.is_capital() && !word.opens && !word.shouted {
            return None;
        }
        if let Some(stands) = doc.lexicon.pronoun(&word.lower) {
            let idle = !stands.plural && stands.sex.is_none() && is_idle(doc, at, sentence);
            let asked =
                Asked { tokens: at..at + 1, form: Form::Pronoun, stands: stands.clone(), occupation: None, head: None };
            return (!idle && !self.is_somebody_else(at, &asked.stands, sentence)).then_some(asked);
        }
        self.description(at, sentence)
    }

    fn description(&mut self, at: usize, sentence: &Range<usize>) -> Option<Asked> {
        let doc = self.doc;
        let needs_article = !doc.lexicon.definite.is_empty();
        let definite = doc.lexicon.definite.has(&doc.words[at].lower);
        let from = if definite { at + 1 } else { at };
        if from >= sentence.end || definite && doc.words[from].shape.is_capital() && !doc.words[from].shouted {
            return None;
        }
        let stems = &doc.stems[from..sentence.end];
        let (length, stands, occupation) =
            match (doc.lexicon.descriptors.longest(stems), doc.lexicon.occupations.longest(stems)) {
                (Some((a, stands)), other) if other.is_none_or(|(b, _)| a >= b) => (a, stands.clone(), None),
                (_, Some((b, (code, _)))) => {
                    let stands = Stands { kinds: vec![EntityKind::Person], sex: None, plural: false };
                    (b, stands, Some(*code))
                }
                _ => return None,
            };
        let end = from + length;
        let head = doc.stems[end - 1];
        if needs_article && !definite {
            self.bare.push((head, at));
            return None;
        }
        if self.goes_on(end, sentence) || is_plural(doc, end - 1) || (!definite && is_attributed(doc, from, sentence)) {
            self.bare.push((head, at));
            return None;
        }
        Some(Asked { tokens: from..end, form: Form::Descriptor, stands, occupation, head: Some(head) })
    }

    /// Whether a description is told further: "the group of men", "the lawyer Anna".
    fn goes_on(&self, end: usize, sentence: &Range<usize>) -> bool {
        if end >= sentence.end {
            return false;
        }
        let doc = self.doc;
        let next = &doc.words[end];
        let linked = doc.lexicon.post_links.has(&next.lower) && !doc.lexicon.russian || next.lower == "of";
        let genitive = doc.lexicon.russian
            && doc.analysis.tokens[end].feats.case == Some(syntax::Case::Gen)
            && matches!(doc.analysis.tokens[end].upos, Upos::Noun | Upos::Propn | Upos::Adj);
        linked || genitive || next.shape.is_capital() || matches!(doc.form(end), "«" | "\"" | "“" | "-")
    }

    /// Whether something without a name is what a pronoun means: a subject of the same sentence, or, for "they",
    /// people or things named by a plural since the last name.
    fn is_somebody_else(&self, at: usize, stands: &Stands, sentence: &Range<usize>) -> bool {
        let doc = self.doc;
        if !stands.plural && stands.sex.is_some() && !doc.lexicon.russian {
            return false;
        }
        let last = self.recent.front().map_or(0, |r| r.token);
        let bare = |i: usize| doc.analysis.tokens[i].upos == Upos::Noun && !self.inside[i];
        let plural = |i: usize| is_plural(doc, i) || doc.words[i].lower == "people";
        let subject = (sentence.start..at).any(|i| {
            bare(i) && (plural(i) == stands.plural || stands.plural) && is_subject(doc, &(i..i + 1), sentence)
        });
        let far = last.max(at.saturating_sub(FAR));
        subject || stands.plural && (far..at).any(|i| bare(i) && plural(i))
    }

    fn choose(&self, asked: &Asked, sentence: usize, entities: &[Draft]) -> Option<usize> {
        let reach = if asked.form == Form::Pronoun { PRONOUN_REACH } else { DESCRIPTOR_REACH };
        let mut scores: Vec<(usize, f32)> = Vec::new();
        for recent in &self.recent {
            let back = sentence - recent.sentence;
            let entity = &entities[recent.entity];
            if back > reach || !self.fits(asked, entity, recent) {
                continue;
            }
            let mut score = 10.0 - 3.0 * back as f32 - (asked.tokens.start - recent.token) as f32 / 60.0;
            score += if recent.subject { 2.5 } else { 0.0 };
            score += self.counts[recent.entity].min(5) as f32 * 0.3;
            if asked.head.is_some_and(|head| self.is_called(entity, head)) {
                score += 6.0;
            }
            match scores.iter_mut().find(|(id, _)| *id == recent.entity) {
                Some((_, best)) => *best = best.max(score),
                None => scores.push((recent.entity, score)),
            }
        }
        scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let clear = scores.get(1).is_none_or(|second| scores[0].1 - second.1 >= MARGIN);
        scores.first().filter(|_| clear).map(|(id, _)| *id)
    }

    fn fits(&self, asked: &Asked, entity: &Draft, recent: &Recent) -> bool {
        if !asked.stands.kinds.contains(&entity.kind) {
            return false;
        }
        if asked.occupation.is_some() && !(entity.occupation == asked.occupation && self.is_so_called(asked, entity)) {
            return false;
        }
        if asked.form == Form::Pronoun && !asked.stands.plural && asked.stands.sex.is_none() && is_many(entity) {
            return false;
        }
        if let Some(head) = asked.head
            && self.bare.iter().rev().take(12).any(|(stem, token)| *stem == head && *token > recent.token)
        {
            return false;
        }
        match (asked.stands.sex, entity.kind) {
            (Some(sex), EntityKind::Person) => entity.sex.is_none_or(|s| s == sex),
            (Some(sex), _) => gender(&entity.name) == Some(sex),
            (None, EntityKind::Person) if asked.stands.plural => false,
            _ => true,
        }
    }

    /// Whether a person may be called by an occupation: the general ones only where the post has the word.
    fn is_so_called(&self, asked: &Asked, entity: &Draft) -> bool {
        let general = matches!(
            asked.occupation,
            Some(Occupation::Official | Occupation::Politician | Occupation::Other | Occupation::Activist)
        );
        let word = self.doc.words[asked.tokens.end - 1].lower.as_str();
        !general || entity.role.as_ref().is_some_and(|role| role.to_lowercase().contains(word))
    }

    /// Whether a word is part of an entity's name.
    fn is_called(&self, entity: &Draft, head: u64) -> bool {
        let first = entity.mentions.iter().filter(|m| m.form == Form::Name).max_by_key(|m| m.tokens.len());
        first.is_some_and(|m| self.doc.stems[m.tokens.clone()].contains(&head))
    }
}

/// Whether a body is named in the plural: "law enforcement bodies", "the police".
fn is_many(entity: &Draft) -> bool {
    entity.kind == EntityKind::Authority && (entity.name.ends_with('s') || entity.name.ends_with("police"))
}

/// Grammatical gender of a Russian name by its first word.
fn gender(name: &str) -> Option<Sex> {
    let head = name.split(' ').find(|w| !["ая", "яя", "ый", "ий", "ой", "ое", "ее"].iter().any(|e| w.ends_with(e)))?;
    let head = head.trim_matches(|c: char| !c.is_alphanumeric());
    match head.chars().next_back()? {
        'а' | 'я' => Some(Sex::Female),
        c if "бвгджзклмнпрстфхцчшщй".contains(c) && Shape::of(head) != Shape::Upper => {
            Some(Sex::Male)
        }
        _ => None,
    }
}

fn is_plural(doc: &Doc, token: usize) -> bool {
    let number = doc.analysis.tokens[token].feats.number;
    number == Some(syntax::Number::Plur)
        || !doc.lexicon.russian && doc.words[token].lower.ends_with('s') && number.is_none()
}

/// Whether an adjective or a number stands before a description: another one than the one that was named.
fn is_attributed(doc: &Doc, from: usize, sentence: &Range<usize>) -> bool {
    from > sentence.start && matches!(doc.analysis.tokens[from - 1].upos, Upos::Adj | Upos::Num | Upos::Det)
}

/// Whether "it" stands for nothing: "it is known that".
fn is_idle(doc: &Doc, at: usize, sentence: &Range<usize>) -> bool {
    let subjective = doc.lexicon.idle.has(&doc.words[at].lower);
    subjective
        && at + 1 < sentence.end
        && (doc.analysis.tokens[at + 1].upos == Upos::Aux || doc.lexicon.copulas.has(&doc.words[at + 1].lower))
}
