//! Lists of persons: "A, a lawyer, B and C", and the words that they are the names of ("six defenders: A, B and C").
//!
//! What a sentence says of one of a list it says of all of them, and so does what it says of the words before them.

use model::{ActCode, CasualtyKind};
use syntax::{Deprel, Upos};

use crate::acts::{Act, Role, needed};
use crate::doc::Doc;
use crate::lexicon::{ActRule, Kind, Shape};
use crate::phrases::Phrase;

/// Persons whom a sentence names side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct List {
    /// Their phrases, in the order of the text.
    pub members: Vec<usize>,
    /// The phrase for all of them, before or behind them ("six defenders", "both lawyers").
    pub whole: Option<usize>,
    /// The last word before them and what joins them to it ("those detained | were").
    before: Option<usize>,
}

/// At most so many words between two of a list ("A, a lawyer at the bar of B, and C").
const BETWEEN: usize = 16;
/// At most so many words and marks between a list and what it is the list of.
const JOINED: usize = 5;

/// So many acts before and behind the names of the dead are looked at.
const ACTS: usize = 40;

/// Finds all lists of a text, in its order; one person after a word such as "including" is a list too.
pub(crate) fn lists(doc: &Doc<'_>, phrases: &[Phrase]) -> Vec<List> {
    let mut persons: Vec<usize> = (0..phrases.len()).filter(|p| is_named(doc, &phrases[*p])).collect();
    persons.sort_by_key(|p| phrases[*p].tokens.start);
    let mut side_by_side: Vec<Vec<usize>> = Vec::new();
    for person in persons {
        match side_by_side.last_mut() {
            Some(list) if follows(doc, &phrases[list[list.len() - 1]], &phrases[person]) => {
                // "A, a lawyer for B, and C": B is no part of the list.
                if phrases[person].preposition.is_none() || phrases[list[0]].preposition.is_some() {
                    list.push(person);
                }
            }
            _ => side_by_side.push(vec![person]),
        }
    }
    let found = side_by_side.into_iter().map(|members| {
        let (whole, before, included) = whole(doc, phrases, members[0]);
        let whole = whole.or_else(|| whole_behind(doc, phrases, &members));
        (List { members, whole, before }, included)
    });
    // "The victim, Ann Lind, …": one person behind a word for who was hurt is a list too.
    let hurt = |list: &List| list.before.is_some_and(|t| doc.phrase_at(&doc.lexicon.casualties, t).is_some());
    found.filter(|(l, included)| l.members.len() > 1 || *included || hurt(l)).map(|(list, _)| list).collect()
}

fn is_named(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    phrase.by_name && phrase.entity.is_some_and(|e| doc.names.entities[e].kind == model::EntityKind::Person)
}

fn upos(doc: &Doc<'_>, at: usize) -> Upos {
    doc.analysis.tokens[at].upos
}

/// Whether the second of two named persons goes on with the list that the first is of: in one sentence, with a comma or
/// "and" between them and no verb, and no subject of another verb.
fn follows(doc: &Doc<'_>, a: &Phrase, b: &Phrase) -> bool {
    let between = a.tokens.end..b.tokens.start;
    if between.is_empty() || between.len() > BETWEEN || !doc.sentence(a.head).contains(&b.head) {
        return false;
    }
    let parts = |t: usize| upos(doc, t) == Upos::Cconj || matches!(doc.form(t), "," | ";");
    let listed = b.preposition.is_some() || between.clone().any(parts);
    // "As well as" begins no clause.
    let joined: Vec<usize> =
        between.clone().flat_map(|t| doc.phrase_at(&doc.lexicon.joining, t).map_or(t..t, |(n, ())| t..t + n)).collect();
    let opens = |t: usize| doc.lexicon.clause.single(doc.lemma(t)).is_some() && !joined.contains(&t);
    let ends = |t: usize| matches!(upos(doc, t), Upos::Verb | Upos::Aux) || opens(t);
    if !listed || between.clone().any(ends) {
        return false;
    }
    subject_of(doc, b).is_none_or(|verb| doc.analysis.tokens[a.top].head == Some(verb))
}

/// The verb that a phrase is the subject of.
fn subject_of(doc: &Doc<'_>, phrase: &Phrase) -> Option<usize> {
    let token = &doc.analysis.tokens[phrase.top];
    let subject = matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass);
    token.head.filter(|h| subject && upos(doc, *h) == Upos::Verb)
}

/// What a list is the list of, the last word before it and what joins them, and whether a word says that it names only
/// some ("including").
fn whole(doc: &Doc<'_>, phrases: &[Phrase], first: usize) -> (Option<usize>, Option<usize>, bool) {
    let start = phrases[first].tokens.start;
    let sentence = doc.sentence(phrases[first].head);
    let (mut at, mut colon, mut included) = (start, false, false);
    while at > sentence.start && start - at < JOINED {
        let joining = (sentence.start.max(at.saturating_sub(3))..at)
            .find(|t| doc.phrase_at(&doc.lexicon.listing, *t).is_some_and(|(n, ())| t + n == at));
        match joining {
            Some(from) => (at, included) = (from, true),
            None if matches!(doc.form(at - 1), "," | ":" | "(" | "—" | "–" | "-") => {
                colon |= doc.form(at - 1) == ":";
                at -= 1;
            }
            None if upos(doc, at - 1) == Upos::Adv || (included && upos(doc, at - 1) == Upos::Aux) => at -= 1,
            None => break,
        }
    }
    if at == start || at == sentence.start {
        return (None, None, false);
    }
    let last = at - 1;
    let from = phrases.partition_point(|p| p.tokens.start < sentence.start);
    let several = |p: &usize| is_several(doc, &phrases[*p]);
    // "Two members of the group, …"
    let of = |p: &usize| phrases[*p].preposition.is_some_and(|m| *p > from && m == phrases[*p - 1].tokens.end);
    let right_before = (from..first).rev().find(|p| phrases[*p].tokens.end == at);
    let beside = std::iter::successors(right_before, |p| of(p).then(|| p - 1)).take(3).find(several);
    // "Police arrested three men, Ann Lind and Jo Roe said."
    let does_else =
        |verb: &usize| *verb > start && beside.is_none_or(|p| doc.analysis.tokens[phrases[p].top].head != Some(*verb));
    if !colon && !included && subject_of(doc, &phrases[first]).as_ref().is_some_and(does_else) {
        return (None, None, false);
    }
    // «Двое юристов задержаны: …», "three were hurt, among them …"
    let further = || (from..first).rev().find(several).filter(|_| colon || included);
    (beside.or_else(further), Some(last), included)
}

/// "A and B, both members of the group, …": the words for all of a list behind it.
fn whole_behind(doc: &Doc<'_>, phrases: &[Phrase], members: &[usize]) -> Option<usize> {
    let [first, .., last] = members else { return None };
    let end = phrases[*last].tokens.end;
    let comma = end < doc.lemmas.len() && doc.form(end) == ",";
    let next = phrases.partition_point(|p| p.tokens.start <= end);
    let apposed = |p: &Phrase| p.tokens.start == end + 1 && doc.sentence(phrases[*first].head).contains(&p.head);
    (comma && phrases.get(next).is_some_and(|p| apposed(p) && is_several(doc, p))).then_some(next)
}

/// Whether a phrase stands for several people without naming them.
fn is_several(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    let counted = phrase.number.is_some_and(|n| n.min.is_some_and(|min| min > 1));
    let plural = doc.analysis.tokens[phrase.head].feats.number == Some(syntax::Number::Plur);
    let people = phrase.people.is_some() || phrase.kind == Kind::Unknown;
    !phrase.by_name && !phrase.none && people && (counted || (plural && !phrase.pronoun))
}

/// Gives all of a list the part in an act that one of them or the words for all of them have.
pub(crate) fn share(doc: &Doc<'_>, phrases: &[Phrase], lists: &[List], acts: &mut [Act]) {
    for act in acts {
        let sentence = doc.sentence(act.token);
        let rule = &doc.lexicon.rules[act.rule];
        let from = lists.partition_point(|l| phrases[l.members[0]].tokens.start < sentence.start);
        let here = lists[from..].iter().take_while(|l| phrases[l.members[0]].tokens.start < sentence.end);
        for list in here {
            let suffers = is_told_of(doc, list, act);
            join(phrases, list, rule, &mut act.patients, suffers);
            if !act.patients.iter().any(|r| list.members.contains(&r.phrase)) {
                join(phrases, list, rule, &mut act.agents, false);
            }
        }
        act.agents.retain(|a| !act.patients.iter().any(|p| p.phrase == a.phrase));
    }
}

/// "The dead have been named as A and B": they suffered the nearest act of that kind.
pub(crate) fn name_victims(doc: &Doc<'_>, phrases: &[Phrase], lists: &[List], acts: &mut [Act]) {
    for list in lists {
        let Some(before) = list.before else { continue };
        let Some((1, kind)) = doc.phrase_at(&doc.lexicon.casualties, before) else { continue };
        let is_of_it = |act: &&mut Act| match kind {
            CasualtyKind::Killed => act.code == ActCode::Killing,
            CasualtyKind::Injured => act.code.is_violent() && act.code != ActCode::Killing,
            _ => false,
        };
        let suffers = |act: &&mut Act| act.patients.iter().any(|r| list.members.contains(&r.phrase));
        let here = acts.partition_point(|a| a.token < before);
        let around = here.saturating_sub(ACTS)..acts.len().min(here + ACTS);
        let near = acts[around].iter_mut().filter(|a| is_of_it(a) && !suffers(a));
        let near = near.min_by_key(|a| a.token.abs_diff(before));
        let Some(act) = near else { continue };
        // They are those who have been counted.
        let whole = act.patients.iter().map(|r| r.phrase).find(|p| phrases[*p].number.is_some());
        act.patients.extend(list.members.iter().map(|m| Role { phrase: *m, trust: 2, whole }));
    }
}

/// "Among those detained were A and B": the words of the act stand right before the list.
fn is_told_of(doc: &Doc<'_>, list: &List, act: &Act) -> bool {
    let participle = upos(doc, act.token) == Upos::Adj
        || doc.analysis.tokens[act.token].feats.verb_form == Some(syntax::VerbForm::Part);
    let beside = list.before.is_some_and(|b| b == act.token || b + 1 == act.words.end);
    list.whole.is_none() && beside && act.shape == Shape::Verb && participle && act.patients.is_empty()
}

fn join(phrases: &[Phrase], list: &List, rule: &ActRule, roles: &mut Vec<Role>, told_of: bool) {
    let of_whole = roles.iter().find(|r| Some(r.phrase) == list.whole).copied();
    let of_one = roles.iter().filter(|r| list.members.contains(&r.phrase)).max_by_key(|r| r.trust).copied();
    let trust = match of_whole.or(of_one) {
        Some(role) => role.trust.min(2),
        None if told_of => 1,
        None => return,
    };
    for member in &list.members {
        let whole = of_whole.map(|r| r.phrase);
        match roles.iter_mut().find(|r| r.phrase == *member) {
            Some(role) => role.whole = whole,
            None if needed(rule, &phrases[*member]) => roles.push(Role { phrase: *member, trust, whole }),
            None => {}
        }
    }
}
