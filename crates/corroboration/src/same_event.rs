//! Which tellings are of one event. First those that reports are about, by words and claims; then what reports only
//! mention, by claims alone.

use std::collections::{BTreeMap, BTreeSet};

use model::*;
use rayon::prelude::*;

use crate::candidates::{Keyed, candidates};
use crate::corpus::Corpus;
use crate::groups::{Edge, edges, groups};
use crate::hash::Hash;
use crate::likeness::{AGAINST, anchors, in_common, likeness, mention_likeness};
use crate::profile::{Profile, Words};
use crate::thresholds::{CONNECTS, SAME_AS_WHOLE, SAME_EVENT, SAME_MENTION, WHOLES_MEET, WINDOW_DAYS, WORTH_A_LOOK};

/// Groups of tellings, each sorted, in the order of their first.
pub(crate) fn same_event(corpus: &Corpus) -> Vec<Vec<usize>> {
    let of_role = |role: ReportRole| (0..corpus.tellings.len()).filter(move |t| corpus.tellings[*t].role == role);
    let mains: Vec<usize> = of_role(ReportRole::Main).collect();
    let mentions: Vec<usize> = of_role(ReportRole::Mention).collect();
    let mut found = main_groups(corpus, &mains);
    let left = attach(corpus, &mut found, &mentions);
    found.extend(mention_groups(corpus, &left));
    found.retain(|group| group.iter().any(|t| is_told(corpus, *t)));
    found.iter_mut().for_each(|group| group.sort_unstable());
    found.sort();
    found
}

/// Whether somebody says that it happened: that a report mentions what did not happen makes no event.
fn is_told(corpus: &Corpus, telling: usize) -> bool {
    let telling = &corpus.tellings[telling];
    let claims = telling.claims.iter().map(|n| &corpus.reports[telling.report].claims[*n]);
    let says = |claim: &Claim| claim.polarity == Polarity::Affirmed && claim.value.field() != Field::Link;
    telling.role == ReportRole::Main || claims.into_iter().any(says)
}

fn main_groups(corpus: &Corpus, mains: &[usize]) -> Vec<Vec<usize>> {
    let edges = edges(&main_candidates(corpus, mains), WORTH_A_LOOK, |a, b| main_likeness(corpus, mains[a], mains[b]));
    let found = groups(mains.len(), &edges, SAME_EVENT, |a, b| main_likeness(corpus, mains[a], mains[b]));
    let found: Vec<Vec<usize>> = found.into_iter().map(|g| g.into_iter().map(|n| mains[n]).collect()).collect();
    pooled(corpus, mains, &edges, found)
}

/// The pairs of main tellings that are worth comparing, by their places in the list.
fn main_candidates(corpus: &Corpus, mains: &[usize]) -> Vec<(u32, u32)> {
    let keyed: Vec<Keyed> = mains.par_iter().map(|t| main_keys(corpus, *t)).collect();
    candidates(&keyed)
}

fn main_likeness(corpus: &Corpus, a: usize, b: usize) -> f32 {
    if corpus.tellings[a].report == corpus.tellings[b].report {
        return if one_in_a_report(corpus, a, b) { 1.0 } else { -1.0 };
    }
    likeness(corpus.compared(a), corpus.compared(b))
}

/// For each group pairs of main tellings, one of it and one of another group, that have most words (between two languages
/// most names) in common, though their days do not rule them out.
pub(crate) fn near_misses(corpus: &Corpus, groups: &[Vec<usize>]) -> Vec<Vec<(usize, usize)>> {
    let mains: Vec<usize> =
        (0..corpus.tellings.len()).filter(|t| corpus.tellings[*t].role == ReportRole::Main).collect();
    let group_of: BTreeMap<usize, usize> =
        groups.iter().enumerate().flat_map(|(g, m)| m.iter().map(move |t| (*t, g))).collect();
    let mut pairs = edges(&main_candidates(corpus, &mains), WORTH_SAYING, |a, b| {
        let (a, b) = (mains[a], mains[b]);
        let told_apart = group_of[&a] != group_of[&b] && corpus.tellings[a].report != corpus.tellings[b].report;
        if told_apart { in_common(corpus.compared(a), corpus.compared(b)) } else { 0.0 }
    });
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut found: Vec<Vec<(usize, usize)>> = vec![Vec::new(); groups.len()];
    for (a, b, _) in pairs {
        let (a, b) = (mains[a as usize], mains[b as usize]);
        for (own, other) in [(a, b), (b, a)] {
            let known = &mut found[group_of[&own]];
            let new = !known.iter().any(|(_, seen)| group_of[seen] == group_of[&other]);
            if new && known.len() < NEAR_MISSES {
                known.push((own, other));
            }
        }
    }
    found
}

/// Pairs with less in common are strangers to any reader.
const WORTH_SAYING: f32 = 0.15;

/// Other groups that a group is told from in its reasons.
const NEAR_MISSES: usize = 5;

/// Joins groups that are alike as wholes: what their reports have in common stands out, and what is of one report
/// only fades.
fn pooled(corpus: &Corpus, mains: &[usize], between: &[Edge], found: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let of_telling: BTreeMap<usize, u32> =
        found.iter().enumerate().flat_map(|(g, m)| m.iter().map(move |t| (*t, g as u32))).collect();
    let mut between: Vec<(u32, u32)> = between
        .par_iter()
        .map(|(a, b, _)| (of_telling[&mains[*a as usize]], of_telling[&mains[*b as usize]]))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .filter(|(a, b)| a != b && (found[*a as usize].len() > 1 || found[*b as usize].len() > 1))
        .collect();
    between.par_sort_unstable();
    between.dedup();
    let mut compared: Vec<u32> = between.iter().flat_map(|(a, b)| [*a, *b]).collect();
    compared.sort_unstable();
    compared.dedup();
    let whole: BTreeMap<usize, (Words, Profile)> =
        compared.par_iter().map(|g| (*g as usize, pool(corpus, &found[*g as usize]))).collect();
    let reports: Vec<BTreeSet<usize>> =
        found.iter().map(|g| g.iter().map(|t| corpus.tellings[*t].report).collect()).collect();
    let score = |a: usize, b: usize| {
        if !reports[a].is_disjoint(&reports[b]) {
            return -1.0;
        }
        let (a, b) = (&whole[&a], &whole[&b]);
        if a.1.dated.agreement(&b.1.dated).is_some_and(|(agree, apart)| apart > WINDOW_DAYS && agree < WHOLES_MEET) {
            return -1.0;
        }
        likeness((&a.0, &a.1), (&b.0, &b.1))
    };
    let joined = groups(found.len(), &edges(&between, CONNECTS * SAME_AS_WHOLE, score), SAME_AS_WHOLE, score);
    joined.into_iter().map(|set| set.into_iter().flat_map(|g| found[g].iter().copied()).collect()).collect()
}

/// A group as one telling.
fn pool(corpus: &Corpus, group: &[usize]) -> (Words, Profile) {
    let compared: Vec<(&Words, &Profile)> = group.iter().map(|t| corpus.compared(*t)).collect();
    let words = Words::pooled(compared.iter().map(|(words, _)| *words));
    (words, Profile::pooled(compared.iter().map(|(_, profile)| *profile)))
}

/// Keys of a main telling: each pair of its report's heaviest terms and of its chief names, and each who suffered.
fn main_keys(corpus: &Corpus, telling: usize) -> Keyed {
    let compared = corpus.compared(telling);
    let words = compared.0;
    let keys = pairs(&words.heaviest).chain(pairs(&words.chief)).chain(compared.1.suffered.iter().copied());
    let second = words.heaviest.iter().chain(&words.chief).copied().collect();
    Keyed { keys: keys.collect(), second, days: anchors(compared.1) }
}

fn pairs(keys: &[u64]) -> impl Iterator<Item = u64> {
    let pair = |a: u64, b: u64| Hash::new().number(a.min(b)).number(a.max(b)).end();
    keys.iter().enumerate().flat_map(move |(n, a)| keys[n + 1..].iter().map(move |b| pair(*a, *b)))
}

/// Two tellings of one report are of one event only where act, day and victim are all told and the same.
fn one_in_a_report(corpus: &Corpus, a: usize, b: usize) -> bool {
    let (a, b) = (&corpus.profiles[a], &corpus.profiles[b]);
    let same_days = a.days.is_some() && a.days == b.days;
    !a.acts.is_empty() && a.acts == b.acts && same_days && a.suffered.intersection(&b.suffered).next().is_some()
}

/// Adds each mention to the main group that it agrees with most, and gives back those that agree with none.
fn attach(corpus: &Corpus, found: &mut [Vec<usize>], mentions: &[usize]) -> Vec<usize> {
    let group_of: BTreeMap<usize, usize> =
        found.iter().enumerate().flat_map(|(g, m)| m.iter().map(move |t| (*t, g))).collect();
    let all: Vec<usize> = group_of.keys().chain(mentions).copied().collect();
    let keyed: Vec<Keyed> = all.par_iter().map(|t| mention_keys(corpus, *t)).collect();
    let of_report = |t: usize| corpus.tellings[t].report;
    let score = |(a, b): &(u32, u32)| {
        let (a, b) = (all[*a as usize], all[*b as usize]);
        let (mention, main) = if group_of.contains_key(&a) { (b, a) } else { (a, b) };
        let group = *group_of.get(&main)?;
        let own =
            found[group].iter().any(|t| of_report(*t) == of_report(mention) && !one_in_a_report(corpus, *t, mention));
        let one_of_each = !group_of.contains_key(&mention) && !own;
        let score = one_of_each.then(|| mention_likeness(&corpus.profiles[mention], &corpus.profiles[main]))?;
        (score >= SAME_MENTION).then_some((mention, group, score))
    };
    let scored: Vec<(usize, usize, f32)> = candidates(&keyed).par_iter().filter_map(score).collect();
    let mut best: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
    for (mention, group, score) in scored {
        let known = best.entry(mention).or_insert((score, group));
        if score > known.0 || (score == known.0 && group < known.1) {
            *known = (score, group);
        }
    }
    for (mention, (_, group)) in &best {
        found[*group].push(*mention);
    }
    mentions.iter().filter(|t| !best.contains_key(t)).copied().collect()
}

/// Groups of mentions of what no report is about.
fn mention_groups(corpus: &Corpus, mentions: &[usize]) -> Vec<Vec<usize>> {
    let keyed: Vec<Keyed> = mentions.par_iter().map(|t| mention_keys(corpus, *t)).collect();
    let score = |a: usize, b: usize| {
        let (a, b) = (mentions[a], mentions[b]);
        if corpus.tellings[a].report == corpus.tellings[b].report && !one_in_a_report(corpus, a, b) {
            return AGAINST;
        }
        mention_likeness(&corpus.profiles[a], &corpus.profiles[b])
    };
    let edges = edges(&candidates(&keyed), CONNECTS * SAME_MENTION, score);
    let found = groups(mentions.len(), &edges, SAME_MENTION, score);
    found.into_iter().map(|g| g.into_iter().map(|n| mentions[n]).collect()).collect()
}

/// Keys of a telling by what it claims: each who suffered, and act with city.
fn mention_keys(corpus: &Corpus, telling: usize) -> Keyed {
    let profile = &corpus.profiles[telling];
    let acts: Vec<u64> = profile.acts.iter().map(|a| Hash::new().text(a.as_str()).end()).collect();
    let cities: Vec<u64> = profile.spots.iter().filter_map(|s| s.city).collect();
    let in_city = acts.iter().flat_map(|a| cities.iter().map(move |c| Hash::new().number(*a).number(*c).end()));
    let keys = profile.suffered.iter().copied().chain(in_city).collect();
    let second = acts.iter().chain(&cities).copied().collect();
    Keyed { keys, second, days: profile.days.into_iter().flat_map(|(first, last)| [first, last]).collect() }
}
