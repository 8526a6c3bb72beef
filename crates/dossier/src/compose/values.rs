//! The value of a fact in words.

use model::{
    Act, Alerted, Casualties, Demand, EntityKind, Fact, Instrument, Language, Modality, Number, Outcome, Perpetrator,
    Response, Target, Update, Value, Victim, When,
};

use super::Desk;
use super::event::Scope;
use super::names::Names;
use crate::dates;
use crate::line::{Line, clean};
use crate::words::Words;

/// A fact's value with how it is told ("attempted, not done: break-in"), and what the program put together.
pub(super) fn of_fact<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>, fact: &'d Fact) -> Line {
    let words = desk.words;
    let mut line = unmarked(desk, scope, fact);
    if fact.modality != Modality::Actual {
        line = words.fill(&format!("modality.{}", fact.modality), &[("what", line)]);
    }
    if scope.names.is_brief() {
        return line;
    }
    let completed = matches!(&fact.value, Value::When(when) if when.inferred_from.is_some());
    if fact.inferred && !completed {
        line = words.fill("value.bracket", &[("value", line), ("detail", words.say("stand.inferred").into())]);
    }
    if let Some(earlier) = &fact.replaces {
        let detail = words.fill("stand.replaces", &[("value", Line::name(earlier))]);
        line = words.fill("value.bracket", &[("value", line), ("detail", detail)]);
    }
    line
}

/// A fact's value without how it is told.
fn unmarked<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>, fact: &'d Fact) -> Line {
    let words = desk.words;
    let language = language(desk, fact);
    let names = &mut scope.names;
    match &fact.value {
        Value::Act(Act { code }) => words.code("act", code.as_str()).into(),
        Value::When(when) if names.is_brief() => dates::when(&When { inferred_from: None, ..when.clone() }, words),
        Value::When(when) => dates::when(when, words),
        Value::Where(place) => names.place(place),
        Value::Victim(victim) => self::victim(victim, names, words),
        Value::Perpetrator(who) => perpetrator(who, language, names, words),
        Value::Target(target) => self::target(target, names, words),
        Value::Instrument(what) => instrument(what, words),
        Value::Casualties(Casualties { kind, number }) => {
            let kind = words.code("casualties", kind.as_str()).into();
            let number = number.and_then(|n| people(n, words)).unwrap_or_else(|| words.say("value.number_untold"));
            words.fill("value.casualties", &[("kind", kind), ("number", number.into())])
        }
        Value::Outcome(Outcome { entity, name, kind }) => {
            let who = names.entity(entity.as_ref(), name.as_deref());
            of(who, words.code("outcome", kind.as_str()), words)
        }
        Value::Alerted(told) => alerted(told, names, words),
        Value::Response(Response { entity, name, kind }) => {
            let who = names.entity(entity.as_ref(), name.as_deref());
            of(who, words.code("response", kind.as_str()), words)
        }
        Value::Demand(demand) => {
            let to = names.entity(demand.to.as_ref(), demand.to_name.as_deref());
            self::demand(demand, to, language, names, words)
        }
        Value::Link(link) => {
            let place = scope.event.links.iter().find(|l| l.facts.contains(&fact.id)).map(|l| &l.to);
            let other = match place.and_then(|id| desk.events.get(id).copied()) {
                Some(place) => desk.event_name(place),
                None => words.fill("event_name.absent", &[("id", Line::name(link.to.as_str()))]),
            };
            words.fill(&format!("link.{}", link.kind), &[("event", other)])
        }
        Value::Update(update) => self::update(update, language, names, words),
    }
}

/// The language of the report that a fact's own words come from.
fn language(desk: &Desk<'_>, fact: &Fact) -> Option<Language> {
    desk.report(&fact.affirmed.first()?.report)?.report.lang
}

fn of(who: Option<Line>, what: String, words: &Words) -> Line {
    let who = who.unwrap_or_else(|| words.say("value.nobody").into());
    words.fill("value.of", &[("who", who), ("what", what.into())])
}

fn bracketed(value: Line, details: Vec<Line>, words: &Words) -> Line {
    if details.is_empty() {
        return value;
    }
    let detail = words.join("sign.list", details);
    words.fill("value.bracket", &[("value", value), ("detail", detail)])
}

/// "6 people", "at least 6 people", "from 4 to 6 people".
fn people(number: Number, words: &Words) -> Option<String> {
    let plain = |n: u32| words.count("people", n as usize);
    let of = |n: u32| words.count("people_of", n as usize);
    Some(match (number.min, number.max) {
        (Some(min), Some(max)) if min == max => plain(min),
        (Some(min), Some(max)) => words.put("value.between", &[("min", &min.to_string()), ("max", &of(max))]),
        (Some(min), None) => words.put("value.at_least", &[("n", &of(min))]),
        (None, Some(max)) => words.put("value.at_most", &[("n", &of(max))]),
        (None, None) => return None,
    })
}

fn victim(victim: &Victim, names: &mut Names<'_>, words: &Words) -> Line {
    let kind = victim.kind.unwrap_or(EntityKind::Person);
    let many = kind != EntityKind::Person
        || victim.number.is_some_and(|n| n.min.is_some_and(|m| m > 1) || n.max.is_some_and(|m| m > 1));
    let section = if many { "occupation_many" } else { "occupation" };
    let mut details: Vec<Line> = Vec::new();
    let occupation = victim.occupation.map(|o| Line::from(words.code(section, o.as_str())));
    let name = match (names.entity(victim.entity.as_ref(), victim.name.as_deref()), occupation) {
        (Some(name), occupation) => {
            details.extend(occupation);
            name
        }
        (None, Some(occupation)) => occupation,
        (None, None) => words.code("entity", kind.as_str()).into(),
    };
    details.extend(victim.number.and_then(|n| people(n, words)).map(Line::from));
    details.extend(victim.sex.map(|sex| words.code("sex", sex.as_str()).into()));
    details.extend(victim.age_group.map(|age| words.code("age", age.as_str()).into()));
    if names.is_brief() { name } else { bracketed(name, details, words) }
}

fn perpetrator(who: &Perpetrator, language: Option<Language>, names: &mut Names<'_>, words: &Words) -> Line {
    let kind = Line::from(words.code("perpetrator", who.kind.as_str()));
    let named = names.entity(who.entity.as_ref(), who.name.as_deref());
    let described = who.description.as_deref().filter(|d| !d.trim().is_empty()).map(|d| Line::quote(d, language));
    let mut details = Vec::new();
    let value = match named.or(described) {
        Some(value) => {
            details.push(kind);
            value
        }
        None => kind,
    };
    details.extend(who.number.and_then(|n| people(n, words)).map(Line::from));
    bracketed(value, details, words)
}

/// A thing with its owner and what became of it.
pub(super) fn target(target: &Target, names: &mut Names<'_>, words: &Words) -> Line {
    let kind = words.code("target", target.kind.as_str());
    let name = target.name.as_deref().map(clean).filter(|name| !name.is_empty() && *name != kind);
    let details = if name.is_some() && !names.is_brief() { vec![kind.clone().into()] } else { Vec::new() };
    let thing = bracketed(name.map_or_else(|| kind.into(), |n| Line::name(&n)), details, words);
    let owned = match names.entity(target.owner.as_ref(), target.owner_name.as_deref()) {
        Some(owner) => words.fill("value.owned", &[("thing", thing), ("owner", owner)]),
        None => thing,
    };
    match target.damage {
        Some(damage) => {
            let detail = words.code("damage", damage.as_str()).into();
            words.fill("value.dash", &[("value", owned), ("detail", detail)])
        }
        None => owned,
    }
}

fn instrument(what: &Instrument, words: &Words) -> Line {
    let code = what.code.map(|code| words.code("instrument", code.as_str()));
    let named = what.description.as_deref().map(clean).filter(|d| !d.is_empty() && Some(d) != code.as_ref());
    match (named, code) {
        (Some(named), code) => bracketed(Line::name(&named), code.map(Line::from).into_iter().collect(), words),
        (None, Some(code)) => code.into(),
        (None, None) => words.say("value.not_said").into(),
    }
}

fn alerted(told: &Alerted, names: &mut Names<'_>, words: &Words) -> Line {
    let who = names.entity(told.entity.as_ref(), told.name.as_deref());
    let who = who.unwrap_or_else(|| words.say("value.nobody").into());
    let answer = words.code("answer", told.answer.as_str()).into();
    match told.clock {
        Some(clock) => {
            let clock = clock.to_string().into();
            words.fill("value.told_at", &[("who", who), ("clock", clock), ("answer", answer)])
        }
        None => words.fill("value.told", &[("who", who), ("answer", answer)]),
    }
}

/// A call on those whose names are given.
pub(super) fn demand(
    demand: &Demand,
    to: Option<Line>,
    language: Option<Language>,
    names: &mut Names<'_>,
    words: &Words,
) -> Line {
    let by = names.entity(demand.by.as_ref(), demand.by_name.as_deref());
    let text = demand.text.as_deref().filter(|t| !t.trim().is_empty());
    let text = text.map_or_else(|| words.say("demand.untold").into(), |t| Line::quote(t, language));
    match (by, to) {
        (Some(by), Some(to)) => words.fill("demand.full", &[("by", by), ("to", to), ("text", text)]),
        (Some(by), None) => words.fill("demand.by", &[("by", by), ("text", text)]),
        (None, Some(to)) => words.fill("demand.to", &[("to", to), ("text", text)]),
        (None, None) => words.fill("demand.bare", &[("text", text)]),
    }
}

fn update(update: &Update, language: Option<Language>, names: &mut Names<'_>, words: &Words) -> Line {
    let text = Line::quote(&update.text, language);
    let by = names.entity(update.by.as_ref(), update.by_name.as_deref());
    let clock = update.clock.map(|clock| Line::from(clock.to_string()));
    match (clock, by) {
        (Some(clock), Some(by)) => words.fill("value.update", &[("clock", clock), ("by", by), ("text", text)]),
        (Some(clock), None) => words.fill("value.update_clock", &[("clock", clock), ("text", text)]),
        (None, Some(by)) => words.fill("value.update_by", &[("by", by), ("text", text)]),
        (None, None) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Wording;

    #[test]
    fn numbers_of_people_in_words() {
        for (min, max, en, ru) in [
            (Some(6), Some(6), "6 people", "6 человек"),
            (Some(1), Some(1), "1 person", "1 человек"),
            (Some(3), Some(3), "3 people", "3 человека"),
            (Some(21), None, "at least 21 people", "не менее 21 человека"),
            (Some(2), None, "at least 2 people", "не менее 2 человек"),
            (None, Some(4), "at most 4 people", "не более 4 человек"),
            (Some(4), Some(6), "from 4 to 6 people", "от 4 до 6 человек"),
        ] {
            let say = |wording| people(Number { min, max }, Words::of(wording));
            assert_eq!(say(Wording::En).as_deref(), Some(en));
            assert_eq!(say(Wording::Ru).as_deref(), Some(ru));
        }
        assert_eq!(people(Number { min: None, max: None }, Words::of(Wording::En)), None);
    }
}
