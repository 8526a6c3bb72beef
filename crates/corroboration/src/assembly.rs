//! From tellings that are of one event to the event: voices, facts, entities, timeline, answers, doubts, headline.

use std::collections::{BTreeMap, BTreeSet};

use model::*;

use crate::Options;
use crate::corpus::Corpus;
use crate::entities::{Cast, localise};
use crate::facts::{Aligned, align, origin};
use crate::hash::{Hash, plain};
use crate::inferred::{infer_casualties, who_died_is_not_also_injured};
use crate::items::{Item, items, set_aside};
use crate::profile::day_number;
use crate::spellings::{no_shared_surnames, one_spelling};
use crate::standing::Standing;
use crate::timeline::timeline;
use crate::voices::{Voices, voices};
use crate::{doubts, headline};

/// Makes an event of tellings (sorted). Links come later, when all events are known.
pub(crate) fn event(corpus: &Corpus, group: &[usize], options: &Options) -> Event {
    let members = members(corpus, group);
    let mut items = all_items(corpus, group);
    let mains = members.iter().filter(|(_, role)| *role == ReportRole::Main).map(|(report, _)| *report).collect();
    let standing = Standing { corpus, mains };
    standing.set_beside(&mut items, group);
    no_shared_surnames(&mut items, &corpus.reports);
    one_spelling(&mut items, &corpus.reports);
    who_died_is_not_also_injured(&mut items, &corpus.reports);
    infer_casualties(&mut items);
    let order: Vec<usize> = members.iter().map(|(report, _)| *report).collect();
    let voices = voices(&corpus.reports, &order, &items);
    let mut aligned = align(items, &corpus.reports, &voices);
    standing.leave_out_doubtful_victims(&mut aligned);
    standing.sort(&mut aligned, &voices);
    let aligned = aligned;
    let cast = Cast::of(&corpus.reports, &named(corpus, &aligned));
    let facts = facts(corpus, &aligned, &voices, &cast, options);
    let told = standing.mains.iter().filter_map(|n| corpus.reports[*n].report.published.as_ref());
    let told = told.filter_map(|p| p.edtf.bounds().1).map(day_number).min();
    let votes = |day: &Edtf| standing.of_day(day, group);
    let when = when(&aligned, &voices, told, &votes);
    let mut event = Event {
        khronika: Version::default(),
        id: EventId(String::new()),
        headline: String::new(),
        timeline: timeline(corpus, group, &aligned, when.as_ref()),
        when,
        place: place(&standing, &aligned, &voices, &cast),
        acts: standing.acts(&aligned),
        entities: cast.entities.clone(),
        reports: members.iter().map(|(report, role)| member(corpus, *report, *role, &voices)).collect(),
        origins: voices.origins.clone(),
        responses: responses(&facts),
        facts,
        links: Vec::new(),
        doubts: Vec::new(),
        merged_from: Vec::new(),
        split_from: None,
        why: Vec::new(),
    };
    event.id = identifier(corpus, group, &event);
    event.headline = headline::headline(&event);
    event.doubts = doubts::doubts(corpus, &members, &event);
    event
}

/// The reports of a group: those that tell of it, then those that mention it.
fn members(corpus: &Corpus, group: &[usize]) -> Vec<(usize, ReportRole)> {
    let mut role: BTreeMap<usize, ReportRole> = BTreeMap::new();
    for telling in group.iter().map(|t| &corpus.tellings[*t]) {
        let known = role.entry(telling.report).or_insert(telling.role);
        *known = (*known).min(telling.role);
    }
    let mut members: Vec<(usize, ReportRole)> = role.into_iter().collect();
    members.sort_by_key(|(report, role)| (*role, *report));
    members
}

fn all_items(corpus: &Corpus, group: &[usize]) -> Vec<Item> {
    let mut found = Vec::new();
    for telling in group.iter().map(|t| &corpus.tellings[*t]) {
        let report = corpus.reports[telling.report];
        let parts: BTreeSet<&LocalEventId> =
            report.events.iter().filter(|e| e.role == EventRole::Part).map(|e| &e.id).collect();
        let mut told = Vec::new();
        for claim in &telling.claims {
            told.extend(items((telling.report, *claim), report, parts.contains(&report.claims[*claim].event)));
        }
        set_aside(&mut told, report);
        found.extend(told);
    }
    found.sort_by_key(|i| (i.report, i.claim));
    found
}

fn member(corpus: &Corpus, report: usize, role: ReportRole, voices: &Voices) -> Member {
    let origin = voices.origins[voices.of_report(report)].id.clone();
    Member { id: corpus.reports[report].report.id.clone(), role, origin: Some(origin) }
}

/// The entities of reports that facts name: whom they are about first, then who says so.
fn named(corpus: &Corpus, aligned: &[Aligned]) -> Vec<(usize, EntityId)> {
    let mut found = Vec::new();
    let mut speakers = Vec::new();
    for fact in aligned {
        for item in [&fact.rep].into_iter().chain(&fact.affirm) {
            let (entity, _) = crate::items::subject(&item.value);
            found.extend(entity.map(|e| (item.report, e.clone())));
            if let Value::Demand(Demand { by: Some(by), .. }) = &item.value {
                speakers.push((item.report, by.clone()));
            }
            let claim = &corpus.reports[item.report].claims[item.claim];
            speakers.extend(claim.by.iter().map(|by| (item.report, by.clone())));
        }
    }
    found.extend(speakers);
    found
}

fn facts(corpus: &Corpus, aligned: &[Aligned], voices: &Voices, cast: &Cast, options: &Options) -> Vec<Fact> {
    let support = |items: &[Item]| {
        let mut found: Vec<Support> = Vec::new();
        let mut seen = BTreeSet::new();
        for item in items {
            let claim = &corpus.reports[item.report].claims[item.claim];
            if seen.insert((item.report, item.claim)) {
                found.push(Support {
                    origin: voices.origins[origin(item, items, voices)].id.clone(),
                    report: corpus.reports[item.report].report.id.clone(),
                    claim: claim.id.clone(),
                    spans: claim.spans.clone(),
                });
            }
        }
        found.shrink_to_fit(); // Most values have one voice, and there are millions of them.
        found
    };
    let fact = |(n, fact): (usize, &Aligned)| {
        let mut value = fact.rep.value.clone();
        localise(&mut value, fact.rep.report, cast);
        Fact {
            id: FactId(format!("f{}", n + 1)),
            value,
            status: fact.status,
            modality: fact.rep.modality,
            affirmed: support(&fact.affirm),
            denied: support(&fact.against),
            inferred: fact.rep.filled,
            replaces: fact.replaces.clone(),
            why: options.explain.then(|| Box::new(Why { note: Some(fact.why.clone()), ..Why::default() })),
        }
    };
    aligned.iter().enumerate().map(fact).collect()
}

/// How many voices affirm a fact, and whether it may stand for the event at all.
fn weight(fact: &Aligned, voices: &Voices) -> Option<usize> {
    let stands = fact.status != Status::Denied && fact.rep.modality == Modality::Actual;
    stands.then(|| crate::facts::origins(&fact.affirm, voices).len())
}

/// The day on which it happened: of the whole event, exact, not after the first report of it, told by most voices and
/// claims, with its year. And its time of day.
fn when(aligned: &[Aligned], voices: &Voices, told: Option<i32>, votes: &dyn Fn(&Edtf) -> f32) -> Option<When> {
    let times = aligned.iter().filter_map(|f| match &f.rep.value {
        Value::When(w) => Some((w, weight(f, voices)?, f)),
        _ => None,
    });
    let times: Vec<(&When, usize, &Aligned)> = times.collect();
    let of_day = |w: &When| w.clock.is_none() && w.part.is_none();
    let days = times.iter().filter(|(w, ..)| of_day(w) && w.edtf.is_some());
    let best = days.max_by(|a, b| {
        let year = |w: &When| w.edtf.as_ref().is_some_and(|e| !e.lacks_year());
        let precision = |w: &When| w.edtf.as_ref().map(Edtf::precision);
        let one_day = |w: &When| precision(w) == Some(Precision::Day);
        let first = |w: &When| w.edtf.as_ref().filter(|e| !e.lacks_year()).and_then(|e| e.bounds().0).map(day_number);
        let before = |w: &When| first(w).zip(told).is_none_or(|(day, told)| day <= told);
        let key = |t: &(&When, usize, &Aligned)| {
            let (w, n, fact) = *t;
            let stands = (one_day(w), before(w));
            (stands, w.edtf.as_ref().map_or(0.0, votes), (!fact.rep.part, n, fact.affirm.len(), year(w), precision(w)))
        };
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)).then(std::cmp::Ordering::Greater)
    });
    let same_day = |w: &When| match (best.and_then(|(d, ..)| d.edtf.as_ref()), &w.edtf) {
        (Some(day), Some(other)) => day.relation(other) != Relation::Exclusive,
        _ => true,
    };
    let clocks = times.iter().filter(|(w, _, f)| !of_day(w) && same_day(w) && f.status != Status::Contested);
    let clock = clocks.min_by_key(|(w, n, f)| (f.rep.part, w.clock.is_none(), std::cmp::Reverse(*n)));
    let mut when = best.map(|(w, ..)| (*w).clone()).or_else(|| clock.map(|(w, ..)| (*w).clone()))?;
    if let Some((w, ..)) = clock {
        (when.clock, when.part, when.zone) = (w.clock, w.part, w.zone.clone());
        when.approximate = w.approximate;
    }
    when.time = None;
    Some(when)
}

/// Whether some report calls the city by no more than its name: "Scott Street" need not be in Scott.
fn by_name(corpus: &Corpus, fact: &Aligned, place: &Where) -> bool {
    let city = place.city.as_deref().map(plain).unwrap_or_default();
    let words = |i: &Item| corpus.reports[i.report].claims[i.claim].spans.first().quote.split_whitespace().count();
    fact.affirm.iter().any(|i| words(i) <= city.split(' ').count())
}

/// Where it happened: in a country that is known, by its own name, as fine as that is told, and then what most speaks
/// for.
fn place(standing: &Standing, aligned: &[Aligned], voices: &Voices, cast: &Cast) -> Option<Where> {
    let places = aligned.iter().filter_map(|f| match &f.rep.value {
        Value::Where(w) => Some((w, weight(f, voices)?, f)),
        _ => None,
    });
    let best = places.max_by(|a, b| {
        let key = |t: &(&Where, usize, &Aligned)| {
            let city = t.0.city.is_some();
            let named = !city || by_name(standing.corpus, t.2, t.0);
            (t.0.country.is_some(), named, city)
        };
        let support = |t: &(&Where, usize, &Aligned)| standing.of(&t.2.affirm) + standing.of_region(t.0);
        let last = |t: &(&Where, usize, &Aligned)| (t.1, t.2.affirm.len(), t.0.region.is_some());
        let of_both = key(a).cmp(&key(b)).then(support(a).total_cmp(&support(b))).then(last(a).cmp(&last(b)));
        of_both.then(std::cmp::Ordering::Greater)
    });
    let (_, _, fact) = best?;
    let mut value = fact.rep.value.clone();
    localise(&mut value, fact.rep.report, cast);
    match value {
        Value::Where(place) => Some(place),
        _ => None,
    }
}

/// Who was told and what they did, by name.
fn responses(facts: &[Fact]) -> Vec<Responder> {
    let mut found: Vec<Responder> = Vec::new();
    for fact in facts {
        let (name, alerted, answer) = match &fact.value {
            Value::Alerted(a) => (a.name.clone(), true, a.answer),
            Value::Response(r) if r.kind == ResponseKind::None => (r.name.clone(), false, Answer::None),
            Value::Response(r) => (r.name.clone(), false, Answer::Answered),
            _ => continue,
        };
        let Some(name) = name.filter(|_| fact.modality == Modality::Actual) else { continue };
        match found.iter_mut().find(|r| plain(&r.entity) == plain(&name)) {
            Some(known) => {
                known.facts.push(fact.id.clone());
                known.alerted |= alerted;
                if known.answer == Answer::Unknown {
                    known.answer = answer;
                }
            }
            None => found.push(Responder { entity: name, alerted, answer, facts: vec![fact.id.clone()] }),
        }
    }
    found
}

/// What the event is: day, place, acts, and where it is first told.
fn identifier(corpus: &Corpus, group: &[usize], event: &Event) -> EventId {
    let first = &corpus.tellings[group[0]];
    let mut acts: Vec<&str> = event.acts.iter().map(|a| a.as_str()).collect();
    acts.sort_unstable();
    let day = event.when.as_ref().and_then(|w| w.edtf.as_ref()).map(Edtf::as_str).unwrap_or_default();
    let city = event.place.as_ref().and_then(|p| p.city.as_deref().or(p.region.as_deref())).unwrap_or_default();
    let hash = Hash::new().text(day).text(&plain(city)).text(&acts.join(" "));
    let hash = hash.text(corpus.reports[first.report].report.id.as_str());
    let hash = first.locals.iter().fold(hash, |h, local| h.text(local.as_str()));
    EventId(format!("e-{:016x}", hash.end()))
}
