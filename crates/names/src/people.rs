//! What a text says that a person is: occupation, post, sex; from titles before the name and words beside it.

use std::ops::Range;

use model::{Occupation, Sex};
use syntax::Upos;

use crate::doc::Doc;
use crate::lexicon::class;

/// What stands beside mentions of a person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// What the person does, and whether the words say so outright.
    pub(crate) occupation: Option<Occupation>,
    /// Post or title.
    pub(crate) role: Option<String>,
    /// Sex.
    pub(crate) sex: Option<Sex>,
    /// Tokens of the post, where its body may be named.
    pub(crate) role_tokens: Option<Range<usize>>,
}

/// The most words of a post.
const MOST_WORDS: usize = 14;

/// What a text tells of a person beside a mention. `named` says whether a token is inside a name of a person.
pub(crate) fn beside(doc: &Doc, mention: &Range<usize>, named: &dyn Fn(usize) -> bool) -> Told {
    let sentence = doc.analysis.sentences.get(doc.analysis.sentence_of(mention.start)).cloned().unwrap_or_default();
    let mut told = Told::default();
    before(doc, mention.start, &sentence, named, &mut told);
    if told.role.is_none() {
        after(doc, mention.end, &sentence, named, &mut told);
    }
    told.sex = told.sex.or_else(|| given_sex(doc, mention));
    told
}

/// Sex by patronymic and given name.
fn given_sex(doc: &Doc, mention: &Range<usize>) -> Option<Sex> {
    let patronymic = mention.clone().find(|&i| doc.words[i].patronymic);
    if let Some(token) = patronymic {
        return crate::russian::patronymic(&doc.words[token].lower).first().and_then(|r| r.sex);
    }
    let first = &doc.words[mention.start];
    if mention.len() < 2 || doc.lexicon.russian || !first.is(class::GIVEN) {
        return None;
    }
    doc.lexicon.given(&first.lower).iter().find(|g| g.name == first.lower).and_then(|g| g.sex)
}

/// Titles, occupations and posts that end where the name begins.
fn before(doc: &Doc, start: usize, sentence: &Range<usize>, named: &dyn Fn(usize) -> bool, told: &mut Told) {
    let comma = start > sentence.start && doc.form(start - 1) == ",";
    let end = if comma { start - 1 } else { start };
    let from = sentence.start.max(end.saturating_sub(MOST_WORDS));
    for at in (from.max(end.saturating_sub(4))..end).rev() {
        let stems = &doc.stems[at..end];
        if let Some((_, sex)) = doc.lexicon.titles.longest(stems).filter(|(n, _)| at + n == end && !comma) {
            told.sex = told.sex.or(*sex);
        }
        if let Some((length, (code, _))) = doc.lexicon.occupations.longest(stems)
            && at + length == end
            && !comma
        {
            told.occupation = Some(*code);
            told.role = Some(doc.slice(at..end).to_owned());
            told.role_tokens = Some(at..end);
        }
    }
    for at in (from..end).rev() {
        if named(at) || is_break(doc, at) {
            break;
        }
        let Some((length, ())) = doc.lexicon.roles.longest(&doc.stems[at..end]) else { continue };
        let rest = at + length;
        let goes_on = rest < end && (links(doc, rest) || doc.lexicon.russian);
        let whole = !doc.words[end - 1].is(class::SMALL | class::CONNECTOR);
        if (rest == end && !comma) || goes_on && whole {
            let better = told.role_tokens.as_ref().is_none_or(|known| at < known.start);
            if better && (rest < end || told.role.is_none()) {
                told.role = Some(doc.slice(at..end).to_owned());
                told.role_tokens = Some(at..end);
                told.occupation = told.occupation.or_else(|| occupation_at(doc, at..end));
            }
            if rest < end {
                break;
            }
        }
    }
}

/// "Anna, a lawyer with the centre," and "Anna (the head of the centre)", "Anna is a journalist".
fn after(doc: &Doc, end: usize, sentence: &Range<usize>, named: &dyn Fn(usize) -> bool, told: &mut Told) {
    let mut at = end;
    let limit = sentence.end.min(end + MOST_WORDS + 4);
    let opener = if at < limit { doc.form(at) } else { return };
    let copula = doc.lexicon.copulas.has(&doc.words[at].lower);
    if !matches!(opener, "," | "(" | "–" | "—" | "-") && !copula {
        return;
    }
    at += 1;
    while at < limit && (doc.lexicon.articles.has(&doc.words[at].lower) || doc.lexicon.plain.has(&doc.words[at].lower))
    {
        at += 1;
    }
    for skip in 0..4 {
        let from = at + skip;
        if from >= limit || named(from) || is_break(doc, from) || doc.words[from].shape == crate::word::Shape::Mark {
            return;
        }
        let stems = &doc.stems[from..limit];
        let role = doc.lexicon.roles.longest(stems).map(|(n, ())| n);
        let occupation = doc.lexicon.occupations.longest(stems).map(|(n, (code, _))| (n, *code));
        if role.is_some() || occupation.is_some() {
            let stop = (from + 1..limit)
                .find(|&i| named(i) || is_break(doc, i) || matches!(doc.form(i), "," | ")" | "—" | "–" | ";"));
            let mut stop = stop.unwrap_or(limit);
            while stop > from + 1 && doc.words[stop - 1].is(class::SMALL | class::CONNECTOR) {
                stop -= 1;
            }
            told.occupation = told.occupation.or(occupation.map(|(_, code)| code));
            told.role = Some(doc.slice(at..stop).trim_end_matches(['.', ' ']).to_owned());
            told.role_tokens = Some(at..stop);
            return;
        }
    }
}

fn occupation_at(doc: &Doc, tokens: Range<usize>) -> Option<Occupation> {
    doc.lexicon.occupations.longest(&doc.stems[tokens]).map(|(_, (code, _))| *code)
}

/// Whether a word links a post with its body.
fn links(doc: &Doc, at: usize) -> bool {
    doc.lexicon.post_links.has(&doc.words[at].lower)
}

/// Whether a description cannot go on over a token.
fn is_break(doc: &Doc, at: usize) -> bool {
    let token = &doc.analysis.tokens[at];
    matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Sconj) && !doc.words[at].shape.is_capital()
        || matches!(doc.form(at), ";" | ":" | "." | "!" | "?" | "\"" | "“" | "”")
}
