//! Which reports are of one event, by their words and names.

use khronika_corroboration::{Options, corroborate};
use model::Extracted;
use serde_json::json;

use crate::made::report;

/// What a press office writes each time, with the names put in.
fn release(id: &str, place: &str, driver: &str, officer: &str) -> Extracted {
    let text = format!(
        "A driver was wounded on Friday evening when masked men fired at his lorry near {place}, the regional press office \
         wrote. The driver, {driver}, was taken to the hospital of {place} with wounds in his shoulder. Officers under \
         {officer} searched the road, found seven cartridges and opened an investigation, the press office added. \
         Anybody who saw the lorry, a white one, is asked to call {officer} in {place}."
    );
    report(&json!({
        "id": id, "lang": "en", "published": {"edtf": "2021-03-13"}, "text": text,
        "entities": [{"id": "x1", "kind": "person", "name": driver}, {"id": "x2", "kind": "person", "name": officer}],
        "claims": [
            {"field": "act", "value": {"code": "attempted-killing"}, "quote": "fired at his lorry"},
            {"field": "when", "value": {"edtf": "2021-03-12"}, "quote": "on Friday evening"},
        ],
    }))
}

#[test]
fn one_template_with_other_names_tells_of_other_events() {
    let here = release("r-1", "Kurshab", "Nurbek Toktoev", "Asel Ibraeva");
    let there = release("r-2", "Tokmok", "Viktor Lagunov", "Maksat Dyikanov");
    let again = release("r-3", "Kurshab", "Nurbek Toktoev", "Asel Ibraeva");
    let events = corroborate(&[here, there, again], &Options::default());
    let mut groups: Vec<Vec<&str>> = events.iter().map(|e| e.reports.iter().map(|r| r.id.as_str()).collect()).collect();
    groups.sort();
    assert_eq!(groups, [vec!["r-1", "r-3"], vec!["r-2"]]);
}

#[test]
fn it_is_said_why_reports_are_not_together() {
    let here = release("r-1", "Kurshab", "Nurbek Toktoev", "Asel Ibraeva");
    let there = release("r-2", "Tokmok", "Viktor Lagunov", "Maksat Dyikanov");
    let events = corroborate(&[here, there], &Options { explain: true });
    let why: Vec<&String> = events.iter().flat_map(|e| &e.why).collect();
    let line = |id: &str| *why.iter().find(|line| line.starts_with(id)).expect("a line");
    for id in ["r-1 is of another event", "r-2 is of another event"] {
        assert!(line(id).ends_with(": much the same words with other names"), "{why:?}");
    }
}

/// That an earlier office did not burn is no event; that it did is one.
#[test]
fn what_nobody_affirms_is_no_event() {
    let told = |polarity: &str| {
        report(&json!({
            "id": "r-1", "lang": "en", "text": "Our office was searched. Our earlier office was not set on fire.",
            "events": [{"id": "e1", "role": "main"}, {"id": "e2", "role": "background"}],
            "claims": [
                {"field": "act", "value": {"code": "search"}, "quote": "searched"},
                {"event": "e2", "field": "act", "value": {"code": "arson"}, "polarity": polarity, "quote": "set on fire"},
                {"event": "e2", "field": "link", "value": {"to": "e1", "kind": "context"}, "quote": "earlier"},
            ],
        }))
    };
    let events = |polarity| corroborate(&[told(polarity)], &Options::default()).len();
    assert_eq!(events("affirmed"), 2);
    assert_eq!(events("denied"), 1);
}
