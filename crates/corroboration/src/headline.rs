//! A headline of facts only, in English: what, whom, where, when.

use model::*;
use strsim::levenshtein;

use crate::hash::plain;

/// Names in a headline.
const NAMES: usize = 2;
/// Acts in a headline.
const ACTS: usize = 3;

/// "Siege, break-in and ransacking: Green River Watch; Osh, 2015-06-03".
pub(crate) fn headline(event: &Event) -> String {
    let acts: Vec<String> = event.acts.iter().take(ACTS).map(|a| a.as_str().replace('-', " ")).collect();
    let what = if acts.is_empty() { "event".to_owned() } else { listed(&acts) };
    let whom = names(event);
    let place =
        event.place.as_ref().and_then(|p| city(event, p).or(p.region.clone()).or(p.name.clone()).or(p.country.clone()));
    let day = event.when.as_ref().and_then(|w| w.edtf.as_ref()).map(ToString::to_string);
    let rest: Vec<String> = place.into_iter().chain(day).collect();
    let mut line = capital(&what);
    for (mark, part) in [(": ", listed(&whom)), (if whom.is_empty() { ": " } else { "; " }, rest.join(", "))] {
        if !part.is_empty() {
            line.push_str(mark);
            line.push_str(&part);
        }
    }
    line
}

/// The city as the reports spell it, where none of them spells it as the gazetteer does: "Gondar" for "Gonder".
fn city(event: &Event, place: &Where) -> Option<String> {
    let city = place.city.as_ref()?;
    let affirmed = event.facts.iter().filter(|f| !f.affirmed.is_empty());
    let told = affirmed.filter_map(|f| match &f.value {
        Value::Where(told) if told.city.as_ref() == Some(city) => told.name.as_ref(),
        _ => None,
    });
    let names: Vec<&String> = told.chain(&place.name).collect();
    let known = names.iter().any(|name| plain(name) == plain(city) && name.is_ascii());
    let spelling = |name: &&&String| {
        let (name, city) = (name.to_lowercase(), city.to_lowercase());
        name.chars().next() == city.chars().next() && levenshtein(&name, &city) <= MOST_LETTERS
    };
    let other = names.iter().find(spelling).filter(|_| !known);
    Some(other.map_or_else(|| city.clone(), |name| (*name).clone()))
}

/// Letters in which two spellings of a city differ at most.
const MOST_LETTERS: usize = 2;

/// Whom the facts name as having suffered, organisations first where the support is the same; else whose things did.
fn names(event: &Event) -> Vec<String> {
    let support = |f: &Fact| f.affirmed.iter().map(|s| &s.origin).collect::<std::collections::BTreeSet<_>>().len();
    let of_victim = |f: &Fact| match &f.value {
        Value::Victim(Victim { name: Some(name), kind, .. }) if f.modality == Modality::Actual => {
            Some((std::cmp::Reverse(support(f)), *kind != Some(EntityKind::Organisation), name.clone()))
        }
        _ => None,
    };
    let of_target = |f: &Fact| match &f.value {
        Value::Target(Target { owner_name: Some(name), .. }) => {
            Some((std::cmp::Reverse(support(f)), false, name.clone()))
        }
        _ => None,
    };
    let mut found: Vec<_> = event.facts.iter().filter_map(of_victim).collect();
    if found.is_empty() {
        found = event.facts.iter().filter_map(of_target).collect();
    }
    found.sort_by_key(|f| (f.0, f.1));
    let mut names: Vec<String> = Vec::new();
    for (_, _, name) in found {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(NAMES);
    names
}

fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
