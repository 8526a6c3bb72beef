//! How much speaks for a value among the reports of an event, and which values give way to it. A report tells in its
//! opening what it is about, and further down what else it knows.

use std::collections::{BTreeMap, BTreeSet};

use model::*;

use crate::corpus::Corpus;
use crate::days::Day;
use crate::facts::{Aligned, origins, rank};
use crate::items::{Item, subject};
use crate::profile::{Spot, day_range, entity_keys};
use crate::relations::{relation, share};
use crate::thresholds::{
    CHIEF_ACT, LEAD_TEXT, NAMED_VICTIM, TOLD_AGAIN, TOLD_BELOW, TOLD_BY_A_FEW, TOLD_SOON, TOLD_SOON_DAYS, WINDOW_DAYS,
};
use crate::voices::Voices;

/// The reports of an event, for weighing.
pub(crate) struct Standing<'c> {
    pub(crate) corpus: &'c Corpus<'c>,
    /// Those that are about it.
    pub(crate) mains: BTreeSet<usize>,
}

impl Standing<'_> {
    /// The sum over reports: one that opens with it counts in full, one that tells it further down less, one that
    /// only mentions the event half of that.
    pub(crate) fn of(&self, items: &[Item]) -> f32 {
        let mut told: BTreeMap<usize, (bool, usize)> = BTreeMap::new();
        for item in items {
            let span = self.corpus.reports[item.report].claims[item.claim].spans.first();
            let known = told.entry(item.report).or_default();
            known.0 |= span.within.is_some() || span.start < LEAD_TEXT;
            known.1 += 1;
        }
        let weight = |(report, (opens, claims)): (&usize, &(bool, usize))| {
            let once = if *opens { 1.0 } else { TOLD_BELOW };
            let again = TOLD_AGAIN * (claims - 1).min(2) as f32;
            (once + again) * if self.mains.contains(report) { 1.0 } else { 0.5 }
        };
        told.iter().map(weight).sum()
    }

    /// Puts facts of one field that as many voices tell in the order of what speaks for them.
    pub(crate) fn sort(&self, aligned: &mut [Aligned], voices: &Voices) {
        for of_field in aligned.chunk_by_mut(|a, b| a.rep.value.field() == b.rep.value.field()) {
            let key =
                |f: &Aligned| (rank(f.status), std::cmp::Reverse(origins(&f.affirm, voices).len()), f.rep.modality);
            of_field.sort_by_cached_key(|f| {
                let support = (self.of(&f.affirm) * 100.0) as u32;
                (key(f), std::cmp::Reverse(support))
            });
        }
    }

    /// Acts that the event is about: affirmed as having happened, no parent of another, and not far behind the best
    /// supported one, which comes first.
    pub(crate) fn acts(&self, aligned: &[Aligned]) -> Vec<ActCode> {
        let of_act = |f: &Aligned| match &f.rep.value {
            Value::Act(Act { code }) if f.rep.modality == Modality::Actual => Some((*code, self.of(&f.affirm))),
            _ => None,
        };
        let told: Vec<(ActCode, f32)> = aligned.iter().filter_map(of_act).collect();
        let most = told.iter().map(|(_, n)| *n).fold(0.0, f32::max);
        let chief = told.iter().filter(|(_, n)| *n >= CHIEF_ACT * most);
        let mut codes: Vec<ActCode> = Vec::new();
        for (code, _) in chief {
            if !codes.contains(code) {
                codes.push(*code);
            }
        }
        let all = codes.clone();
        codes.retain(|code| !all.iter().any(|other| other != code && other.supports(*code)));
        codes
    }

    /// Leaves out who mostly speaks about the event and did not suffer, far behind the best supported: persons who
    /// answered for it, whom the reports that call them victims quote, or whom another names and does not call so; and
    /// of several reports' organisations and bodies those that hardly one calls so. Any other person whom one report
    /// names stays, and so does everybody of whom it is told what became of them.
    pub(crate) fn leave_out_doubtful_victims(&self, aligned: &mut Vec<Aligned>) {
        let victim = |f: &Aligned| matches!(f.rep.value, Value::Victim(_)) && !f.rep.keys.is_empty();
        let most = aligned.iter().filter(|f| victim(f)).map(|f| self.of(&f.affirm)).fold(0.0, f32::max);
        let (outcomes, answers) = (keys_of(aligned, Field::Outcome), keys_of(aligned, Field::Response));
        aligned.retain(|f| {
            let support = self.of(&f.affirm);
            let behind = support < NAMED_VICTIM * most;
            let answered = || answers.iter().any(|keys| share(keys, &f.rep.keys));
            let doubtful = match is_person(f) {
                true => behind && (answered() || self.speaks(f) || self.only_named(f) && !self.is_told_outright(f)),
                false => behind && self.mains.len() >= TOLD_BY_A_FEW,
            };
            !victim(f) || !doubtful || outcomes.iter().any(|keys| share(keys, &f.rep.keys))
        });
    }

    /// Whether each report that gives a value quotes whom it is about.
    fn speaks(&self, fact: &Aligned) -> bool {
        fact.affirm.iter().all(|item| {
            let report = self.corpus.reports[item.report];
            let (entity, _) = subject(&item.value);
            let quoted = report.quotes.iter().filter_map(|q| q.speaker.as_ref());
            let mut speakers = quoted.chain(report.claims.iter().flat_map(|c| &c.by));
            entity.is_some_and(|e| speakers.any(|s| s == e))
        })
    }

    /// Whether words for an act tell a value, and no model.
    fn is_told_outright(&self, fact: &Aligned) -> bool {
        let rule = |item: &Item| self.corpus.reports[item.report].claims[item.claim].rule.as_deref();
        fact.affirm.iter().any(|item| rule(item).is_some_and(|rule| rule.contains(".acts.")))
    }

    /// Whether some report about the event names somebody and does not call them a victim.
    fn only_named(&self, fact: &Aligned) -> bool {
        let named = |report: &&usize| {
            let mut keys = self.corpus.reports[**report].entities.iter().flat_map(entity_keys);
            keys.any(|key| fact.rep.keys.binary_search(&key).is_ok())
        };
        let told: BTreeSet<usize> = fact.affirm.iter().map(|i| i.report).collect();
        self.mains.iter().filter(named).any(|report| !told.contains(report))
    }

    /// How much speaks for a day: what it weighs among the days of each report that is about the event, and how soon
    /// after it each was published.
    pub(crate) fn of_day(&self, date: &Edtf, group: &[usize]) -> f32 {
        let Some(day) = Day::of(date).next() else { return 0.0 };
        let tellings = group.iter().filter(|t| self.mains.contains(&self.corpus.tellings[**t].report));
        let published = |report: usize| self.corpus.reports[report].report.published.as_ref();
        let soon = |report: usize| {
            let after = day_range(date).zip(day_range(&published(report)?.edtf)).map(|(day, told)| told.0 - day.0)?;
            (0..=TOLD_SOON_DAYS).contains(&after).then_some(TOLD_SOON)
        };
        let told = tellings.map(|t| self.corpus.profiles[*t].dated.weight(day)).sum::<f32>();
        told + self.mains.iter().filter_map(|report| soon(*report)).sum::<f32>()
    }

    /// How much speaks for the region of a place: the share of what each report that is about the event names in
    /// regions, by how often, that lies in this one, the city itself left out.
    pub(crate) fn of_region(&self, place: &Where) -> f32 {
        let wanted = Spot::of(place);
        let share = |report: usize| {
            let (mut there, mut all) = (0, 0);
            for entity in &self.corpus.reports[report].entities {
                let Some(known) = entity.place.as_ref().filter(|p| p.region.is_some()) else { continue };
                let spot = Spot::of(&Where {
                    country: Some(known.country.clone()),
                    region: known.region.clone(),
                    city: known.city.clone(),
                    ..Where::default()
                });
                if spot.city.is_none() || spot.city != wanted.city {
                    all += entity.spans.len();
                    there += if spot.region == wanted.region && spot.country == wanted.country {
                        entity.spans.len()
                    } else {
                        0
                    };
                }
            }
            there as f32 / all.max(1) as f32
        };
        self.mains.iter().map(|report| share(*report)).sum()
    }

    /// Marks days and places that give way: where most reports tell one, another contradicts nobody if its report
    /// names that one too, or if it is too far off to be of this event.
    /// So does a month or a year where a day is told, and a region or a country where a city is.
    pub(crate) fn set_beside(&self, items: &mut [Item], group: &[usize]) {
        if items.iter().any(|i| exact_day(i).is_some() && told(i)) {
            items.iter_mut().filter(|i| is_coarse(i)).for_each(|i| i.part = true);
        }
        let in_city = |i: &Item| spot(i).map(|s| s.city.is_some());
        if items.iter().any(|i| in_city(i) == Some(true) && told(i)) {
            items.iter_mut().filter(|i| in_city(i) == Some(false)).for_each(|i| i.part = true);
        }
        let day = self.by_most(items, &|i| exact_day(i).is_some());
        let city = self.by_most(items, &|i| spot(i).is_some_and(|s| s.city.is_some()));
        if let Some((chief, day)) = day.and_then(|c| Some((exact_day(&c)?, c))) {
            let named = |report: usize| {
                let tellings = group.iter().filter(|t| self.corpus.tellings[**t].report == report);
                tellings.into_iter().any(|t| self.corpus.profiles[*t].dated.names(chief))
            };
            for item in items.iter_mut().filter(|i| relation(i, &day) == Relation::Exclusive) {
                item.part |= named(item.report) || far(item, &day);
            }
        }
        if let Some(city) = city {
            let key = spot(&city).and_then(|s| s.city);
            for item in items.iter_mut().filter(|i| relation(i, &city) == Relation::Exclusive) {
                item.part |= self.names_city(item.report, key);
            }
        }
    }

    /// The value that most reports give, and at least two: an item that gives it.
    fn by_most(&self, items: &[Item], wanted: &dyn Fn(&Item) -> bool) -> Option<Item> {
        if self.mains.len() < 2 {
            return None;
        }
        let of_main = |i: &&Item| !i.part && told(i) && self.mains.contains(&i.report) && wanted(i);
        let given: Vec<&Item> = items.iter().filter(of_main).collect();
        let reports = |value: &Item| {
            let same = given.iter().filter(|i| relation(i, value) == Relation::Equal);
            same.map(|i| i.report).collect::<BTreeSet<usize>>().len()
        };
        let mut values: Vec<(&Item, usize)> = Vec::new();
        for &item in &given {
            if !values.iter().any(|(known, _)| relation(known, item) == Relation::Equal) {
                values.push((item, reports(item)));
            }
        }
        let (best, n) = *values.iter().max_by_key(|(_, n)| *n)?;
        let rival = values.iter().any(|(v, m)| *m == n && relation(v, best) == Relation::Exclusive);
        (n > 1 && !rival).then(|| best.clone())
    }

    fn names_city(&self, report: usize, city: Option<u64>) -> bool {
        let of_entity = |e: &Entity| {
            let place = e.place.as_ref()?;
            Spot::of(&Where { city: place.city.clone(), ..Where::default() }).city
        };
        city.is_some() && self.corpus.reports[report].entities.iter().any(|e| of_entity(e) == city)
    }
}

/// Keys of whom the facts of one field are about.
fn keys_of(aligned: &[Aligned], field: Field) -> Vec<Vec<u64>> {
    aligned.iter().filter(|f| f.rep.value.field() == field).map(|f| f.rep.keys.clone()).collect()
}

/// Whether it is affirmed as having happened.
fn told(item: &Item) -> bool {
    item.polarity == Polarity::Affirmed && item.modality == Modality::Actual
}

/// Whether it is a date longer than two days.
fn is_coarse(item: &Item) -> bool {
    matches!(&item.value, Value::When(When { edtf: Some(edtf), .. }) if Day::of(edtf).next().is_none())
}

fn exact_day(item: &Item) -> Option<Day> {
    match &item.value {
        Value::When(w) if w.clock.is_none() && w.part.is_none() => {
            w.edtf.as_ref().filter(|e| e.as_day().is_some()).and_then(|e| Day::of(e).next())
        }
        _ => None,
    }
}

fn spot(item: &Item) -> Option<Spot> {
    if let Value::Where(place) = &item.value { Some(Spot::of(place)) } else { None }
}

/// Whether the times of two items are too far apart for one event.
fn far(a: &Item, b: &Item) -> bool {
    let range = |i: &Item| match &i.value {
        Value::When(w) => w.edtf.as_ref().and_then(day_range),
        _ => None,
    };
    crate::likeness::gap(range(a), range(b)) > WINDOW_DAYS
}

fn is_person(fact: &Aligned) -> bool {
    matches!(&fact.rep.value, Value::Victim(v) if v.kind == Some(EntityKind::Person))
}
