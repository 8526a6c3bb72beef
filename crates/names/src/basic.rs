//! Basic forms of Russian names: a person's name from all its mentions together, an organisation's from its head.

use std::collections::BTreeMap;
use std::ops::Range;

use model::Sex;
use syntax::{Case, Number, Upos};

use crate::doc::Doc;
use crate::group::Group;
use crate::key;
use crate::lexicon::class;
use crate::russian::{self, Reading, ends_in_consonant};
use crate::word::{Shape, cased_like};

const CASES: [Case; 6] = [Case::Nom, Case::Gen, Case::Dat, Case::Acc, Case::Ins, Case::Loc];

/// The most mentions that are weighed for one name.
const MOST_MENTIONS: usize = 24;

/// A person's name in the nominative, and the sex that its forms tell.
pub(crate) fn person(doc: &Doc, group: &Group, fullest: usize) -> (String, Option<Sex>) {
    let words = group.spans[fullest].tokens.len();
    let mut votes: BTreeMap<(String, Option<Sex>), f32> = BTreeMap::new();
    for span in group.spans.iter().filter(|s| s.tokens.len() == words).take(MOST_MENTIONS) {
        for (name, score) in candidates(doc, span.tokens.clone()) {
            *votes.entry(name).or_default() += score;
        }
    }
    for span in group.spans.iter().filter(|s| s.tokens.len() < words).take(MOST_MENTIONS) {
        let parts = candidates(doc, span.tokens.clone());
        for ((name, sex), score) in &mut votes {
            let agrees = |part: &&((String, Option<Sex>), f32)| {
                (part.0.1.is_none() || part.0.1 == *sex) && name.split(' ').any(|word| word == part.0.0)
            };
            *score += parts.iter().filter(agrees).map(|part| part.1).fold(0.0, f32::max);
        }
    }
    let best = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    best.map_or_else(|| (doc.slice(group.spans[fullest].tokens.clone()).to_owned(), None), |(name, _)| name)
}

/// The key of the given name that a full name has in its basic form, where it stands in another: «Павел» of «Павла
/// Громова»; none where the language has no cases.
pub(crate) fn given_key(doc: &Doc, name: Range<usize>) -> Option<String> {
    let first = &doc.words[name.start];
    if !doc.lexicon.russian || !first.is(class::GIVEN) {
        return None;
    }
    let best = candidates(doc, name).into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)))?;
    let given = best.0.0.split(' ').next()?.to_lowercase();
    (given != first.lower).then(|| key::word(&given))
}

/// What it counts that a case is the one which the words before a name ask for.
const ASKED: f32 = 0.8;

/// The cases of which the words before a name leave one: that of a post or title, that of an owner.
fn case_asked(doc: &Doc, start: usize) -> Option<Vec<Case>> {
    const PERSONAL: u32 = class::TITLE | class::OCCUPATION | class::ROLE;
    let before = start.checked_sub(1).filter(|_| !doc.words[start].opens)?;
    if doc.form(before) == "»" {
        let open = (before.saturating_sub(6)..before).rev().find(|&i| doc.form(i) == "«")?;
        let before = open.checked_sub(1)?;
        let post = doc.words[before].is(PERSONAL);
        return doc.analysis.tokens[before].feats.case.filter(|_| post).map(|case| vec![case]);
    }
    let token = &doc.analysis.tokens[before];
    let word = &doc.words[before];
    match token.upos {
        Upos::Noun if word.is(PERSONAL) => {
            let many = token.feats.number == Some(Number::Plur);
            token.feats.case.filter(|_| !many).map(|case| vec![case])
        }
        Upos::Noun | Upos::Adj if word.shape == Shape::Lower && !agrees(doc, before, start) => Some(vec![Case::Gen]),
        Upos::Verb if token.feats.number == Some(Number::Plur) => Some(vec![Case::Acc, Case::Dat, Case::Ins]),
        _ => None,
    }
}

/// Whether an adjective and a name are in one case.
fn agrees(doc: &Doc, adjective: usize, name: usize) -> bool {
    let tokens = &doc.analysis.tokens;
    let many = tokens[adjective].feats.number == Some(Number::Plur);
    tokens[adjective].upos == Upos::Adj && (!many || tokens[adjective].feats.case == tokens[name].feats.case)
}

type Named = ((String, Option<Sex>), f32);

/// The nominatives that a mention can come from, with how likely each is; one a sex.
fn candidates(doc: &Doc, tokens: Range<usize>) -> Vec<Named> {
    let given = |i: usize| {
        i == tokens.start
            && i + 1 < tokens.end
            && !doc.words[i + 1].is(class::GIVEN)
            && !doc.words[i].is(class::SURNAME)
    };
    let asked = case_asked(doc, tokens.start);
    let surname = |i: usize| i > tokens.start && doc.words[tokens.start].is(class::GIVEN) && i + 1 == tokens.end;
    let of = |i: usize| (i, readings(doc, i, given(i), surname(i)));
    let readings: Vec<(usize, Vec<Reading>)> = tokens.clone().map(of).collect();
    let mut out: Vec<Named> = Vec::new();
    for sex in [Sex::Male, Sex::Female] {
        for case in CASES {
            let Some((name, score, told)) = agreeing(doc, &readings, sex, case) else { continue };
            let score = if asked.as_ref().is_some_and(|cases| cases.contains(&case)) { score + ASKED } else { score };
            let sex = told.then_some(sex);
            match out.iter_mut().find(|((known, s), _)| *known == name && *s == sex) {
                Some((_, best)) => *best = best.max(score),
                None => out.push(((name, sex), score)),
            }
        }
    }
    out
}

/// The name whose words all agree with a sex and a case; how likely, and whether a word tells the sex.
fn agreeing(doc: &Doc, readings: &[(usize, Vec<Reading>)], sex: Sex, case: Case) -> Option<(String, f32, bool)> {
    let mut name = String::new();
    let mut score = if case == Case::Nom { 0.3 } else { 0.0 };
    let mut told = false;
    for (token, list) in readings {
        let fits = |r: &&Reading| r.sex.is_none_or(|s| s == sex) && r.case.is_none_or(|c| c == case);
        let reading = list.iter().filter(fits).max_by_key(|r| (r.case.is_some(), r.sex.is_some()))?;
        let word = &doc.words[*token];
        score += match (reading.case, list.len()) {
            (Some(_), _) | (None, 1) => 1.0,
            (None, _) => 0.6,
        };
        if word.is(class::GIVEN | class::PATRONYMIC) && reading.sex == Some(sex) {
            score += 2.0;
        }
        let tagged = &doc.analysis.tokens[*token].feats;
        if tagged.case == Some(case) {
            score += 0.5;
        }
        told |= reading.sex == Some(sex);
        let from = if name.is_empty() { *token } else { token - 1 };
        if *token > from && doc.analysis.tokens[token - 1].end < doc.analysis.tokens[*token].start {
            name.push(' ');
        }
        name.push_str(&written(doc, *token, &reading.nominative));
    }
    (!name.is_empty()).then_some((name, score, told))
}

fn written(doc: &Doc, token: usize, lower: &str) -> String {
    let form = doc.form(token);
    let word = &doc.words[token];
    if word.lower == lower && !(word.shouted && word.shape == Shape::Upper) {
        return form.to_owned();
    }
    if word.shape == Shape::Upper {
        lower.split('-').map(crate::word::capitalised).collect::<Vec<_>>().join("-")
    } else {
        cased_like(lower, form)
    }
}

/// What a given name that the tables lack can be the form of; one in "-i" most often does not change.
fn foreign(lower: &str) -> Vec<Reading> {
    let mut out = Vec::new();
    russian::noun(lower, &mut out);
    let hard = |stem: &str| !stem.ends_with(['г', 'ж', 'к', 'х', 'ч', 'ш', 'щ']);
    if out.is_empty() || lower.strip_suffix('и').is_some_and(hard) {
        out = vec![Reading { nominative: lower.to_owned(), sex: None, case: None }];
    }
    out
}

/// What a word of a person's name can be the form of. `first` says that it stands where a given name does,
/// `last` that it stands behind one.
fn readings(doc: &Doc, token: usize, first: bool, last: bool) -> Vec<Reading> {
    let word = &doc.words[token];
    let lower = word.lower.as_str();
    let fixed = || vec![Reading { nominative: lower.to_owned(), sex: None, case: None }];
    let cyrillic = lower.chars().all(|c| ('а'..='ё').contains(&c) || c == '-');
    if !cyrillic || word.shape == Shape::Initial || lower.chars().nth(2).is_none() {
        return fixed();
    }
    if word.patronymic {
        return russian::patronymic(lower);
    }
    let given = given(doc, lower);
    let of_surname = last && word.is(class::SURNAME) && !word.patronymic;
    if !given.is_empty() && !of_surname {
        let fixed_surname = last && is_unchanging(lower, Some(Sex::Female));
        let unchanged = Reading { nominative: lower.to_owned(), sex: Some(Sex::Female), case: None };
        return given.into_iter().chain(fixed_surname.then_some(unchanged)).collect();
    }
    if first {
        return foreign(lower);
    }
    let (head, last) =
        lower.rsplit_once('-').map_or(("", lower), |(_, last)| (&lower[..lower.len() - last.len()], last));
    let mut out = russian::surname(last);
    out.iter_mut().for_each(|r| r.nominative.insert_str(0, head));
    if out.is_empty() { fixed() } else { out }
}

/// Readings of a given name that the tables have.
fn given(doc: &Doc, lower: &str) -> Vec<Reading> {
    let mut all = Vec::new();
    russian::noun(lower, &mut all);
    let known = doc.lexicon.given(lower);
    let entry = |r: &Reading| known.iter().find(|g| g.name == r.nominative || g.plain == r.nominative);
    let reading = |r: Reading| {
        let given = entry(&r)?;
        let nominative = if r.nominative == lower { r.nominative.clone() } else { given.name.clone() };
        let case = if is_unchanging(&nominative, given.sex) { None } else { r.case };
        (case.is_some() || nominative == lower).then(|| Reading { nominative, sex: given.sex.or(r.sex), case })
    };
    let listed: Vec<Reading> = all.iter().cloned().filter_map(reading).collect();
    if !listed.is_empty() {
        return listed;
    }
    let whole = |r: Reading| Some(Reading { nominative: with_fleeting(doc, &r.nominative)?, ..r });
    all.into_iter().filter_map(whole).collect()
}

/// Whether a woman's name never changes, for it ends in a consonant: «Патимат».
fn is_unchanging(nominative: &str, sex: Option<Sex>) -> bool {
    sex == Some(Sex::Female) && ends_in_consonant(nominative)
}

/// A given name with the vowel before its last consonant that its other cases lack: "Пав|е|л".
fn with_fleeting(doc: &Doc, nominative: &str) -> Option<String> {
    let (at, last) = nominative.char_indices().next_back().filter(|_| ends_in_consonant(nominative))?;
    let whole = format!("{}е{last}", &nominative[..at]);
    doc.lexicon.given(&whole).iter().any(|g| g.name == whole).then_some(whole)
}

/// An organisation's name with its head, and the adjectives before it, in the nominative.
pub(crate) fn organisation(doc: &Doc, tokens: Range<usize>) -> Vec<(usize, String)> {
    let mut adjectives = Vec::new();
    let start = tokens.start;
    for token in tokens {
        let word = &doc.words[token];
        if word.shape == Shape::Upper || word.shape == Shape::Mark {
            break;
        }
        if let Some(basic) = doc.lexicon.basic(word.stem).map(str::to_owned).or_else(|| quoted_lemma(doc, start, token))
        {
            let mut out: Vec<(usize, String)> =
                adjectives.into_iter().filter_map(|i| Some((i, adjective(doc, i, &basic)?))).collect();
            let form = if is_plural_of(&word.lower, &basic) { word.lower.clone() } else { basic };
            out.push((token, cased_like(&form, doc.form(token))));
            return out;
        }
        let tag = doc.analysis.tokens[token].upos;
        if tag != Upos::Adj && adjective_stem(&word.lower).is_none() {
            break;
        }
        adjectives.push(token);
    }
    Vec::new()
}

/// The lemma of a noun in an oblique case in a name that stands in quotation marks, for nothing but the case changes
/// the first words of such a name.
fn quoted_lemma(doc: &Doc, start: usize, token: usize) -> Option<String> {
    let of = &doc.analysis.tokens[token];
    let oblique = of.feats.case.is_some_and(|case| case != Case::Nom) && of.feats.number != Some(Number::Plur);
    let noun = matches!(of.upos, Upos::Noun | Upos::Propn) && !doc.words[token].lower.contains('-');
    let quoted = start.checked_sub(1).is_some_and(|i| matches!(doc.form(i), "«" | "\"" | "“"));
    let lemma = of.lemma.to_lowercase();
    let same = key::word(&lemma) == key::word(&doc.words[token].lower);
    (oblique && noun && quoted && same).then_some(lemma)
}

/// Whether a form is the plural of a basic form that is no plural itself ("суды").
fn is_plural_of(lower: &str, basic: &str) -> bool {
    !basic.ends_with(['ы', 'и']) && lower.ends_with(['ы']) && !basic.ends_with('а')
}

const ADJECTIVE_ENDINGS: &[&str] = &[
    "ого", "его", "ому", "ему", "ыми", "ими", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ую", "юю", "ым",
    "им", "ом", "ем", "ых", "их", "ей",
];

fn adjective_stem(lower: &str) -> Option<(&str, &str)> {
    let fits = |e: &&&str| lower.strip_suffix(**e).is_some_and(|stem| stem.chars().nth(2).is_some());
    ADJECTIVE_ENDINGS.iter().find(fits).map(|e| (&lower[..lower.len() - e.len()], *e))
}

/// An adjective in the nominative that agrees with a head in its basic form.
fn adjective(doc: &Doc, token: usize, head: &str) -> Option<String> {
    let lower = doc.words[token].lower.as_str();
    let (stem, ending) = adjective_stem(lower)?;
    let lemma = doc.analysis.tokens[token].lemma.to_lowercase();
    let lemma_fits = lemma.starts_with(stem) && ["ый", "ий", "ой"].iter().any(|e| lemma.ends_with(e));
    let velar = stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'ч', 'щ']);
    let soft = !velar
        && (ending.starts_with(['е', 'я', 'ю']) || matches!(ending, "им" | "ими" | "их" | "ие") && stem.ends_with('н'));
    let masculine = if lemma_fits {
        lemma[stem.len()..].to_owned()
    } else if velar || soft {
        "ий".to_owned()
    } else {
        "ый".to_owned()
    };
    let nominative = match head.chars().next_back()? {
        'а' | 'я' | 'ь' => if soft { "яя" } else { "ая" }.to_owned(),
        'о' | 'е' => if soft || velar && !stem.ends_with('к') { "ее" } else { "ое" }.to_owned(),
        'ы' | 'и' => if soft || velar { "ие" } else { "ые" }.to_owned(),
        _ => masculine,
    };
    Some(cased_like(&format!("{stem}{nominative}"), doc.form(token)))
}
