//! One event: its headline, who tells of it, its sections in their order.

use model::Event;

use super::names::Names;
use super::{Desk, headline, is_main, sections};
use crate::line::{Line, Piece};
use crate::page::{Body, EventPage, Section};

/// What composing one event needs at hand.
pub(super) struct Scope<'d> {
    pub(super) event: &'d Event,
    pub(super) names: Names<'d>,
}

/// The page of the event at a place.
pub(super) fn page(desk: &mut Desk<'_>, place: usize) -> EventPage {
    let event = &desk.dossier.events[place];
    let mut scope = Scope { event, names: Names::new(event, desk.words) };
    let scope = &mut scope;
    let headline = headline::cited(desk, scope);
    let lead = lead(desk, scope);
    let pairs = |pairs: Vec<(String, Vec<Line>)>| (!pairs.is_empty()).then_some(Body::Pairs(pairs));
    let lines = |lines: Vec<Line>| (!lines.is_empty()).then_some(Body::Lines(lines));
    let bodies = [
        ("section.glance", pairs(sections::glance(desk, scope))),
        ("section.contradictions", sections::contradictions(desk, scope)),
        ("section.facts", sections::facts(desk, scope)),
        ("section.timeline", sections::timeline(desk, scope)),
        ("section.told", lines(sections::told(desk, scope))),
        ("section.demands", lines(sections::demands(desk, scope))),
        ("section.related", lines(sections::related(desk, scope, place))),
        ("section.voices", lines(sections::voices(desk, scope))),
        ("section.doubts", lines(sections::doubts(desk, &event.doubts, None))),
        ("page.explain", lines(sections::together(desk, scope))),
    ];
    let sections = bodies
        .into_iter()
        .filter_map(|(key, body)| Some(Section { title: desk.words.say(key), body: body? }))
        .collect();
    EventPage { place, headline, lead, sections }
}

fn lead(desk: &Desk<'_>, scope: &Scope<'_>) -> Vec<Line> {
    let (words, event) = (desk.words, scope.event);
    let key = if is_main(event) { "told.main" } else { "told.mention" };
    let mut members: Vec<_> = event.reports.iter().map(|member| &member.id).collect();
    members.sort_by_key(|id| desk.reports.get(id).copied().unwrap_or(usize::MAX));
    let sources = words.join("sign.list", members.into_iter().map(|id| desk.source(id)));
    let voices = words.count("voices", event.origins.len()).into();
    let reports = words.count("reports", event.reports.len()).into();
    let mut lines = vec![words.fill(key, &[("voices", voices), ("reports", reports), ("sources", sources)])];
    if !event.merged_from.is_empty() {
        let ids = words.join("sign.list", event.merged_from.iter().map(|id| Line::name(id.as_str())));
        lines.push(words.fill("told.joined", &[("events", ids)]));
    }
    if let Some(id) = &event.split_from {
        let other = match desk.events.get(id) {
            Some(place) => {
                Line::of(Piece::Event(*place, words.put("event_name.numbered", &[("n", &(place + 1).to_string())])))
            }
            None => Line::name(id.as_str()),
        };
        lines.push(words.fill("told.split", &[("event", other)]));
    }
    lines
}
