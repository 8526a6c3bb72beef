//! A dossier → its page: which sections there are, in which order, and which sentences stand in them.

mod event;
mod facts;
mod headline;
mod names;
mod sections;
mod sources;
mod table;
mod values;

use std::collections::HashMap;

pub(crate) use table::Table;

use model::{Claim, ClaimId, Dossier, Event, EventId, Extracted, ReportId, ReportRole, Span, Spans};

use crate::Style;
use crate::line::{Line, Piece, clean, source_label};
use crate::page::{Citation, Page, Part};
use crate::words::Words;

/// The page of a dossier.
pub(crate) fn page(dossier: &Dossier, style: &Style) -> Page {
    let mut desk = Desk::new(dossier, style);
    let (main, related): (Vec<usize>, Vec<usize>) =
        (0..dossier.events.len()).partition(|place| is_main(&dossier.events[*place]));
    let main_title = if main.len() == 1 { "part.main" } else { "part.mains" };
    let mut parts = Vec::new();
    for (title, places) in [(main_title, main), ("part.related", related)] {
        if !places.is_empty() {
            let events = places.into_iter().map(|place| event::page(&mut desk, place)).collect();
            parts.push(Part { title: desk.words.say(title), events });
        }
    }
    Page {
        title: desk.words.say("page.title"),
        lead: lead(&desk),
        parts,
        aside: sources::aside(&desk),
        sources: sources::cards(&desk),
        citations: desk.citations,
        version: desk.words.put("page.version", &[("version", style.version)]),
    }
}

/// Whether a report tells of the event, and does not only mention it.
pub(crate) fn is_main(event: &Event) -> bool {
    event.reports.iter().any(|member| member.role == ReportRole::Main)
}

fn lead(desk: &Desk<'_>) -> Vec<Line> {
    let words = desk.words;
    let reports = words.count("reports", desk.dossier.reports.len());
    if desk.dossier.events.is_empty() {
        return vec![words.put("page.empty", &[("reports", &reports)]).into()];
    }
    let events = words.count("events", desk.dossier.events.len());
    vec![words.put("page.lead", &[("events", &events), ("reports", &reports)]).into(), words.say("page.reading").into()]
}

/// What composing needs at hand: the dossier with its indices, the words, the citations so far.
struct Desk<'d> {
    dossier: &'d Dossier,
    words: &'static Words,
    explain: bool,
    reports: HashMap<&'d ReportId, usize>,
    claims: Vec<HashMap<&'d ClaimId, &'d Claim>>,
    events: HashMap<&'d EventId, usize>,
    headlines: Vec<Option<String>>,
    /// Links from other events, by the place of the event that they point to.
    pointed: HashMap<usize, Vec<(usize, &'d model::EventLink)>>,
    numbers: HashMap<(&'d ReportId, &'d [Span]), usize>,
    citations: Vec<Citation>,
}

impl<'d> Desk<'d> {
    fn new(dossier: &'d Dossier, style: &Style) -> Self {
        let mut desk = Desk {
            dossier,
            words: Words::of(style.language),
            explain: style.explain,
            reports: HashMap::new(),
            claims: Vec::new(),
            events: HashMap::new(),
            headlines: vec![None; dossier.events.len()],
            pointed: HashMap::new(),
            numbers: HashMap::new(),
            citations: Vec::new(),
        };
        for (place, report) in dossier.reports.iter().enumerate() {
            desk.reports.entry(&report.report.id).or_insert(place);
            desk.claims.push(report.claims.iter().map(|claim| (&claim.id, claim)).collect());
        }
        for (place, event) in dossier.events.iter().enumerate() {
            desk.events.entry(&event.id).or_insert(place);
        }
        for (from, event) in dossier.events.iter().enumerate() {
            for link in &event.links {
                if let Some(to) = desk.events.get(&link.to) {
                    desk.pointed.entry(*to).or_default().push((from, link));
                }
            }
        }
        desk
    }

    fn report(&self, id: &ReportId) -> Option<&'d Extracted> {
        self.reports.get(id).map(|place| &self.dossier.reports[*place])
    }

    fn claim(&self, report: &ReportId, claim: &ClaimId) -> Option<&'d Claim> {
        self.claims[*self.reports.get(report)?].get(claim).copied()
    }

    /// The number of a citation; the same words have the same number.
    fn cite(&mut self, report: &'d ReportId, spans: &'d Spans) -> usize {
        if let Some(number) = self.numbers.get(&(report, &**spans)) {
            return *number;
        }
        let place = self.reports.get(report).copied();
        self.citations.push(Citation {
            report: place,
            label: place.map_or_else(|| clean(report.as_str()), source_label),
            language: self.report(report).and_then(|r| r.report.lang),
            spans: spans.to_vec(),
        });
        self.numbers.insert((report, spans), self.citations.len());
        self.citations.len()
    }

    /// A report by its short name, or by its identifier where the dossier lacks it.
    fn source(&self, id: &ReportId) -> Line {
        match self.reports.get(id) {
            Some(place) => Line::of(Piece::Source(*place)),
            None => Line::name(id.as_str()),
        }
    }

    /// What an event is called where another one refers to it.
    fn event_name(&mut self, place: usize) -> Line {
        if self.headlines[place].is_none() {
            let headline = headline::plain(self, place);
            self.headlines[place] = Some(headline);
        }
        let headline = self.headlines[place].clone().unwrap_or_default();
        let number = self.words.put("event_name.numbered", &[("n", &(place + 1).to_string())]);
        let called = format!("{number}{}{headline}", self.words.say("sign.colon"));
        Line::of(Piece::Event(place, called))
    }
}
