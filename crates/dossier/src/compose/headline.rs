//! A headline of sourced facts only: what, whom, where, when. It is worded like its best supported act; a part that
//! is supported less well says so.

use std::collections::BTreeSet;

use model::{Act, ActCode, Event, Fact, Modality, Status, Value};

use super::Desk;
use super::event::Scope;
use super::names::{Names, publisher};
use super::{facts, values};
use crate::line::{Line, capital};

/// So many acts stand in a headline.
const ACTS: usize = 4;

/// The headline with the numbers of the words that it stands on.
pub(super) fn cited<'d>(desk: &mut Desk<'d>, scope: &Scope<'d>) -> Line {
    let mut brief = Scope { event: scope.event, names: Names::brief(scope.event, desk.words) };
    let (mut line, used) = line(desk, &mut brief);
    let supports: Vec<_> = used.iter().flat_map(|fact| fact.affirmed.first()).collect();
    let cites = facts::voices(desk, &scope.names, supports).cites;
    line.cite(&cites);
    line
}

/// The headline as plain words, for references from elsewhere.
pub(super) fn plain(desk: &mut Desk<'_>, place: usize) -> String {
    let event = &desk.dossier.events[place];
    let mut scope = Scope { event, names: Names::brief(event, desk.words) };
    let (line, _) = line(desk, &mut scope);
    line.plain(&desk.words.say("sign.open"), &desk.words.say("sign.close"))
}

fn line<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>) -> (Line, Vec<&'d Fact>) {
    let words = desk.words;
    let mut used = acts(scope.event);
    let Some(best) = used.first().map(|fact| fact.status) else { return (without_act(desk, scope), Vec::new()) };
    let what: Vec<Line> = used.iter().map(|act| values::of_fact(desk, scope, act)).collect();
    let mut head = words.join("sign.list", what);
    if let Some(fact) = whom(scope.event) {
        let whom = tagged(desk, scope, fact, best);
        head = words.fill("headline.what_whom", &[("what", head), ("whom", whom)]);
        used.push(fact);
    }
    if let Some(fact) = best_of(scope.event, |value| matches!(value, Value::Where(_))) {
        let place = tagged(desk, scope, fact, best);
        head = words.fill("headline.and_where", &[("head", head), ("where", place)]);
        used.push(fact);
    }
    if let Some(fact) = best_of(scope.event, |value| matches!(value, Value::When(w) if w.edtf.is_some())) {
        let when = tagged(desk, scope, fact, best);
        head = words.fill("headline.and_when", &[("head", head), ("when", when)]);
        used.push(fact);
    }
    let key = match best {
        Status::Corroborated => return (head.capital(), used),
        Status::SingleSource if scope.event.origins.len() > 1 => {
            let voices = words.count("of_voices", scope.event.origins.len()).into();
            return (words.fill("headline.one_of", &[("voices", voices), ("head", head)]), used);
        }
        Status::SingleSource => "headline.single",
        Status::Contested => "headline.contested",
        Status::Denied => "headline.denied",
    };
    (words.fill(key, &[("head", head)]), used)
}

/// The best supported acts, all of one status, in the event's own order; acts that did not happen only where there
/// are no others.
fn acts(event: &Event) -> Vec<&Fact> {
    let order = |fact: &Fact| match &fact.value {
        Value::Act(Act { code }) => event.acts.iter().position(|a| a == code).unwrap_or(usize::MAX),
        _ => usize::MAX,
    };
    let mut acts: Vec<&Fact> =
        event.facts.iter().filter(|f| matches!(f.value, Value::Act(_)) && !f.affirmed.is_empty()).collect();
    acts.sort_by_key(|fact| (fact.modality != Modality::Actual, fact.status, order(fact)));
    let Some(first) = acts.first().copied() else { return acts };
    acts.retain(|fact| (fact.status, &fact.modality) == (first.status, &first.modality));
    // A parent beside its child says nothing more.
    let code = |fact: &Fact| if let Value::Act(act) = &fact.value { Some(act.code) } else { None };
    let codes: BTreeSet<ActCode> = acts.iter().filter_map(|fact| code(fact)).collect();
    let said_better = |act: ActCode| codes.iter().any(|other| *other != act && other.supports(act));
    acts.retain(|fact| !code(fact).is_some_and(said_better));
    acts.truncate(ACTS);
    acts
}

/// Whom or what it was done to: a named victim first, then a thing.
fn whom(event: &Event) -> Option<&Fact> {
    let named = |v: &Value| matches!(v, Value::Victim(v) if v.entity.is_some() || v.name.is_some());
    let victim = best_of(event, named);
    let target = best_of(event, |v| matches!(v, Value::Target(_)));
    match (victim, target) {
        (Some(victim), Some(target)) if target.status < victim.status => Some(target),
        (Some(victim), _) => Some(victim),
        (None, target) => target.or_else(|| best_of(event, |v| matches!(v, Value::Victim(_)))),
    }
}

fn best_of(event: &Event, wanted: impl Fn(&Value) -> bool) -> Option<&Fact> {
    let told = |fact: &&Fact| fact.modality == Modality::Actual && !fact.affirmed.is_empty() && wanted(&fact.value);
    event.facts.iter().filter(told).min_by_key(|fact| fact.status)
}

fn tagged<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>, fact: &'d Fact, best: Status) -> Line {
    let value = match &fact.value {
        // A headline says whose thing it is, not what became of it.
        Value::Target(target) => {
            let bare = model::Target { damage: None, ..target.clone() };
            values::target(&bare, &mut scope.names, desk.words)
        }
        _ => values::of_fact(desk, scope, fact),
    };
    if fact.status <= best {
        return value;
    }
    let tag = desk.words.code("tag", fact.status.as_str()).into();
    desk.words.fill("value.bracket", &[("value", value), ("detail", tag)])
}

/// Where no report states an act: the title of the first report, as its words.
fn without_act(desk: &Desk<'_>, scope: &Scope<'_>) -> Line {
    let words = desk.words;
    let report = scope.event.reports.iter().find_map(|member| desk.report(&member.id));
    let title = report.and_then(|r| r.report.title.as_deref().map(|title| Line::quote(title, r.report.lang)));
    match title.or_else(|| report.map(|r| Line::name(&publisher(r)))) {
        Some(title) => words.fill("headline.no_act", &[("title", title)]),
        None => capital(&words.say("headline.untitled")).into(),
    }
}
