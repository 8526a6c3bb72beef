//! Who speaks: the subject of a verb, whom words beside an act name, the sentence behind it, whom an interview is with.
//!
//! It knows the words and phrases of one report; what is said of an act is the matter of `said`.

use std::ops::Range;

use model::TargetKind;
use syntax::{Case, Deprel, Upos};

use crate::doc::Doc;
use crate::lexicon::Kind;
use crate::phrases::Phrase;
use crate::relation::{Relation, relation};
use crate::said::{SPOKEN, around, is_parted, is_plain};

/// Who the words around an act say tells it, beside those who stand over it: the nearest first.
pub(crate) fn beside(doc: &Doc<'_>, phrases: &[Phrase], token: usize) -> impl Iterator<Item = usize> {
    [according(doc, phrases, token), aside(doc, phrases, token)].into_iter().flatten()
}

/// Who tells it where nothing in its sentence says so.
pub(crate) fn elsewhere(doc: &Doc<'_>, phrases: &[Phrase], token: usize) -> Option<usize> {
    told_behind(doc, phrases, token).or_else(|| interviewed(doc, phrases))
}

/// The phrase that is the subject of a verb.
pub(crate) fn subject_of(doc: &Doc<'_>, phrases: &[Phrase], verb: usize) -> Option<usize> {
    let sentence = doc.sentence(verb);
    let first = phrases.partition_point(|p| p.tokens.start < sentence.start);
    let near = phrases.iter().enumerate().skip(first).take_while(|(_, p)| p.tokens.start < sentence.end);
    // "Tartu (AFP) – …": a dateline.
    let is_in_brackets = |p: &Phrase| p.tokens.start.checked_sub(1).is_some_and(|t| doc.form(t) == "(");
    let subjects = near.filter_map(|(number, p)| match relation(doc, verb, p) {
        // A newspaper beside a verb of saying may be told: only the tree makes it the speaker.
        Some((Relation::Subject | Relation::Agent, trust))
            if p.is_party() || p.pronoun || p.can_speak() && trust > 2 && !is_in_brackets(p) =>
        {
            Some((trust, number))
        }
        _ => None,
    });
    // "The group's secretary general Ann Lind": of two, the one that is named.
    let named = |n: usize| phrases[n].by_name && phrases[n].kind == Kind::Person;
    subjects
        .max_by_key(|(trust, number)| (*trust, named(*number), std::cmp::Reverse(*number)))
        .map(|(_, number)| number)
}

/// "According to X", «по её словам»: the phrase after it, or the last one of whose words they are, where the act is in the
/// same sentence.
fn according(doc: &Doc<'_>, phrases: &[Phrase], token: usize) -> Option<usize> {
    around(doc, token, SPOKEN).find_map(|t| {
        let Some((length, ())) = doc.phrase_at(&doc.lexicon.according, t) else {
            let whose = doc.stands_for.get(t + 1).copied().flatten()?;
            let words = doc.lexicon.according.starting(&doc.lower[t]).iter();
            let around_it = words.filter(|(words, ())| words.len() == 2 && t + 2 < doc.lemmas.len());
            around_it.map(|(words, ())| &words[1]).find(|word| doc.is_word(t + 2, word))?;
            let before = phrases.partition_point(|p| p.tokens.end <= t);
            let near = before.saturating_sub(BEFORE)..before;
            return near.rev().find(|p| phrases[*p].entity == Some(whose));
        };
        let number = phrases.partition_point(|p| p.tokens.end <= t + length);
        let phrase = phrases.get(number)?;
        (phrase.tokens.start <= t + length + 1 && phrase.can_speak()).then_some(number)
    })
}

/// "The centre reported this on Friday": who tells what the sentence before says. Whoever refuses to, or tells it to the
/// police, does not.
fn told_behind(doc: &Doc<'_>, phrases: &[Phrase], token: usize) -> Option<usize> {
    let next = doc.analysis.sentences.get(doc.analysis.sentence_of(token) + 1)?;
    let tells = |verb: &usize| {
        let token = &doc.analysis.tokens[*verb];
        // "Refused to report this".
        let governed = matches!(token.deprel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl);
        token.upos == Upos::Verb
            && !governed
            && doc.lexicon.tells.single(doc.lemma(*verb)).is_some()
            && tells_so(doc, *verb)
    };
    let verb = next.clone().take(SPOKEN).find(tells).filter(|verb| is_plain(doc, phrases, *verb))?;
    let by = subject_of(doc, phrases, verb)?;
    let first = phrases.partition_point(|p| p.tokens.start < next.start);
    let mut others = (first..phrases.len()).take_while(|n| phrases[*n].tokens.start < next.end).filter(|n| *n != by);
    let alerts = others.any(|n| phrases[n].is_state() && is_addressed(doc, &phrases[n]));
    (!alerts && phrases[by].voice().is_some()).then_some(by)
}

/// Whether something is told to a phrase: "to the police", «полиции», «в полицию».
fn is_addressed(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    let case = doc.analysis.tokens[phrase.head].feats.case;
    let to = |mark: usize| doc.lexicon.addressed.single(&doc.lower[mark]).is_some();
    match phrase.preposition {
        Some(mark) => to(mark) && (!doc.lexicon.noun_first || case == Some(Case::Acc)),
        None => case == Some(Case::Dat),
    }
}

/// "Interview with Ann Lind": whose words all of a text is, where its headline is just that.
fn interviewed(doc: &Doc<'_>, phrases: &[Phrase]) -> Option<usize> {
    let headline = 0..doc.block_number.partition_point(|block| *block == 0);
    let opens = |t: &usize| *t == 0 || matches!(doc.form(*t - 1), ":" | "–" | "—" | "|");
    let mut starts = headline.clone().filter(opens);
    let end = starts.find_map(|t| doc.phrase_at(&doc.lexicon.interview, t).map(|(length, ())| t + length))?;
    if headline.clone().any(|t| doc.analysis.tokens[t].upos == Upos::Verb) {
        return None;
    }
    let with = phrases.partition_point(|p| p.tokens.end <= end);
    phrases.get(with).filter(|p| p.tokens.start == end && p.kind == Kind::Person && p.by_name).map(|_| with)
}

/// "Sources told the Daily Planet": the newspaper that somebody without a name is only known through.
pub(crate) fn told_to(doc: &Doc<'_>, phrases: &[Phrase], verb: usize) -> Option<usize> {
    let sentence = doc.sentence(verb);
    let first = phrases.partition_point(|p| p.tokens.start < sentence.start);
    let medium = |p: &Phrase| p.kind == Kind::Target(TargetKind::Publication) && p.by_name;
    let told = |p: &Phrase| matches!(relation(doc, verb, p), Some((Relation::Object, _)));
    let mut near = (first..phrases.len()).take_while(|n| phrases[*n].tokens.start < sentence.end);
    near.find(|n| medium(&phrases[*n]) && told(&phrases[*n]))
}

/// How far from a verb of telling stand the words for what was told, where the order of words is free.
const FREE: usize = 6;

/// Whether a verb of telling has words beside it for what was told before.
fn tells_so(doc: &Doc<'_>, verb: usize) -> bool {
    let near = if doc.lexicon.noun_first { verb.saturating_sub(FREE)..verb + FREE } else { verb + 1..verb + 2 };
    let sentence = doc.sentence(verb);
    let near = near.start.max(sentence.start)..near.end.min(sentence.end);
    let mut found = near.filter_map(|t| doc.phrase_at(&doc.lexicon.so, t).map(|(length, ())| t + length));
    // "Said it had detained them", "said this attack was planned": the words go on.
    let ends = |end: usize| {
        let next = doc.analysis.tokens.get(end).map(|token| token.upos);
        next.is_none_or(|upos| matches!(upos, Upos::Punct | Upos::Adp | Upos::Adv | Upos::Num)) || doc.in_time(end)
    };
    found.any(|end| doc.lexicon.noun_first || ends(end))
}

/// The verb of saying that ends a sentence or clause, where a phrase behind a comma belongs to its subject: "…, officials
/// say", "…, the station's manager, Ann Lind, said".
pub(crate) fn speaks_behind(doc: &Doc<'_>, phrase: &Phrase) -> Option<usize> {
    let sentence = doc.sentence(phrase.head);
    let verb_at = |t: &usize| matches!(doc.analysis.tokens[*t].upos, Upos::Verb | Upos::Aux);
    let low = phrase.tokens.start.saturating_sub(TOLD).max(sentence.start);
    let behind_comma = (low..phrase.tokens.start).rev().take_while(|t| !verb_at(t)).any(|t| doc.form(t) == ",");
    let verb = (phrase.tokens.end..sentence.end.min(phrase.tokens.end + ASIDE)).find(verb_at)?;
    let ends = verb + 1 >= sentence.end || doc.analysis.tokens[verb + 1].upos == Upos::Punct;
    (behind_comma && ends && doc.says(verb)).then_some(verb)
}

/// How many phrases back a pronoun's own is looked for.
const BEFORE: usize = 200;

/// How many words tell who speaks, between commas.
const ASIDE: usize = 12;
/// How many of them are the verb and whom they tell it.
const TOLD: usize = 4;

/// "…, says X.", "…, X adds, …": who stands between commas with nothing but a verb of saying; «…, говорится на сайте X»:
/// whose words are written there.
fn aside(doc: &Doc<'_>, phrases: &[Phrase], token: usize) -> Option<usize> {
    let around = around(doc, token, SPOKEN);
    let is_edge = |t: &usize| matches!(doc.form(*t), "," | ";" | "." | "!" | "?" | "–" | "—" | ":");
    let edges: Vec<usize> = around.clone().filter(is_edge).chain([around.end]).collect();
    let mut runs = edges.windows(2).map(|pair| pair[0] + 1..pair[1]).filter(|r| (2..=ASIDE).contains(&r.len()));
    let upos = |t: usize| doc.analysis.tokens[t].upos;
    let elsewhere =
        |run: &Range<usize>| !(run.contains(&token) || run.start > token && is_parted(doc, run.start, token));
    runs.find_map(|run| {
        if elsewhere(&run) && doc.lexicon.written.single(doc.lemma(run.start)).is_some() {
            return written_by(doc, phrases, run);
        }
        let said = |t: &usize| doc.lexicon.says.single(doc.lemma(*t)).is_some();
        // Whoever is told stands behind the verb: "her brother told the agency".
        let who = match run.clone().find(said)? {
            first if first == run.start => run.start + 1..run.end,
            verb if run.end - verb <= TOLD => run.start..verb,
            _ => return None,
        };
        let begins_a_clause = matches!(upos(who.start), Upos::Sconj | Upos::Adp);
        if !elsewhere(&run) || begins_a_clause || who.clone().any(|t| upos(t) == Upos::Verb) {
            return None;
        }
        let told = |p: &Phrase| doc.analysis.tokens[p.head].feats.case == Some(Case::Dat);
        let speaks = inside(phrases, &who).filter(|n| phrases[*n].can_speak() && !told(&phrases[*n]));
        speaks.max_by_key(|n| (phrases[*n].by_name, std::cmp::Reverse(*n)))
    })
}

/// The phrases within some tokens.
fn inside(phrases: &[Phrase], tokens: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let first = phrases.partition_point(|p| p.tokens.start < tokens.start);
    first..first + phrases[first..].partition_point(|p| p.tokens.end <= tokens.end)
}

/// Whose words are written on the site or in the statement behind a verb such as «говорится»: the owner, or the name in
/// the genitive behind it. A letter to somebody is not theirs.
fn written_by(doc: &Doc<'_>, phrases: &[Phrase], run: Range<usize>) -> Option<usize> {
    let mut found = inside(phrases, &run);
    let place = found.next()?;
    let within = |mark: usize| doc.lexicon.at.single(doc.lemma(mark)).is_some();
    if !phrases[place].preposition.is_none_or(within) {
        return None;
    }
    let behind = found.next().filter(|n| {
        let next = &phrases[*n];
        let of = next.preposition.map_or(doc.lexicon.noun_first, |m| doc.lexicon.of.single(doc.lemma(m)).is_some());
        of && next.tokens.start <= phrases[place].tokens.end + 2 && next.voice().is_some()
    });
    let genitive = |n: &usize| {
        let case = doc.analysis.tokens[phrases[*n].head].feats.case;
        !doc.lexicon.noun_first || case == Some(Case::Gen)
    };
    Some(place).filter(|n| phrases[*n].voice().is_some()).or(behind.filter(genitive))
}
