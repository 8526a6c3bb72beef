//! Claims of one event put side by side, value by value: what is affirmed, by whom, and what contradicts it.

use std::collections::BTreeSet;

use model::*;

use crate::items::Item;
use crate::profile::day_number;
use crate::relations::relation;
use crate::thresholds::{COMPARED_IN_A_VALUE, OUTVOTED, TOLD_WITHIN_DAYS};
use crate::voices::Voices;

/// One value with the items behind it.
#[derive(Debug, Clone)]
pub(crate) struct Aligned {
    /// The value as the event gives it, with the item that it was taken from.
    pub(crate) rep: Item,
    /// Items that say so or more.
    pub(crate) affirm: Vec<Item>,
    /// Items that deny it or say what excludes it.
    pub(crate) against: Vec<Item>,
    pub(crate) status: Status,
    pub(crate) replaces: Option<String>,
    pub(crate) why: String,
}

/// Items that give one value.
struct Same {
    own: Vec<Item>,
    replaces: Option<String>,
}

/// Aligns the items of one event (sorted by report and claim). The best supported facts of a field come first.
pub(crate) fn align(mut items: Vec<Item>, reports: &[&Extracted], voices: &Voices) -> Vec<Aligned> {
    fill_years(&mut items, reports);
    fill_days(&mut items, reports);
    let (denials, mut affirmed): (Vec<Item>, Vec<Item>) =
        items.into_iter().partition(|i| i.polarity == Polarity::Denied);
    let mut facts = Vec::new();
    for field in Field::ALL {
        let of_field: Vec<Item> = affirmed.extract_if(.., |i| i.value.field() == *field).collect();
        let denied: Vec<&Item> = denials.iter().filter(|i| i.value.field() == *field).collect();
        facts.extend(field_facts(of_field, &denied, reports, voices));
    }
    facts
}

fn field_facts(items: Vec<Item>, denials: &[&Item], reports: &[&Extracted], voices: &Voices) -> Vec<Aligned> {
    let mut values = values(items);
    correct(&mut values, reports, voices);
    let reps: Vec<Item> = values.iter().map(|v| representative(&v.own)).collect();
    let of_same_kind = |a: usize, b: usize| a != b && reps[a].modality == reps[b].modality;
    let mut facts: Vec<(usize, Aligned)> = Vec::new();
    for n in 0..values.len() {
        let narrower: Vec<usize> = (0..values.len())
            .filter(|m| of_same_kind(n, *m) && relation(&reps[*m], &reps[n]) == Relation::Narrower)
            .collect();
        let says_more = |item: &Item| narrower.iter().any(|m| values[*m].own.iter().any(|i| i.report == item.report));
        if values[n].own.iter().all(says_more) {
            continue; // Nobody says only this: each who says it also says more.
        }
        if happened(n, &reps) || succeeded(n, &reps, &values) {
            continue;
        }
        let mut affirm = values[n].own.clone();
        affirm.extend(narrower.iter().flat_map(|m| values[*m].own.iter().cloned()));
        let rep = reps[n].clone();
        let replaces = values[n].replaces.clone();
        facts.push((
            n,
            Aligned { rep, affirm, against: Vec::new(), status: Status::SingleSource, replaces, why: String::new() },
        ));
    }
    judge(&mut facts, denials, voices);
    let mut facts: Vec<Aligned> = facts.into_iter().map(|(_, f)| f).collect();
    facts.sort_by_cached_key(|f| {
        (
            rank(f.status),
            std::cmp::Reverse(origins(&f.affirm, voices).len()),
            f.rep.modality,
            precision(&f.rep),
            f.rep.report,
            f.rep.claim,
        )
    });
    facts
}

/// Whether what a value supposes, expects or demands is told elsewhere as having happened. A threat or an attempt is
/// an event of its own.
fn happened(n: usize, reps: &[Item]) -> bool {
    let of_words = matches!(reps[n].modality, Modality::Hypothetical | Modality::Expected | Modality::Demanded);
    of_words && reps.iter().any(|rep| says_it_happened(rep, &reps[n]))
}

/// Whether each report that tells of an attempt tells that it succeeded.
fn succeeded(n: usize, reps: &[Item], values: &[Same]) -> bool {
    let done = |item: &Item| {
        let told = (0..reps.len()).filter(|m| says_it_happened(&reps[*m], &reps[n]));
        told.into_iter().any(|m| values[m].own.iter().any(|i| i.report == item.report))
    };
    reps[n].modality == Modality::Attempted && values[n].own.iter().all(done)
}

fn says_it_happened(rep: &Item, supposed: &Item) -> bool {
    rep.modality == Modality::Actual && matches!(relation(rep, supposed), Relation::Equal | Relation::Narrower)
}

/// Finer dates first.
fn precision(item: &Item) -> std::cmp::Reverse<Option<Precision>> {
    let Value::When(when) = &item.value else { return std::cmp::Reverse(None) };
    std::cmp::Reverse(when.edtf.as_ref().map(Edtf::precision))
}

/// The order in which statuses are read.
pub(crate) fn rank(status: Status) -> u8 {
    match status {
        Status::Corroborated => 0,
        Status::SingleSource => 1,
        Status::Contested => 2,
        Status::Denied => 3,
    }
}

/// Items by equal value and modality.
fn values(items: Vec<Item>) -> Vec<Same> {
    let mut values: Vec<Same> = Vec::new();
    for item in items {
        let same = |v: &&mut Same| {
            v.own[0].modality == item.modality
                && v.own.iter().take(COMPARED_IN_A_VALUE).any(|other| relation(&item, other) == Relation::Equal)
        };
        match values.iter_mut().find(same) {
            Some(value) => value.own.push(item),
            None => values.push(Same { own: vec![item], replaces: None }),
        }
    }
    values
}

/// A later value of the same voice takes the place of its earlier one where both cannot be true.
fn correct(values: &mut Vec<Same>, reports: &[&Extracted], voices: &Voices) {
    let day = |i: &Item| reports[i.report].report.published.as_ref().and_then(|p| p.edtf.bounds().0);
    let voice = |i: &Item| voices.quoted(i.report, i.claim).unwrap_or_else(|| voices.of_report(i.report));
    let mut replaced: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut notes: Vec<(usize, String)> = Vec::new();
    for (n, old) in values.iter().enumerate() {
        for (at, item) in old.own.iter().enumerate() {
            let later = |i: &&Item| {
                i.report != item.report && voice(i) == voice(item) && day(i).zip(day(item)).is_some_and(|(l, e)| l > e)
            };
            // What came after a report cannot be what it should have told.
            let could_be = |v: &Same| {
                let first = |w: &When| w.edtf.as_ref().filter(|e| !e.lacks_year())?.bounds().0;
                let told = if let Value::When(w) = &v.own[0].value { first(w) } else { None };
                told.zip(day(item)).is_none_or(|(new, told)| new <= told)
            };
            let new = values
                .iter()
                .enumerate()
                .filter(|(m, v)| *m != n && could_be(v))
                .find(|(_, v)| relation(&v.own[0], item) == Relation::Exclusive && v.own.iter().any(|i| later(&i)));
            if let Some((m, _)) = new {
                replaced.insert((n, at));
                let report = &reports[item.report].report;
                let quote = &reports[item.report].claims[item.claim].spans.first().quote;
                notes.push((m, format!("\u{201c}{quote}\u{201d} ({})", report.id)));
            }
        }
    }
    for (m, note) in notes {
        let replaces = &mut values[m].replaces;
        if !replaces.as_deref().is_some_and(|r| r.contains(&note)) {
            *replaces = Some(replaces.take().map_or(note.clone(), |r| format!("{r}; {note}")));
        }
    }
    for (n, value) in values.iter_mut().enumerate() {
        let mut at = 0;
        value.own.retain(|_| {
            at += 1;
            !replaced.contains(&(n, at - 1))
        });
    }
    values.retain(|v| !v.own.is_empty());
}

/// Fills a year that a report does not tell: from another that tells the same day with its year, or else from the day
/// on which another was published soon after.
fn fill_years(items: &mut [Item], reports: &[&Extracted]) {
    let mut told: Vec<(usize, Edtf)> = Vec::new();
    let mut published: Vec<(usize, i32, i16)> = Vec::new();
    for item in items.iter().filter(|i| i.polarity == Polarity::Affirmed) {
        told.extend(whole_day(&item.value).map(|day| (item.report, day.clone())));
        if let Some(day) = reports[item.report].report.published.as_ref().and_then(|p| p.edtf.as_day()) {
            published.push((item.report, day_number(day), day.year()));
        }
    }
    // A report may tell the day of something else; the same day of a year is the same one.
    for report in items.iter().map(|i| i.report).collect::<BTreeSet<usize>>() {
        let days = reports[report].claims.iter().filter_map(|c| whole_day(&c.value));
        told.extend(days.map(|day| (report, day.clone())));
    }
    published.dedup();
    for item in items.iter_mut() {
        let report = item.report;
        let Value::When(when) = &mut item.value else { continue };
        let Some(edtf) = when.edtf.as_ref().filter(|e| e.lacks_year()) else { continue };
        let fits = |(from, day): &(usize, Edtf)| {
            let same =
                day.as_day().and_then(|d| edtf.with_year(d.year())).is_some_and(|e| e.relation(day) == Relation::Equal);
            (*from != report && same).then(|| (*from, day.clone()))
        };
        let soon = |(from, day, year): &(usize, i32, i16)| {
            let filled = edtf.with_year(*year).into_iter().chain(edtf.with_year(year - 1));
            let soon = |e: &Edtf| e.as_day().is_some_and(|d| (0..=TOLD_WITHIN_DAYS).contains(&(day - day_number(d))));
            filled.filter(soon).map(|e| (*from, e)).next().filter(|_| *from != report)
        };
        if let Some((from, day)) = told.iter().find_map(fits).or_else(|| published.iter().find_map(soon)) {
            when.edtf = Some(day);
            when.inferred_from = Some(format!("report:{}", reports[from].report.id));
            item.filled = true;
        }
    }
}

/// A day with its year.
fn whole_day(value: &Value) -> Option<&Edtf> {
    if let Value::When(When { edtf: Some(edtf), .. }) = value {
        Some(edtf).filter(|e| e.as_day().is_some())
    } else {
        None
    }
}

/// Gives a time of day without its day the one that most of the other reports tell.
fn fill_days(items: &mut [Item], reports: &[&Extracted]) {
    let mut told: Vec<(Edtf, usize, usize)> = Vec::new();
    for item in items.iter().filter(|i| i.polarity == Polarity::Affirmed && !i.part) {
        let Value::When(When { edtf: Some(day), .. }) = &item.value else { continue };
        match told.iter_mut().find(|(known, ..)| known == day) {
            Some((.., times)) => *times += 1,
            None if day.as_day().is_some() => told.push((day.clone(), item.report, 1)),
            None => {}
        }
    }
    let all: usize = told.iter().map(|(.., times)| times).sum();
    let Some((day, from, _)) = told.into_iter().find(|(.., times)| 2 * times > all) else { return };
    for item in items.iter_mut().filter(|i| i.report != from) {
        let Value::When(when) = &mut item.value else { continue };
        if when.edtf.is_none() && when.clock.is_some() {
            when.edtf = Some(day.clone());
            when.inferred_from = Some(format!("report:{}", reports[from].report.id));
            item.filled = true;
        }
    }
}

/// The fullest value of several that are equal, completed from the others.
fn representative(items: &[Item]) -> Item {
    let best = items.iter().enumerate().max_by_key(|(n, i)| (fullness(&i.value), !i.filled, std::cmp::Reverse(*n)));
    let mut rep = best.expect("a value has an item").1.clone();
    for item in items {
        complete(&mut rep.value, &item.value);
        rep.keys.extend(&item.keys);
        rep.part &= item.part;
        rep.person |= item.person;
    }
    rep.keys.sort_unstable();
    rep.keys.dedup();
    if let Value::When(when) = &mut rep.value {
        let of = |i: &Item| if let Value::When(w) = &i.value { w.clone() } else { When::default() };
        when.approximate = items.iter().all(|i| of(i).approximate);
        let filled = items.iter().find(|i| i.filled);
        rep.filled = filled.is_some();
        when.inferred_from = filled.or(Some(&items[0])).and_then(|i| of(i).inferred_from);
    }
    rep
}

/// How much a value says: named before described, exact before rough, longer names first.
fn fullness(value: &Value) -> (usize, usize) {
    let length = |name: &Option<String>| name.as_deref().map_or(0, |n| n.chars().count());
    match value {
        Value::When(w) => (usize::from(!w.approximate), usize::from(w.clock.is_some())),
        Value::Where(w) => {
            (usize::from(w.lat.is_some()), [&w.country, &w.region, &w.city].into_iter().flatten().count())
        }
        Value::Victim(v) => (length(&v.name), usize::from(v.occupation.is_some())),
        Value::Perpetrator(v) => (length(&v.name), length(&v.description)),
        Value::Target(v) => (usize::from(v.owner.is_some()), length(&v.name)),
        Value::Instrument(v) => (usize::from(v.code.is_some()), length(&v.description)),
        Value::Outcome(v) => (length(&v.name), 0),
        Value::Alerted(v) => (length(&v.name), 0),
        Value::Response(v) => (length(&v.name), 0),
        Value::Demand(v) => (length(&v.to_name), length(&v.text)),
        _ => (0, 0),
    }
}

fn complete(value: &mut Value, from: &Value) {
    fn fill<T: Clone>(to: &mut Option<T>, from: &Option<T>) {
        if to.is_none() {
            to.clone_from(from);
        }
    }
    match (value, from) {
        (Value::Where(to), Value::Where(from)) => {
            fill(&mut to.region, &from.region);
            fill(&mut to.country, &from.country);
        }
        (Value::Victim(to), Value::Victim(from)) => {
            fill(&mut to.kind, &from.kind);
            fill(&mut to.occupation, &from.occupation);
            fill(&mut to.sex, &from.sex);
            fill(&mut to.age_group, &from.age_group);
        }
        (Value::Target(to), Value::Target(from)) => {
            fill(&mut to.name, &from.name);
            fill(&mut to.damage, &from.damage);
        }
        (Value::Instrument(to), Value::Instrument(from)) => fill(&mut to.code, &from.code),
        (Value::Alerted(to), Value::Alerted(from)) => fill(&mut to.clock, &from.clock),
        _ => {}
    }
}

/// The independent voices of items: a report's own words about what it also quotes are that voice's echo.
pub(crate) fn origins(items: &[Item], voices: &Voices) -> BTreeSet<usize> {
    items.iter().map(|i| origin(i, items, voices)).collect()
}

/// The voice of one item among those that say the same.
pub(crate) fn origin(item: &Item, among: &[Item], voices: &Voices) -> usize {
    voices.quoted(item.report, item.claim).unwrap_or_else(|| {
        let echo = among.iter().filter(|i| i.report == item.report).find_map(|i| voices.quoted(i.report, i.claim));
        echo.unwrap_or_else(|| voices.of_report(item.report))
    })
}

/// A value, the voices that affirm it, and what they say.
type Side<'f> = (&'f Item, BTreeSet<usize>, &'f [Item]);

/// What speaks against a fact, its status, and why.
type Judged = (Vec<Item>, Status, String);

/// Gives each fact what speaks against it, and its status.
fn judge(facts: &mut [(usize, Aligned)], denials: &[&Item], voices: &Voices) {
    let sides: Vec<Side> =
        facts.iter().map(|(_, f)| (&f.rep, origins(&f.affirm, voices), f.affirm.as_slice())).collect();
    let judged: Vec<Judged> = (0..sides.len()).map(|n| judge_one(n, &sides, denials, voices)).collect();
    for ((_, fact), (against, status, why)) in facts.iter_mut().zip(judged) {
        (fact.against, fact.status, fact.why) = (against, status, why);
    }
}

fn judge_one(n: usize, sides: &[Side], denials: &[&Item], voices: &Voices) -> Judged {
    let (fact, mine, _) = &sides[n];
    let denies = |i: &&&Item| fact.modality == Modality::Actual && denies(i, n, sides);
    let denied: Vec<Item> = denials.iter().filter(denies).map(|i| (*i).clone()).collect();
    let mut contested = false;
    let mut against = denied.clone();
    for (m, (rep, theirs, affirm)) in sides.iter().enumerate() {
        let excludes = m != n && rep.modality == fact.modality && relation(rep, fact) == Relation::Exclusive;
        // A voice that gives both values contradicts nobody.
        let only_theirs = theirs.difference(mine).count();
        let outvoted = one_of_all(&fact.value) && OUTVOTED * only_theirs <= mine.len();
        if excludes && only_theirs > 0 && !mine.is_subset(theirs) && !outvoted {
            contested = true;
            against.extend(affirm.iter().cloned());
        }
    }
    // What a report denies in its own words is mostly something near by, where many tell it.
    let unsaid = |i: &&Item| voices.quoted(i.report, i.claim).is_some() || mine.len() < OUTVOTED;
    let deniers: BTreeSet<usize> = denied.iter().filter(unsaid).map(|i| origin(i, &denied, voices)).collect();
    let denied = deniers.iter().any(|o| !mine.contains(o));
    let status = match () {
        () if contested => Status::Contested,
        () if denied => Status::Denied,
        () if mine.len() > 1 => Status::Corroborated,
        () => Status::SingleSource,
    };
    let why = reasons(status, mine.len(), deniers.len(), against.len());
    (against, status, why)
}

/// Whether it is of the day, the place or the acts of the whole event, which every report tells and some tell wrongly.
fn one_of_all(value: &Value) -> bool {
    matches!(value, Value::When(_) | Value::Where(_) | Value::Act(_))
}

/// Whether a denial is of the fact `n` of several (each with its side): of the same value, or of a wider one. Who
/// denies an "attack" denies each kind of it only where the attack itself is not told and there is only one kind.
fn denies(denial: &Item, n: usize, sides: &[Side]) -> bool {
    let told = |wanted: Relation| sides.iter().filter(move |(rep, ..)| relation(denial, rep) == wanted);
    match relation(denial, sides[n].0) {
        Relation::Equal => true,
        Relation::Wider if matches!(denial.value, Value::Act(_)) => {
            told(Relation::Equal).next().is_none() && told(Relation::Wider).nth(1).is_none()
        }
        Relation::Wider => true,
        _ => false,
    }
}

fn reasons(status: Status, affirm: usize, deny: usize, against: usize) -> String {
    let voices = |n: usize| if n == 1 { "1 voice".to_owned() } else { format!("{n} independent voices") };
    match status {
        Status::Corroborated => format!("{} affirm it", voices(affirm)),
        Status::SingleSource => "1 voice affirms it".to_owned(),
        Status::Contested => format!("affirmed by {}; {against} claims say what excludes or denies it", voices(affirm)),
        Status::Denied => format!("affirmed by {}, denied by {}", voices(affirm), voices(deny)),
    }
}
