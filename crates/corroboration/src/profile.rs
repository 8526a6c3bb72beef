//! What a telling is compared by: days, places, names, acts, targets and terms, as numbers. Knows no words.

use std::collections::{BTreeMap, BTreeSet};

use model::*;

use crate::days::{Day, Days};
use crate::hash::{hash, plain};
use crate::rarity::rarity;
use crate::tellings::Telling;
use crate::thresholds::{KEY_NAMES, KEY_TERMS, LEAD_LETTERS, LEAD_TERM, LEAD_TEXT, MOST_IN_CAPITALS, VAGUE_NAME};

/// What a whole report is compared by.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    /// Terms by hash, with weights whose squares sum to one.
    pub(crate) terms: Vec<(u64, f32)>,
    /// Those of them that are names, with weights whose squares sum to one.
    pub(crate) proper: Vec<(u64, f32)>,
    /// Those of them that are numbers, sorted.
    pub(crate) numbers: Vec<u64>,
    /// The heaviest of them, the heaviest first.
    pub(crate) heaviest: Vec<u64>,
    /// The day on which it was published.
    pub(crate) published: Option<Day>,
    /// The days that it names anywhere, each once.
    pub(crate) named: Vec<Day>,
    /// Keys of its entities, with weights whose squares sum to one.
    pub(crate) names: Vec<(u64, f32)>,
    /// The names that it names most.
    pub(crate) chief: Vec<u64>,
    pub(crate) lang: Option<Language>,
}

/// A place as numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    pub(crate) country: Option<u64>,
    pub(crate) region: Option<u64>,
    pub(crate) city: Option<u64>,
    pub(crate) at: Option<(f64, f64)>,
}

/// What a telling is compared by, beside the words of its report.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    /// The days on which it may have happened, by how much speaks for each.
    pub(crate) dated: Days,
    /// Whether its report came out within days of the chief one of them.
    pub(crate) fresh: bool,
    /// First and last day on which it can have happened, the finest that the telling gives.
    pub(crate) days: Option<(i32, i32)>,
    /// Month and day where no year is told.
    pub(crate) month_day: Option<(i8, i8)>,
    pub(crate) spots: Vec<Spot>,
    /// Keys of victims and owners of targets.
    pub(crate) suffered: BTreeSet<u64>,
    /// Keys of named perpetrators.
    pub(crate) did: BTreeSet<u64>,
    pub(crate) acts: BTreeSet<ActCode>,
    pub(crate) targets: BTreeSet<TargetKind>,
    pub(crate) casualties: Vec<(CasualtyKind, Number)>,
}

/// Days since 1970-01-01.
pub(crate) fn day_number(date: jiff::civil::Date) -> i32 {
    (date - jiff::civil::date(1970, 1, 1)).get_days()
}

/// The first and the last day of a date that has both.
pub(crate) fn day_range(edtf: &Edtf) -> Option<(i32, i32)> {
    let (first, last) = edtf.bounds();
    Some((day_number(first?), day_number(last?)))
}

impl Words {
    pub(crate) fn of(report: &Extracted) -> Self {
        let lead = lead(&report.report);
        let weight = |(term, count): (&String, &u32)| {
            let often = 1.0 + ((*count).max(1) as f32).ln();
            let leads = if lead.contains(&start(term)) { LEAD_TERM } else { 0.0 };
            let key = hash(term);
            (key, (often + leads) * rarity(key))
        };
        let terms: Vec<(u64, f32)> = report.terms.iter().map(weight).filter(|(_, weight)| *weight > 0.0).collect();
        let capitals = capitals(&report.report.text);
        let proper = report.terms.keys().filter(|term| capitals.contains(&start(term))).map(|term| hash(term));
        let proper: BTreeSet<u64> = proper.collect();
        let names = names(report);
        let number = |term: &&String| term.bytes().all(|c| c.is_ascii_digit());
        let mut numbers: Vec<u64> = report.terms.keys().filter(number).map(|t| hash(t)).collect();
        numbers.sort_unstable();
        let mut by_weight = terms.clone();
        by_weight.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Words {
            heaviest: by_weight.iter().take(KEY_TERMS).map(|(t, _)| *t).collect(),
            proper: unit(terms.iter().copied().filter(|(term, _)| proper.contains(term)).collect()),
            terms: unit(terms),
            numbers,
            published: report.report.published.as_ref().and_then(|p| Day::of(&p.edtf).next()),
            named: named(report),
            chief: chief(&names),
            names,
            lang: report.report.lang,
        }
    }
}

impl Words {
    /// Of several reports together, as if each were as long as the others.
    pub(crate) fn pooled<'w>(of: impl Iterator<Item = &'w Words> + Clone) -> Self {
        let lang = of.clone().next().and_then(|w| w.lang);
        Words {
            terms: summed(of.clone().map(|w| w.terms.as_slice())),
            proper: summed(of.clone().map(|w| w.proper.as_slice())),
            numbers: all_numbers(of.clone().map(|w| w.numbers.as_slice())),
            heaviest: Vec::new(),
            published: None,
            named: Vec::new(),
            names: summed(of.clone().map(|w| w.names.as_slice())),
            chief: Vec::new(),
            lang: lang.filter(|lang| of.clone().all(|w| w.lang == Some(*lang))),
        }
    }
}

/// The sum of sorted lists of weights, with squares that sum to one.
fn summed<'w>(lists: impl Iterator<Item = &'w [(u64, f32)]>) -> Vec<(u64, f32)> {
    let mut all: Vec<(u64, f32)> = lists.flatten().copied().collect();
    all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    all.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0.0 };
        same
    });
    unit(all)
}

/// The beginnings of the words that a report opens with: its title and its first sentences.
fn lead(report: &Report) -> BTreeSet<u64> {
    let first: String = report.text.chars().take(LEAD_TEXT).collect();
    let opening = format!("{} {first}", report.title.as_deref().unwrap_or_default());
    plain(&opening).split(' ').map(start).collect()
}

/// The beginnings of the words that stand with a capital inside sentences and nowhere without; none where capitals
/// say nothing, for most words have them.
fn capitals(text: &str) -> BTreeSet<u64> {
    let (mut large, mut small) = (BTreeSet::new(), BTreeSet::new());
    let mut inside = false;
    for word in text.split_whitespace() {
        for part in word.split(|c: char| !c.is_alphanumeric()) {
            match part.chars().next() {
                Some(first) if first.is_lowercase() => small.insert(beginning(part)),
                Some(first) if first.is_uppercase() && inside => large.insert(beginning(part)),
                _ => false,
            };
        }
        inside = word.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    }
    let informative = large.len() <= MOST_IN_CAPITALS * small.len();
    if informative { large.difference(&small).copied().collect() } else { BTreeSet::new() }
}

/// [`start`] of a word as it stands in a text.
fn beginning(word: &str) -> u64 {
    start(&plain(word.char_indices().nth(LEAD_LETTERS).map_or(word, |(end, _)| &word[..end])))
}

/// The first letters of a word, which its forms share.
fn start(word: &str) -> u64 {
    hash(word.char_indices().nth(LEAD_LETTERS).map_or(word, |(end, _)| &word[..end]))
}

fn named(report: &Extracted) -> Vec<Day> {
    let mut days: Vec<Day> = report.times.iter().filter_map(|t| t.edtf.as_ref()).flat_map(Day::of).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn all_numbers<'w>(lists: impl Iterator<Item = &'w [u64]>) -> Vec<u64> {
    let mut all: Vec<u64> = lists.flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Cosine of two sorted lists of weights whose squares sum to one, from 0 to 1.
pub(crate) fn cosine(mut a: &[(u64, f32)], mut b: &[(u64, f32)]) -> f32 {
    let mut sum = 0.0;
    while let (Some((x, v)), Some((y, w))) = (a.first(), b.first()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a = &a[1..],
            std::cmp::Ordering::Greater => b = &b[1..],
            std::cmp::Ordering::Equal => {
                sum += v * w;
                (a, b) = (&a[1..], &b[1..]);
            }
        }
    }
    sum
}

/// Keys of all named entities, weighted by how often they are named; what whole countries share says little.
fn names(report: &Extracted) -> Vec<(u64, f32)> {
    let mut weights: BTreeMap<u64, f32> = BTreeMap::new();
    for entity in &report.entities {
        let vague =
            entity.place.as_ref().is_some_and(|p| p.kind != PlaceType::City) || entity.kind == EntityKind::Object;
        let weight = (1.0 + (entity.spans.len() as f32).ln()) * if vague { VAGUE_NAME } else { 1.0 };
        for key in entity_keys(entity) {
            let known = weights.entry(key).or_default();
            *known = known.max(weight);
        }
    }
    unit(weights.into_iter().collect())
}

/// The heaviest of weighted keys, the heaviest first.
fn chief(names: &[(u64, f32)]) -> Vec<u64> {
    let mut names = names.to_vec();
    names.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    names.iter().take(KEY_NAMES).map(|(key, _)| *key).collect()
}

/// The same weights with squares that sum to one, sorted.
fn unit(mut weights: Vec<(u64, f32)>) -> Vec<(u64, f32)> {
    let length = weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    weights.iter_mut().for_each(|(_, w)| *w /= length);
    weights.sort_by_key(|(key, _)| *key);
    weights
}

/// Hashes of all normal forms of an entity's names.
pub(crate) fn entity_keys(entity: &Entity) -> Vec<u64> {
    if entity.keys.is_empty() {
        vec![hash(&plain(&entity.name))]
    } else {
        entity.keys.iter().map(|k| hash(k)).collect()
    }
}

impl Profile {
    pub(crate) fn of(report: &Extracted, words: &Words, telling: &Telling) -> Self {
        let mut profile = Profile::default();
        let mut dates: Vec<&Edtf> = Vec::new();
        for claim in telling.claims.iter().map(|n| &report.claims[*n]) {
            if claim.polarity == Polarity::Denied || claim.modality != Modality::Actual {
                continue;
            }
            profile.add(report, &claim.value, &mut dates);
        }
        dates.sort_by_key(|e| std::cmp::Reverse(e.precision()));
        let told: Vec<Day> = dates.iter().copied().flat_map(Day::of).collect();
        profile.dated = Days::of(&told, &words.named, words.published);
        profile.fresh = words.published.is_some_and(|day| profile.dated.soon_before(day));
        profile.days = dates.iter().find_map(|e| day_range(e));
        profile.month_day = dates.iter().find_map(|e| {
            let filled = if e.lacks_year() { e.with_year(2000)?.as_day()? } else { e.as_day()? };
            Some((filled.month(), filled.day()))
        });
        profile
    }

    /// Of several tellings together.
    pub(crate) fn pooled<'p>(of: impl Iterator<Item = &'p Profile> + Clone) -> Self {
        let mut whole = Profile { dated: Days::pooled(of.clone().map(|p| &p.dated)), ..Profile::default() };
        whole.fresh = of.clone().all(|p| p.fresh);
        for profile in of {
            whole.spots.extend(&profile.spots);
            whole.suffered.extend(&profile.suffered);
            whole.did.extend(&profile.did);
            whole.acts.extend(&profile.acts);
            whole.targets.extend(&profile.targets);
            whole.casualties.extend(&profile.casualties);
        }
        whole
    }

    fn add<'r>(&mut self, report: &'r Extracted, value: &'r Value, dates: &mut Vec<&'r Edtf>) {
        let keys = |id: &Option<EntityId>, name: &Option<String>| keys_of(report, id.as_ref(), name.as_deref());
        match value {
            Value::When(when) => dates.extend(when.edtf.as_ref()),
            Value::Where(place) => self.spots.push(Spot::of(place)),
            Value::Victim(_) => self.suffered.extend(suffered_in(report, value)),
            Value::Perpetrator(p) => self.did.extend(keys(&p.entity, &p.name)),
            Value::Target(t) => {
                self.targets.insert(t.kind);
                self.suffered.extend(suffered_in(report, value));
            }
            Value::Act(act) => {
                self.acts.insert(act.code);
            }
            Value::Casualties(c) => self.casualties.extend(c.number.map(|n| (c.kind, n))),
            _ => {}
        }
    }
}

/// Keys of whom a value says that they suffered: a victim, or the owner of what was hit.
pub(crate) fn suffered_in(report: &Extracted, value: &Value) -> Vec<u64> {
    match value {
        Value::Victim(v) => keys_of(report, v.entity.as_ref(), v.name.as_deref()),
        Value::Target(t) => keys_of(report, t.owner.as_ref(), t.owner_name.as_deref()),
        _ => Vec::new(),
    }
}

/// Hashes of the names of an entity of a report, or of a bare name.
pub(crate) fn keys_of(report: &Extracted, id: Option<&EntityId>, name: Option<&str>) -> Vec<u64> {
    match id.and_then(|id| report.entities.iter().find(|e| e.id == *id)) {
        Some(entity) => entity_keys(entity),
        None => name.map(|n| hash(&plain(n))).into_iter().collect(),
    }
}

impl Spot {
    pub(crate) fn of(place: &Where) -> Self {
        let key = |name: &Option<String>| name.as_deref().map(|n| hash(&plain(n)));
        Spot {
            country: key(&place.country),
            region: key(&place.region),
            city: key(&place.city),
            at: place.lat.zip(place.lon),
        }
    }
}
