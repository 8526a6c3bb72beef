//! What people, places and voices are called: in the script of the dossier where a report has such a name, with the
//! name in the other script beside it at the first mention.

use std::collections::{BTreeSet, HashMap};

use model::{EntityId, Event, EventEntity, Extracted, Origin, OriginId, Where};

use super::Desk;
use crate::Wording;
use crate::line::{Line, clean, source_label};
use crate::words::Words;

/// The names of one event.
pub(super) struct Names<'d> {
    entities: HashMap<&'d EntityId, &'d EventEntity>,
    origins: HashMap<&'d OriginId, &'d Origin>,
    /// Every name and alias, for voices that are called by one.
    called: HashMap<&'d str, &'d EventEntity>,
    seen: BTreeSet<&'d EntityId>,
    words: &'static Words,
    brief: bool,
}

impl<'d> Names<'d> {
    pub(super) fn new(event: &'d Event, words: &'static Words) -> Self {
        Names {
            entities: event.entities.iter().map(|entity| (&entity.id, entity)).collect(),
            origins: event.origins.iter().map(|origin| (&origin.id, origin)).collect(),
            called: event.entities.iter().rev().flat_map(|e| called(e).map(move |name| (name, e))).collect(),
            seen: BTreeSet::new(),
            words,
            brief: false,
        }
    }

    /// The same names as headlines have them: one name each.
    pub(super) fn brief(event: &'d Event, words: &'static Words) -> Self {
        Names { brief: true, ..Names::new(event, words) }
    }

    pub(super) fn is_brief(&self) -> bool {
        self.brief
    }

    /// The name of an entity, or the name that the value itself has.
    pub(super) fn entity(&mut self, id: Option<&EntityId>, name: Option<&str>) -> Option<Line> {
        let known = id.and_then(|id| self.entities.get(id).copied());
        let Some(entity) = known.filter(|entity| !entity.name.trim().is_empty()) else {
            return name.filter(|n| !n.trim().is_empty()).map(Line::name);
        };
        let (own, other) = scripts(entity, self.words.wording());
        let first = self.seen.insert(&entity.id);
        match (own, other) {
            (Some(own), Some(other)) if first && !self.brief => Some(self.bracket(own, &[other])),
            (Some(name), _) | (None, Some(name)) => Some(Line::name(name)),
            (None, None) => Some(Line::name(&entity.name)),
        }
    }

    fn bracket(&self, name: &str, others: &[&str]) -> Line {
        let others = self.words.join("sign.items", others.iter().map(|n| Line::name(n)));
        self.words.fill("value.bracket", &[("value", Line::name(name)), ("detail", others)])
    }

    /// A place: city, region, country, with the names that reports use beside it.
    pub(super) fn place(&mut self, place: &'d Where) -> Line {
        let wording = self.words.wording();
        let entity = place.entity.as_ref().and_then(|id| self.entities.get(id).copied());
        let (own, other) = entity.map_or((None, None), |entity| scripts(entity, wording));
        let country = place.country.as_deref().map(|code| self.words.code("country", code));
        let told = place.name.as_deref().filter(|n| !n.trim().is_empty());
        let mapped = [place.city.as_deref(), place.region.as_deref()];
        let mapped: Vec<&str> = mapped.into_iter().flatten().filter(|n| !n.trim().is_empty()).collect();
        let local = own.or(told.filter(|n| script(n) == Some(wording)));
        let head = match wording {
            Wording::En => mapped.first().copied().or(country.as_deref()).or(local).or(told).or(other),
            Wording::Ru => local.or(mapped.first().copied()).or(country.as_deref()).or(told).or(other),
        };
        let Some(head) = head else { return self.words.say("value.not_said").into() };
        let country = country.as_deref().filter(|c| !same(c, head));
        let mut beside: Vec<&str> = Vec::new();
        let mut after: Vec<&str> = Vec::new();
        for name in mapped.into_iter().filter(|n| !same(n, head)) {
            // English names of the map stand in brackets where the dossier uses another script.
            if script(head) == script(name) { after.push(name) } else { beside.push(name) }
        }
        after.extend(country);
        let told = told.filter(|_| entity.is_none());
        for name in told.into_iter().chain(own).chain(other) {
            if !same(name, head) && !beside.iter().chain(&after).any(|n| same(n, name)) {
                beside.push(name);
            }
        }
        let value = if beside.is_empty() || self.brief { Line::name(head) } else { self.bracket(head, &beside) };
        let parts = std::iter::once(value).chain(after.into_iter().map(Line::name));
        self.words.join("sign.list", parts)
    }

    /// Whose voice an origin is; a report without a publisher is called by its number.
    pub(super) fn voice(&self, id: &OriginId, desk: &Desk<'_>) -> String {
        let origin = self.origins.get(id).copied();
        let report = origin.and_then(|origin| desk.reports.get(origin.reports.first()?)).copied();
        let own = report.map(|place| &desk.dossier.reports[place].report);
        let title = own.and_then(|report| report.title.as_deref()).map(clean);
        let voice =
            origin.and_then(|o| o.voice.as_deref()).map(clean).filter(|v| !v.is_empty() && title.as_ref() != Some(v));
        if let Some(voice) = voice {
            let entity = self.called.get(voice.as_str());
            return clean(entity.and_then(|entity| scripts(entity, self.words.wording()).0).unwrap_or(&voice));
        }
        let named = own.and_then(|report| report.source.as_ref()?.name.as_deref()).map(clean).filter(|n| !n.is_empty());
        match (named, report) {
            (Some(name), _) => name,
            (None, Some(place)) => self.words.put("voice.report", &[("n", &source_label(place))]),
            (None, None) => clean(id.as_str()),
        }
    }
}

/// Who published a report, or its title, or what it is called.
pub(super) fn publisher(report: &Extracted) -> String {
    let report = &report.report;
    let named = report.source.as_ref().and_then(|source| source.name.as_deref());
    let words = named.or(report.authors.first().map(String::as_str)).or(report.title.as_deref());
    words.map(clean).filter(|w| !w.is_empty()).unwrap_or_else(|| clean(report.id.as_str()))
}

/// The script that most letters of a name have, as the language written in it.
fn script(name: &str) -> Option<Wording> {
    let (mut latin, mut cyrillic) = (0, 0);
    for c in name.chars().filter(|c| c.is_alphabetic()) {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => latin += 1,
            '\u{400}'..='\u{52f}' => cyrillic += 1,
            _ => {}
        }
    }
    match latin.max(cyrillic) {
        0 => None,
        n if n == cyrillic => Some(Wording::Ru),
        _ => Some(Wording::En),
    }
}

/// An entity's name in the dossier's script and in the other one: its own name first, then the longest alias.
fn scripts(entity: &EventEntity, wording: Wording) -> (Option<&str>, Option<&str>) {
    let pick = |wanted: bool| {
        let fits = |name: &&str| (script(name) == Some(wording)) == wanted && script(name).is_some();
        Some(entity.name.as_str()).filter(fits).or_else(|| {
            let aliases = entity.aliases.iter().map(String::as_str).filter(fits);
            aliases.max_by_key(|alias| (alias.chars().count(), std::cmp::Reverse(*alias)))
        })
    };
    (pick(true), pick(false))
}

fn called(entity: &EventEntity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(String::as_str))
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(name: &str, aliases: &[&str]) -> Event {
        let aliases = aliases.iter().map(|a| serde_json::json!(a)).collect::<Vec<_>>();
        serde_json::from_value(serde_json::json!({
            "id": "e-1", "headline": "", "entities": [{"id": "n1", "kind": "place", "name": name, "aliases": aliases}],
        }))
        .expect("an event")
    }

    #[test]
    fn names_stand_in_both_scripts_at_their_first_mention() {
        let event = event("Steppe Watch", &["SW", "Степной дозор"]);
        for (wording, first, then) in [
            (Wording::En, "Steppe Watch (Степной дозор)", "Steppe Watch"),
            (Wording::Ru, "Степной дозор (Steppe Watch)", "Степной дозор"),
        ] {
            let mut names = Names::new(&event, Words::of(wording));
            let id = EntityId::from("n1");
            for expected in [first, then] {
                assert_eq!(names.entity(Some(&id), None).expect("a name").plain("", ""), expected);
            }
        }
    }

    #[test]
    fn places_are_named_from_small_to_large() {
        let kurgan: Where = serde_json::from_value(serde_json::json!(
            {"entity": "n1", "name": "Кургане", "city": "Kurgan", "region": "Kurgan Oblast", "country": "RU"}
        ))
        .expect("a place");
        let event = event("Kurgan", &["Курган"]);
        for (wording, expected) in [
            (Wording::En, "Kurgan (Курган), Kurgan Oblast, Russia"),
            (Wording::Ru, "Курган (Kurgan; Kurgan Oblast), Россия"),
        ] {
            assert_eq!(Names::new(&event, Words::of(wording)).place(&kurgan).plain("", ""), expected);
        }
        let country = Where { country: Some("GE".into()), name: Some("Georgia".into()), ..Where::default() };
        assert_eq!(Names::new(&event, Words::of(Wording::En)).place(&country).plain("", ""), "Georgia");
        assert_eq!(Names::new(&event, Words::of(Wording::Ru)).place(&country).plain("", ""), "Грузия (Georgia)");
        assert_eq!(Names::new(&event, Words::of(Wording::En)).place(&Where::default()).plain("", ""), "not told");
    }
}
