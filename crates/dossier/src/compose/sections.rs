//! The sections of an event.

use std::collections::{BTreeMap, HashSet};

use model::{ClaimId, Demand, Doubt, Event, Fact, Field, Modality, ReportId, Status, Support, TimelineEntry, Value};

use super::event::Scope;
use super::{Desk, facts, values};
use crate::dates;
use crate::line::{Line, capital, clean, shortened};
use crate::page::{Body, Contradiction, Side, Step};

/// So many values of one field stand above the table of facts.
const GLANCE: usize = 6;
/// So many calls back the same call on somebody else is looked for.
const CALLS: usize = 16;
/// So many code points of a quotation stand in a contradiction.
const QUOTE: usize = 240;

/// When, where, what, against whom, by whom, with what: each value with its voices.
pub(super) fn glance<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>) -> Vec<(String, Vec<Line>)> {
    let mut pairs = Vec::new();
    let told = |modality| matches!(modality, Modality::Actual | Modality::Attempted | Modality::Threatened);
    for field in Field::ALL.iter().filter(|f| !has_own_section(**f)) {
        let wanted = |fact: &&Fact| fact.value.field() == *field && told(fact.modality);
        let mut facts: Vec<&Fact> = scope.event.facts.iter().filter(wanted).collect();
        facts.sort_by_key(|fact| (fact.modality != Modality::Actual, fact.status));
        let mut lines = Vec::new();
        for fact in facts.iter().take(GLANCE) {
            let value = values::of_fact(desk, scope, fact);
            let detail = facts::brief(desk, scope, fact);
            lines.push(desk.words.fill("value.dash", &[("value", value), ("detail", detail)]).capital());
        }
        if facts.len() > GLANCE {
            lines.push(capital(&desk.words.count("more", facts.len() - GLANCE)).into());
        }
        if !lines.is_empty() {
            pairs.push((desk.words.code("field", field.as_str()), lines));
        }
    }
    pairs
}

/// Fields that are told in sections of their own.
fn has_own_section(field: Field) -> bool {
    matches!(field, Field::Update | Field::Demand | Field::Link | Field::Alerted | Field::Response)
}

/// The table: every fact but live updates, demands and links, which have sections of their own.
pub(super) fn facts<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>) -> Option<Body> {
    let mut listed: Vec<&Fact> = scope.event.facts.iter().collect();
    listed.retain(|f| desk.explain || !matches!(f.value.field(), Field::Update | Field::Demand | Field::Link));
    listed.sort_by_key(|fact| fact.value.field());
    let rows: Vec<_> = listed.into_iter().map(|fact| facts::row(desk, scope, fact)).collect();
    (!rows.is_empty()).then_some(Body::Facts(rows))
}

/// What happened in its order, in the reports' words, with live updates that the timeline lacks at its end.
pub(super) fn timeline<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>) -> Option<Body> {
    let words = desk.words;
    let event = scope.event;
    let updates: BTreeMap<(&ReportId, usize), &Fact> = event
        .facts
        .iter()
        .filter(|fact| matches!(fact.value, Value::Update(_)))
        .flat_map(|fact| fact.affirmed.iter().map(move |s| ((&s.report, s.spans.first().start), fact)))
        .collect();
    let mut told = HashSet::new();
    let mut steps: Vec<Step> = Vec::new();
    let mut last = None;
    let mut new = None;
    for entry in &event.timeline {
        if let Some(day) = entry.edtf.as_ref().map(|edtf| dates::date(edtf, words))
            && last.as_ref() != Some(&day)
        {
            last = Some(day.clone());
            new = Some(day);
        }
        if told_better(entry, event) {
            continue;
        }
        let clock = entry.clock.map(|clock| dates::clock(clock, entry.approximate, words)).unwrap_or_default();
        let language = desk.report(&entry.report).and_then(|r| r.report.lang);
        let update = updates.get(&(&entry.report, entry.spans.first().start)).copied();
        let mut line = Line::quote(&entry.text, language);
        if let Some((fact, Value::Update(update))) = update.map(|fact| (fact, &fact.value)) {
            told.insert(&fact.id);
            if let Some(by) = scope.names.entity(update.by.as_ref(), update.by_name.as_deref()) {
                line = words.fill("value.update_by", &[("by", by), ("text", line)]);
            }
        }
        line.cite(&[desk.cite(&entry.report, &entry.spans)]);
        steps.push(Step { day: new.take(), clock, line });
    }
    for fact in event.facts.iter().filter(|f| matches!(f.value, Value::Update(_)) && !told.contains(&f.id)) {
        let mut line = values::of_fact(desk, scope, fact);
        let cites = facts::voices(desk, &scope.names, fact.affirmed.iter().chain(&fact.denied)).cites;
        line.cite(&cites);
        steps.push(Step { day: None, clock: String::new(), line });
    }
    (!steps.is_empty()).then_some(Body::Steps(steps))
}

/// Whether the timeline has the same words with more: with a day or a time of day that this entry lacks, or in a live
/// update around them that was posted at the same time.
fn told_better(entry: &TimelineEntry, event: &Event) -> bool {
    let span = entry.spans.first();
    let better = |other: &TimelineEntry| {
        let same = (&other.report, &other.spans) == (&entry.report, &entry.spans);
        let dated = other.edtf.is_some() || entry.edtf.is_none();
        let timed = other.clock.is_some() || entry.clock.is_none();
        let more = (other.edtf.is_some(), other.clock.is_some()) != (entry.edtf.is_some(), entry.clock.is_some());
        same && dated && timed && more
    };
    let around = |other: &TimelineEntry| {
        let of = other.spans.first();
        let within = of != span && of.start <= span.start && span.end <= of.end && of.within == span.within;
        other.report == entry.report && within && (entry.clock.is_none() || entry.clock == other.clock)
    };
    event.timeline.iter().any(|other| better(other) || around(other))
}

fn with_stand<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>, fact: &'d Fact) -> Line {
    let value = values::of_fact(desk, scope, fact);
    let detail = facts::stand(desk, scope, fact);
    desk.words.fill("value.dash", &[("value", value), ("detail", detail)]).capital()
}

/// Who was told and who answered, in the order of the event's list, then what else was done about it.
pub(super) fn told<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>) -> Vec<Line> {
    let event = scope.event;
    let place = |fact: &Fact| {
        let listed = event.responses.iter().position(|responder| responder.facts.contains(&fact.id));
        (listed.unwrap_or(usize::MAX), fact.value.field())
    };
    let wanted = |fact: &&Fact| matches!(fact.value, Value::Alerted(_) | Value::Response(_));
    let mut listed: Vec<&Fact> = event.facts.iter().filter(wanted).collect();
    listed.sort_by_key(|fact| place(fact));
    listed.into_iter().map(|fact| with_stand(desk, scope, fact)).collect()
}

/// What is called for, by whom, from whom; the same call on several is one sentence.
pub(super) fn demands<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>) -> Vec<Line> {
    let mut calls: Vec<(&Demand, Modality, Vec<&Fact>)> = Vec::new();
    for fact in &scope.event.facts {
        let Value::Demand(demand) = &fact.value else { continue };
        let same = |(other, modality, _): &&mut (&Demand, Modality, Vec<&Fact>)| {
            (&other.by, &other.by_name, &other.text, modality)
                == (&demand.by, &demand.by_name, &demand.text, &fact.modality)
        };
        match calls.iter_mut().rev().take(CALLS).find(same) {
            Some((.., facts)) if fact.denied.is_empty() && facts[0].denied.is_empty() => facts.push(fact),
            _ => calls.push((demand, fact.modality, vec![fact])),
        }
    }
    calls.into_iter().map(|(demand, modality, facts)| call(desk, scope, demand, modality, &facts)).collect()
}

/// One call with its voices, but for a voice that speaks for itself.
fn call<'d>(
    desk: &mut Desk<'d>,
    scope: &mut Scope<'d>,
    demand: &'d Demand,
    modality: Modality,
    facts: &[&'d Fact],
) -> Line {
    let words = desk.words;
    let addressees = facts.iter().filter_map(|fact| match &fact.value {
        Value::Demand(demand) => scope.names.entity(demand.to.as_ref(), demand.to_name.as_deref()),
        _ => None,
    });
    let to = words.join("sign.list", addressees.collect::<Vec<_>>());
    let language = desk.report(&facts[0].affirmed.first().map_or_else(|| "".into(), |s| s.report.clone()));
    let language = language.and_then(|report| report.report.lang);
    let mut line = values::demand(demand, (!to.is_empty()).then_some(to), language, &mut scope.names, words);
    // That it is called for is what the sentence itself says.
    if !matches!(modality, Modality::Demanded | Modality::Actual) {
        line = words.fill(&format!("modality.{modality}"), &[("what", line)]);
    }
    let supports: Vec<&Support> = facts.iter().flat_map(|fact| &fact.affirmed).collect();
    let own = |by: &String| supports.iter().all(|s| scope.names.voice(&s.origin, desk) == clean(by));
    let by_itself = demand.by_name.as_ref().is_some_and(own);
    let detail = match facts {
        [fact] if !by_itself || !fact.denied.is_empty() => facts::stand(desk, scope, fact),
        _ => facts::counted(desk, scope, supports),
    };
    words.fill("value.dash", &[("value", line), ("detail", detail)]).capital()
}

/// Contested values side by side, denied ones with the denial.
pub(super) fn contradictions<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>) -> Option<Body> {
    let words = desk.words;
    let mut groups: BTreeMap<(Field, String), Vec<&Fact>> = BTreeMap::new();
    for fact in &scope.event.facts {
        match fact.status {
            Status::Contested => groups.entry((fact.value.field(), rivals(&fact.value))).or_default().push(fact),
            Status::Denied => groups.entry((fact.value.field(), format!("denied {}", fact.id))).or_default().push(fact),
            Status::Corroborated | Status::SingleSource => {}
        }
    }
    let mut contradictions = Vec::new();
    for ((field, _), facts) in groups {
        let key = if facts[0].status == Status::Denied { "contradiction.denied" } else { "contradiction.excludes" };
        let field = words.code("field", field.as_str());
        let title = words.put(key, &[("field", &field)]);
        let affirmed: HashSet<_> = facts.iter().flat_map(|f| &f.affirmed).map(|s| (&s.report, &s.claim)).collect();
        let sides = facts.iter().map(|fact| side(desk, scope, fact, &affirmed)).collect();
        contradictions.push(Contradiction { title, sides });
    }
    (!contradictions.is_empty()).then_some(Body::Contradictions(contradictions))
}

/// Which values of a field exclude each other.
fn rivals(value: &Value) -> String {
    let named = |entity: &Option<model::EntityId>, name: &Option<String>| {
        entity.as_ref().map(|e| e.to_string()).or_else(|| name.clone()).unwrap_or_default()
    };
    match value {
        Value::When(when) if when.edtf.is_none() => "time of day".into(),
        Value::Casualties(casualties) => casualties.kind.to_string(),
        Value::Outcome(outcome) => named(&outcome.entity, &outcome.name),
        Value::Alerted(alerted) => named(&alerted.entity, &alerted.name),
        _ => String::new(),
    }
}

/// One of the values; what is said for another side stands there.
fn side<'d>(
    desk: &mut Desk<'d>,
    scope: &mut Scope<'d>,
    fact: &'d Fact,
    affirmed: &HashSet<(&ReportId, &ClaimId)>,
) -> Side {
    let value = values::of_fact(desk, scope, fact).capital();
    let affirms = fact.affirmed.iter().map(|support| ("contradiction.says", support));
    let others = fact.denied.iter().filter(|s| !affirmed.contains(&(&s.report, &s.claim)));
    let key = |s| if facts::denies(desk, fact, s) { "contradiction.denies" } else { "contradiction.otherwise" };
    let mut sayings: Vec<(&str, Vec<&Support>)> = Vec::new();
    for (key, support) in affirms.chain(others.map(|support| (key(support), support))) {
        let said = |s: &Support| (s.origin.clone(), s.spans.first().quote.to_lowercase());
        // The same words of one voice in several reports are one line.
        match sayings.iter_mut().find(|(other, all)| *other == key && said(all[0]) == said(support)) {
            Some((_, all)) => all.push(support),
            None => sayings.push((key, vec![support])),
        }
    }
    let says = sayings.into_iter().map(|(key, supports)| saying(desk, scope, &supports, key)).collect();
    Side { value, says }
}

fn saying<'d>(desk: &mut Desk<'d>, scope: &Scope<'d>, supports: &[&'d Support], key: &str) -> Line {
    let first = supports[0];
    let who = Line::name(&scope.names.voice(&first.origin, desk));
    let language = desk.report(&first.report).and_then(|r| r.report.lang);
    let quote = Line::quote(&shortened(&first.spans.first().quote, QUOTE), language);
    let mut line = desk.words.fill(key, &[("who", who), ("quote", quote)]);
    let cites: Vec<_> = supports.iter().map(|support| desk.cite(&support.report, &support.spans)).collect();
    line.cite(&cites);
    line
}

/// Other events: those that this one points to, and those that point to it.
pub(super) fn related<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>, place: usize) -> Vec<Line> {
    let words = desk.words;
    let mut lines = Vec::new();
    for link in &scope.event.links {
        let other = match desk.events.get(&link.to).copied() {
            Some(place) => desk.event_name(place),
            None => words.fill("event_name.absent", &[("id", Line::name(link.to.as_str()))]),
        };
        let line = words.fill(&format!("link.{}", link.kind), &[("event", other)]);
        lines.push(linked(desk, scope, scope.event, link, line));
    }
    for (from, link) in desk.pointed.get(&place).cloned().unwrap_or_default() {
        let other = desk.event_name(from);
        let line = words.fill(&format!("link_back.{}", link.kind), &[("event", other)]);
        let event = &desk.dossier.events[from];
        lines.push(linked(desk, scope, event, link, line));
    }
    lines
}

/// A link with the words that say so; without any it is called what it is.
fn linked<'d>(
    desk: &mut Desk<'d>,
    scope: &Scope<'d>,
    event: &'d model::Event,
    link: &'d model::EventLink,
    line: Line,
) -> Line {
    let words = desk.words;
    let behind = event.facts.iter().filter(|fact| link.facts.contains(&fact.id));
    let supports: Vec<&Support> = behind.flat_map(|fact| &fact.affirmed).collect();
    let mut line = if supports.is_empty() {
        words.fill("value.bracket", &[("value", line), ("detail", words.say("link.inferred").into())])
    } else {
        line
    };
    if let Some(why) = link.why.as_deref().filter(|_| desk.explain) {
        let detail = words.fill("why.link", &[("why", Line::name(why))]);
        line = words.fill("value.bracket", &[("value", line), ("detail", detail)]);
    }
    let cites = facts::voices(desk, &scope.names, supports).cites;
    line.cite(&cites);
    line
}

/// What a person should look at.
pub(super) fn doubts(desk: &Desk<'_>, doubts: &[Doubt], within: Option<&ReportId>) -> Vec<Line> {
    let words = desk.words;
    let line = |doubt: &Doubt| {
        let mut line = Line::from(words.code("doubt", doubt.code.as_str()));
        if let Some(report) = doubt.report.as_ref().filter(|id| within != Some(*id)) {
            line = words.fill("value.of", &[("who", desk.source(report)), ("what", line)]);
        }
        if let Some(at) = &doubt.at {
            line.text(" ");
            line.extend(Line::quote(&shortened(&at.quote, QUOTE), None));
        }
        let tells = |note: &&str| !note.trim().is_empty() && *note != doubt.code.sentence();
        if let Some(note) = doubt.note.as_deref().filter(tells) {
            line.text(" ");
            line.extend(words.fill("stand.names", &[("names", Line::name(note))]));
        }
        line
    };
    doubts.iter().map(line).collect()
}

/// The independent voices and the reports that carry each.
pub(super) fn voices(desk: &Desk<'_>, scope: &Scope<'_>) -> Vec<Line> {
    let words = desk.words;
    let line = |origin: &model::Origin| {
        let name = Line::name(&scope.names.voice(&origin.id, desk));
        let reports = words.join("sign.list", origin.reports.iter().map(|id| desk.source(id)));
        let line = words.fill("voice.line", &[("name", name), ("reports", reports)]);
        if !desk.explain || origin.why.trim().is_empty() {
            return line;
        }
        let why = words.fill("voice.why", &[("why", Line::name(&origin.why))]);
        words.fill("value.bracket", &[("value", line), ("detail", why)])
    };
    scope.event.origins.iter().map(line).collect()
}

/// Why these reports are together and others are not, where it is asked for.
pub(super) fn together(desk: &Desk<'_>, scope: &Scope<'_>) -> Vec<Line> {
    if !desk.explain {
        return Vec::new();
    }
    let line = |why: &String| desk.words.fill("why.together", &[("why", Line::name(why))]).capital();
    scope.event.why.iter().map(line).collect()
}
