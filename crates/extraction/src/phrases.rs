//! Noun phrases and what they stand for: a named entity, people by a noun for them, a thing, or nothing known.
//!
//! It knows no acts; a phrase is found once a report and looked at by every act near it.

use std::ops::Range;

use model::{EntityKind, InstrumentCode, Number, PerpetratorType, TargetKind};
use syntax::{Case, Deprel, Upos};

use crate::doc::Doc;
use crate::lexicon::{Kind, People, Phrases};
use crate::numbers;

/// A noun phrase.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// Its tokens, without the preposition before it.
    pub tokens: Range<usize>,
    /// The noun, name or pronoun that it is about.
    pub head: usize,
    /// The token of it that hangs on a word outside.
    pub top: usize,
    /// What it is.
    pub kind: Kind,
    /// The entity that it names, or that a pronoun or descriptor stands for.
    pub entity: Option<usize>,
    /// Whether it names the entity, and does not only stand for it.
    pub by_name: bool,
    /// What its noun says of people.
    pub people: Option<People>,
    /// The instrument that its noun names.
    pub instrument: Option<InstrumentCode>,
    /// How many, where it says so.
    pub number: Option<Number>,
    /// "No", "nobody": it speaks of none.
    pub none: bool,
    /// The preposition before it.
    pub preposition: Option<usize>,
    /// The entity whose it is.
    pub owner: Option<usize>,
    /// A personal pronoun.
    pub pronoun: bool,
}

impl Phrase {
    /// Whether it stands for people or bodies, not for a thing or place.
    pub(crate) fn is_party(&self) -> bool {
        matches!(self.kind, Kind::Person | Kind::Group | Kind::Organisation | Kind::Authority)
    }

    /// Whether it can say something: people, bodies, a newspaper or somebody's site.
    pub(crate) fn can_speak(&self) -> bool {
        let medium = matches!(self.kind, Kind::Target(TargetKind::Publication | TargetKind::Website));
        self.is_party() || self.pronoun || medium && self.voice().is_some()
    }

    /// The entity whose words it has: itself, or whose site or newspaper it is.
    pub(crate) fn voice(&self) -> Option<usize> {
        self.entity.or_else(|| self.owner.filter(|_| !self.is_party() && !self.pronoun))
    }

    /// Whether it names a body of the state, or people who work for one.
    pub(crate) fn is_state(&self) -> bool {
        self.kind == Kind::Authority
            || self.people.as_ref().is_some_and(|p| p.works_for == Some(PerpetratorType::State))
    }
}

/// Finds all noun phrases of a text, in its order; they do not overlap.
pub(crate) fn phrases(doc: &Doc<'_>) -> Vec<Phrase> {
    let mut found = Vec::new();
    for sentence in &doc.analysis.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            // "On 2 May 2023 three men …": the year counts nobody.
            let ends_a_date = at > sentence.start && doc.in_time(at - 1) && doc.in_time(at) && !doc.in_time(at + 1);
            if ends_a_date && upos(doc, at) == Upos::Num {
                at += 1;
                continue;
            }
            match chunk(doc, at, sentence.end) {
                Some((tokens, head)) => {
                    at = tokens.end;
                    found.push(phrase(doc, tokens, head, sentence));
                }
                None => at += 1,
            }
        }
    }
    let mut joined = join_groups(doc, found);
    name_posts(doc, &mut joined);
    share_owners(doc, &mut joined);
    joined
}

/// "His car and camera": the second thing is whose the first is.
fn share_owners(doc: &Doc<'_>, phrases: &mut [Phrase]) {
    let is_thing = |p: &Phrase| matches!(p.kind, Kind::Target(_)) && p.entity.is_none();
    for at in 1..phrases.len() {
        let (first, second) = (&phrases[at - 1], &phrases[at]);
        let between = first.tokens.end..second.tokens.start;
        let joined = between.len() == 1 && doc.analysis.tokens[between.start].upos == Upos::Cconj;
        let by_possessive = first.tokens.clone().any(|t| is_possessive(doc, t));
        let bare = second.tokens.start == second.head && second.owner.is_none();
        if joined && by_possessive && bare && is_thing(first) && is_thing(second) {
            phrases[at].owner = phrases[at - 1].owner;
        }
    }
}

/// "The head of the council of the president, Ann Lind, …": the post is hers.
fn name_posts(doc: &Doc<'_>, phrases: &mut [Phrase]) {
    for at in 1..phrases.len() {
        let name = &phrases[at];
        let apposed = name.by_name
            && name.kind == Kind::Person
            && name.preposition.is_none()
            && name.tokens.start == phrases[at - 1].tokens.end + 1
            && doc.form(name.tokens.start - 1) == ","
            && doc
                .analysis
                .tokens
                .get(name.tokens.end)
                .is_some_and(|t| matches!(t.upos, Upos::Punct | Upos::Verb | Upos::Aux));
        if !apposed {
            continue;
        }
        let entity = name.entity;
        let of_the_one_before = |n: usize| {
            let mark = phrases[n].preposition.filter(|m| doc.lexicon.of.single(doc.lemma(*m)).is_some());
            n > 0 && mark == Some(phrases[n - 1].tokens.end)
        };
        let mut post = at - 1;
        while of_the_one_before(post) && at - post < 5 {
            post -= 1;
        }
        let is_post = phrases[post].people.as_ref().is_some_and(|p| !p.group);
        if is_post && phrases[post].entity.is_none() {
            phrases[post].entity = entity;
            phrases[post].kind = Kind::Person;
        }
    }
}

/// "A group of masked men", «группа неизвестных»: one phrase, and what it says of people is said by the second noun.
fn join_groups(doc: &Doc<'_>, phrases: Vec<Phrase>) -> Vec<Phrase> {
    let mut joined: Vec<Phrase> = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        if let Some(last) = joined.last_mut().filter(|last| is_post_of(doc, last, &phrase)) {
            last.entity = phrase.entity;
            last.by_name = true;
            last.kind = phrase.kind;
            last.tokens.end = phrase.tokens.end;
            continue;
        }
        let whole = joined.last_mut().filter(|last| {
            let of = match phrase.preposition {
                Some(mark) => mark == last.tokens.end && doc.lexicon.of.single(doc.lemma(mark)).is_some(),
                None => {
                    doc.lexicon.noun_first
                        && phrase.tokens.start == last.tokens.end
                        && doc.analysis.tokens[phrase.head].feats.case == Some(Case::Gen)
                }
            };
            let plural = doc.analysis.tokens[phrase.head].feats.number == Some(syntax::Number::Plur);
            let people = phrase.people.is_some() || phrase.kind == Kind::Person;
            let counts = upos(doc, last.head) == Upos::Num || numbers::value(doc, last.head).is_some();
            let several = last.people.as_ref().is_some_and(|p| p.group) || counts;
            of && plural && people && several && last.entity.is_none()
        });
        match whole {
            Some(last) => {
                let group = last.people.take().unwrap_or_default();
                let people = phrase.people.unwrap_or_default();
                last.people = Some(People { group: true, works_for: people.works_for.or(group.works_for), ..people });
                last.kind = Kind::Group;
                last.tokens.end = phrase.tokens.end;
                last.owner = last.owner.or(phrase.owner);
            }
            None => joined.push(phrase),
        }
    }
    joined
}

/// "Ombudsman of Freedonia Ann Lind": a post, the body or place that it is of, and the name in the same phrase.
fn is_post_of(doc: &Doc<'_>, post: &Phrase, name: &Phrase) -> bool {
    let of = name
        .preposition
        .is_some_and(|mark| mark == post.tokens.end && doc.lexicon.of.single(doc.lemma(mark)).is_some());
    // "Minister of Jane Roe" is no way to speak of a person: the name of the place was taken for part of hers.
    let official = post.people.as_ref().is_some_and(|p| p.occupation == Some(model::Occupation::Official));
    let first = doc.named[name.tokens.start];
    of && post.entity.is_none()
        && post.people.is_some()
        && name.by_name
        && name.kind == Kind::Person
        && first.is_some()
        && (first != name.entity || official)
}

fn upos(doc: &Doc<'_>, at: usize) -> Upos {
    doc.analysis.tokens[at].upos
}

fn is_personal(doc: &Doc<'_>, at: usize) -> bool {
    let deprel = doc.analysis.tokens[at].deprel;
    let alone = matches!(deprel, Deprel::Obj | Deprel::Iobj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obl);
    upos(doc, at) == Upos::Pron && deprel != Deprel::NmodPoss && (alone || !is_possessive(doc, at))
}

fn is_possessive(doc: &Doc<'_>, at: usize) -> bool {
    doc.lexicon.possessive.single(&doc.form(at).to_lowercase()).is_some()
}

/// The phrase that begins at a token: its tokens and its head.
fn chunk(doc: &Doc<'_>, start: usize, end: usize) -> Option<(Range<usize>, usize)> {
    if is_personal(doc, start) {
        return Some((start..start + 1, start));
    }
    let noun_first = doc.lexicon.noun_first;
    let (mut at, mut head) = (start, None);
    while at < end {
        if let Some(entity) = doc.named[at] {
            // A name is one word; after a noun it belongs to it ("the lawyer Ivan Petrov").
            if noun_first && head.is_some_and(|h: usize| !agrees(doc, h, at)) {
                break;
            }
            let mut last = at;
            while last + 1 < end && doc.named[last + 1] == Some(entity) && !doc.name_starts[last + 1] {
                last += 1;
            }
            head = Some(if noun_first { head.unwrap_or(at) } else { last });
            at = last + 1;
            continue;
        }
        match upos(doc, at) {
            Upos::Noun | Upos::Propn => {
                if noun_first && head.is_some_and(|h| !agrees(doc, h, at)) {
                    break;
                }
                head = Some(if noun_first { head.unwrap_or(at) } else { at });
                if !noun_first && is_followed_by_clause(doc, at) {
                    at += 1;
                    break;
                }
            }
            Upos::Det | Upos::Pron if at == start && !is_personal(doc, at) => {}
            Upos::Det if head.is_none() && upos(doc, at - 1) != Upos::Adj => {}
            Upos::Num | Upos::Adj if head.is_none() => {}
            // "the secretary general Ann Lind", "the president elect Jo Roe"
            Upos::Adj if !noun_first && at + 1 < end && is_person(doc, at + 1) => {}
            // "a 34-year-old man" is cut at its hyphens.
            Upos::Num | Upos::Adj if at > start && is_glue(doc, at - 1, end) => {}
            Upos::Verb if head.is_none() && is_modifier(doc, at) => {}
            Upos::Punct if is_glue(doc, at, end) => {}
            _ => break,
        }
        at += 1;
    }
    // Words after the head that are no noun (a number, an adjective) do not belong to it.
    match head {
        Some(head) => Some((start..at.max(head + 1), head)),
        None if at > start && upos(doc, at - 1) == Upos::Num => (!is_age(doc, at - 1)).then_some((start..at, at - 1)),
        None if at > start && doc.lexicon.people.starting(doc.lemma(at - 1)).iter().any(|(w, _)| w.len() == 1) => {
            Some((start..at, at - 1))
        }
        None => None,
    }
}

/// "The boy, 11, was": a number between commas that counts nobody.
fn is_age(doc: &Doc<'_>, at: usize) -> bool {
    let comma = |t: Option<usize>| t.is_some_and(|t| t < doc.lower.len() && doc.form(t) == ",");
    let years = numbers::value(doc, at).is_some_and(|n| n.min.is_some_and(|n| (1..110).contains(&n)));
    doc.form(at).starts_with(|c: char| c.is_ascii_digit()) && years && comma(at.checked_sub(1)) && comma(Some(at + 1))
}

/// "The control | President Ann Lind holds over": a noun right before the subject of a clause that hangs on it.
fn is_followed_by_clause(doc: &Doc<'_>, noun: usize) -> bool {
    let tokens = &doc.analysis.tokens;
    let children = |t: usize| doc.children[t].iter().map(|c| *c as usize);
    let clauses = children(noun).filter(|c| *c > noun + 1 && tokens[*c].deprel == Deprel::AclRelcl);
    let subjects = clauses.flat_map(children).filter(|s| *s > noun && tokens[*s].deprel == Deprel::Nsubj);
    let mut named = subjects.filter(|s| doc.named[*s].is_some());
    named.any(|s| (noun + 1..s).all(|t| matches!(upos(doc, t), Upos::Noun | Upos::Propn | Upos::Adj)))
}

fn is_person(doc: &Doc<'_>, at: usize) -> bool {
    doc.named[at].is_some_and(|e| doc.names.entities[e].kind == EntityKind::Person)
}

/// In a language whose head noun comes first: whether a noun after it is its name or apposition (same case).
fn agrees(doc: &Doc<'_>, head: usize, next: usize) -> bool {
    let (a, b) = (&doc.analysis.tokens[head], &doc.analysis.tokens[next]);
    let flat = matches!(b.deprel, Deprel::Flat | Deprel::FlatName | Deprel::Appos | Deprel::FlatForeign);
    let same_name = doc.named[head].is_some() && doc.named[head] == doc.named[next];
    let title = doc.named[head].is_none() && doc.lexicon.person(&a.lemma).is_some();
    let person = doc.named[next].is_some_and(|e| doc.names.entities[e].kind == EntityKind::Person);
    // The accusative of living beings is taken for a genitive now and then.
    let either = |case| matches!(case, Some(Case::Acc | Case::Gen));
    let alike = a.feats.case == b.feats.case || (person && either(a.feats.case) && either(b.feats.case));
    same_name || (alike && (flat || (title && person)))
}

fn is_modifier(doc: &Doc<'_>, at: usize) -> bool {
    doc.analysis.tokens[at].deprel == Deprel::Amod || is_of_unknown(doc, at)
}

/// Whether a word makes the people behind it unknown: "masked", also where it was taken for a verb.
fn is_of_unknown(doc: &Doc<'_>, at: usize) -> bool {
    let list = &doc.lexicon.unknown_words;
    list.single(doc.lemma(at)).is_some() || list.single(&doc.lower[at]).is_some()
}

/// A hyphen inside a word that was cut at it.
fn is_glue(doc: &Doc<'_>, at: usize, end: usize) -> bool {
    let tokens = &doc.analysis.tokens;
    doc.form(at) == "-"
        && at > 0
        && at + 1 < end
        && tokens[at - 1].end == tokens[at].start
        && tokens[at].end == tokens[at + 1].start
}

fn phrase(doc: &Doc<'_>, tokens: Range<usize>, head: usize, sentence: &Range<usize>) -> Phrase {
    let preposition = preposition(doc, tokens.start, sentence.start);
    let named = tokens.clone().rev().find_map(|t| doc.named[t].map(|e| (t, e)));
    let noun_first = doc.lexicon.noun_first;
    let thing = longest(doc, &doc.lexicon.things, &tokens, head, sentence.end).copied().unwrap_or_default();
    // "the office of the Lantern Archive" is a thing of the Archive, also where it was taken for one name.
    let plain_thing = thing.target.is_some() && doc.form(head).chars().all(char::is_lowercase);
    let covers_head = named.filter(|(t, _)| !plain_thing && (*t == head || (noun_first && *t > head)));
    let pronoun = is_personal(doc, head) && tokens.len() == 1;
    // "They" is nobody alone.
    let several = pronoun && doc.analysis.tokens[head].feats.number == Some(syntax::Number::Plur);
    let may_be = |e: &usize| !several || doc.names.entities[*e].kind != EntityKind::Person;
    // "His car" is not he.
    let itself = |t: &usize| *t == head || !is_possessive(doc, *t);
    let stood_for = || tokens.clone().filter(itself).find_map(|t| doc.stands_for[t].filter(may_be));
    let entity = covers_head.map(|(_, e)| e).or_else(stood_for);
    let owner = owner(doc, &tokens, head, entity).or_else(|| {
        let capitals = |e: &usize| doc.names.entities[*e].name.chars().any(char::is_uppercase);
        named.filter(|_| plain_thing).map(|(_, e)| e).filter(capitals)
    });
    let people = longest(doc, &doc.lexicon.people, &tokens, head, sentence.end).cloned();
    let people = people.map(|p| more(doc, &tokens, p));
    let kind = match entity.map(|e| doc.names.entities[e].kind) {
        Some(EntityKind::Person) => Kind::Person,
        Some(EntityKind::Group) => Kind::Group,
        Some(EntityKind::Organisation) => Kind::Organisation,
        Some(EntityKind::Authority) => Kind::Authority,
        Some(EntityKind::Place) => Kind::Place,
        Some(EntityKind::Publication) => Kind::Target(model::TargetKind::Publication),
        _ => match (&people, thing.target) {
            (_, Some(kind)) if people.is_none() => kind,
            (Some(p), _) if p.body => Kind::Organisation,
            (Some(p), _) if p.group => Kind::Group,
            (Some(_), _) => Kind::Person,
            _ if pronoun && doc.lexicon.animate.single(&doc.form(head).to_lowercase()).is_some() => Kind::Person,
            _ if pronoun || upos(doc, head) != Upos::Noun => Kind::Unknown,
            _ if doc.lexicon.person_endings.iter().any(|e| doc.lemma(head).ends_with(e.as_str())) => Kind::Person,
            _ => Kind::Other,
        },
    };
    let outside =
        |t: &usize| doc.analysis.tokens[*t].head.is_none_or(|h| !tokens.contains(&h)) && upos(doc, *t) != Upos::Punct;
    let first = if noun_first { Some(head).filter(outside) } else { None };
    let top = first.or_else(|| tokens.clone().find(outside)).unwrap_or(head);
    let several = people.as_ref().is_some_and(|p| p.group);
    let number = numbers::of_phrase(doc, &tokens, head).filter(|n| !several || n.min != Some(1));
    let none = tokens.clone().any(|t| doc.lexicon.none_words.single(doc.lemma(t)).is_some());
    Phrase {
        top,
        kind,
        entity,
        by_name: covers_head.is_some(),
        people,
        instrument: thing.instrument,
        number,
        none,
        preposition,
        owner,
        pronoun,
        tokens,
        head,
    }
}

fn preposition(doc: &Doc<'_>, start: usize, first: usize) -> Option<usize> {
    let before = start.checked_sub(1).filter(|b| *b >= first)?;
    (upos(doc, before) == Upos::Adp || doc.lexicon.with.single(&doc.lower[before]).is_some()).then_some(before)
}

/// Whose it is: a name or possessive before the head, or one after it ("of X", a genitive).
fn owner(doc: &Doc<'_>, tokens: &Range<usize>, head: usize, entity: Option<usize>) -> Option<usize> {
    let other = |e: usize| (Some(e) != entity && doc.names.entities[e].kind != EntityKind::Place).then_some(e);
    let inside = tokens.clone().filter(|t| *t != head).find_map(|t| doc.named[t].or(doc.stands_for[t]).and_then(other));
    let before = || {
        // "X's office": the possessor is a phrase of its own before this one.
        let mark = tokens.start.checked_sub(1)?;
        let possessive = matches!(doc.form(mark), "'s" | "’s" | "'" | "’");
        possessive.then(|| mark.checked_sub(1).and_then(|b| doc.named[b].or(doc.stands_for[b])))?.and_then(other)
    };
    let after = || {
        let children = doc.children[head].iter().map(|c| *c as usize);
        children
            .filter(|c| matches!(doc.analysis.tokens[*c].deprel, Deprel::Nmod | Deprel::NmodPoss))
            .filter(|c| *c > head && is_of(doc, *c))
            .find_map(|c| {
                // "The car of the journalist Jane Roe": her name stands beside what she is.
                let beside = || doc.named.get(c + 1).copied().flatten().filter(|_| doc.name_starts[c + 1]);
                doc.named[c].or(doc.stands_for[c]).or_else(beside).and_then(other)
            })
    };
    let next = || {
        let mut at = tokens.end;
        if doc.analysis.tokens.get(at).is_some_and(|t| doc.lexicon.of.single(&t.lemma).is_some()) {
            at += 1;
            if doc.analysis.tokens.get(at).is_some_and(|t| t.upos == Upos::Det) {
                at += 1;
            }
        } else if !doc.lexicon.noun_first {
            return None;
        }
        let genitive = doc.analysis.tokens.get(at)?.feats.case == Some(Case::Gen) || !doc.lexicon.noun_first;
        genitive.then(|| doc.named[at].or(doc.stands_for[at]))?.and_then(other)
    };
    inside.or_else(before).or_else(after).or_else(next)
}

/// A dependent noun that is "of" its head: with such a preposition, or a genitive without any.
pub(crate) fn is_of(doc: &Doc<'_>, at: usize) -> bool {
    match case_mark(doc, at) {
        Some(mark) => doc.lexicon.of.single(doc.lemma(mark)).is_some(),
        None => doc.analysis.tokens[at].feats.case == Some(Case::Gen),
    }
}

/// The preposition that hangs on a noun.
pub(crate) fn case_mark(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let children = doc.children[at].iter().map(|c| *c as usize);
    children.filter(|c| *c < at).find(|c| doc.analysis.tokens[*c].deprel == Deprel::Case)
}

/// The longest entry that begins inside the phrase and reaches its head.
fn longest<'l, T: Clone>(
    doc: &Doc<'_>,
    entries: &'l Phrases<T>,
    tokens: &Range<usize>,
    head: usize,
    end: usize,
) -> Option<&'l T> {
    let from = tokens.start.max(head.saturating_sub(4));
    (from..=head).find_map(|start| {
        let fits = |words: &Vec<String>| {
            start + words.len() > head
                && start + words.len() <= end
                && words.iter().enumerate().all(|(i, w)| doc.is_word(start + i, w))
        };
        entries.starting(doc.lemma(start)).iter().find(|(words, _)| fits(words)).map(|(_, value)| value)
    })
}

/// What words beside the noun add ("masked", "female", "elderly").
fn more(doc: &Doc<'_>, tokens: &Range<usize>, mut people: People) -> People {
    for at in tokens.clone() {
        if let Some(extra) = doc.lexicon.more.single(doc.lemma(at)) {
            people.sex = people.sex.or(extra.sex);
            people.age = people.age.or(extra.age);
        }
        if is_of_unknown(doc, at)
            && !people.works_for.is_some_and(|w| matches!(w, PerpetratorType::State | PerpetratorType::NonState))
        {
            people.works_for = Some(PerpetratorType::Unknown);
        }
    }
    people
}
