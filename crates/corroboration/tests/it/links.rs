//! How events stand to each other, what comes when, and what becomes of events as reports are added.

use khronika_corroboration::{Options, corroborate, corroborate_into};
use model::{Dossier, Event};
use serde_json::{Value as Json, json};

use crate::made::report;

const TEXT: &str = "On 5 May 2022 strangers set fire to the office of Sipi Legal Aid in Mbale. On 2 March 2022 the group \
                    was threatened. The raid went on while a crowd stood by. A minister spoke of the fire. A door broke.";

fn with(claims: Vec<Json>) -> Json {
    let entities = json!([{"id": "x1", "kind": "organisation", "name": "Sipi Legal Aid"}]);
    let events = json!([{"id": "e1", "role": "main"}, {"id": "e2", "role": "background"}]);
    let mut all = vec![
        json!({"field": "act", "value": {"code": "arson"}, "quote": "set fire"}),
        json!({"field": "when", "value": {"edtf": "2022-05-05"}, "quote": "On 5 May 2022"}),
        json!({"field": "target", "value": {"kind": "premises", "owner": "x1"}, "quote": "the office"}),
    ];
    all.extend(claims);
    json!({"id": "r-1", "text": TEXT, "entities": entities, "events": events, "claims": all})
}

fn events(claims: Vec<Json>) -> Vec<Event> {
    corroborate(&[report(&with(claims))], &Options::default())
}

/// The links of all events: kind, and the facts that each rests on as fields.
fn links(claims: Vec<Json>) -> Vec<String> {
    let mut found = Vec::new();
    for event in &events(claims) {
        for link in &event.links {
            let fields = link.facts.iter().map(|id| {
                let fact = event.facts.iter().find(|f| f.id == *id).expect("a fact of the event");
                fact.value.field().to_string()
            });
            found.push(format!("{}: {}", link.kind, fields.collect::<Vec<_>>().join(" ")));
        }
    }
    found
}

#[test]
fn an_earlier_attack_on_the_same_is_linked_by_whom_both_hit() {
    let earlier = vec![
        json!({"event": "e2", "field": "act", "value": {"code": "assault"}, "quote": "threatened"}),
        json!({"event": "e2", "field": "when", "value": {"edtf": "2022-03-02"}, "quote": "On 2 March 2022"}),
        json!({"event": "e2", "field": "victim", "value": {"entity": "x1", "name": "Sipi Legal Aid"}, "quote": "the group"}),
    ];
    assert_eq!(links(earlier.clone()), ["earlier-same-target: target"]);
    let without_day = vec![earlier[0].clone(), earlier[2].clone()];
    assert_eq!(links(without_day), Vec::<String>::new());
}

#[test]
fn every_kind_of_link_that_a_report_tells_is_kept_with_the_act_that_it_is_about() {
    for kind in ["part-of", "follows", "response-to", "context"] {
        let told = vec![
            json!({"event": "e2", "field": "act", "value": {"code": "threat"}, "quote": "threatened"}),
            json!({"event": "e1", "field": "link", "value": {"to": "e2", "kind": kind}, "quote": "went on"}),
        ];
        assert_eq!(links(told), [format!("{kind}: act")]);
    }
}

#[test]
fn updates_without_a_time_of_day_keep_their_order_after_the_event_began() {
    let update = |order: u32, clock: Json, quote: &str| json!({"field": "update", "value": {"order": order, "clock": clock, "text": quote}, "quote": quote});
    let told = vec![
        json!({"field": "when", "value": {"edtf": "2022-05-05", "clock": "10:00"}, "quote": "On 5 May 2022"}),
        json!({"field": "when", "value": {"edtf": "2022-03-02"}, "quote": "On 2 March 2022"}),
        update(1, json!(null), "The raid went on"),
        update(2, json!("10:40"), "A minister spoke"),
        update(3, json!(null), "A door broke"),
    ];
    let steps: Vec<String> = events(told)[0].timeline.iter().map(|t| t.text.chars().take(16).collect()).collect();
    let expect = [
        "On 2 March 2022 ",
        "On 5 May 2022 st",
        "On 5 May 2022 st",
        "The raid went on",
        "A minister spoke",
        "A door broke",
    ];
    assert_eq!(steps, expect);
}

const GRANARY: &str = "Tororo warehouse granary sorghum millet thatch rafters watchman hydrant bucket ember kiln";
const LORRY: &str = "Busia lorry harbour customs axle tarpaulin diesel ferry quay crane pallet weighbridge";
const LORRY_IN_PART: &str = "Busia lorry harbour customs axle tarpaulin diesel ferry quay";

/// A report of a fire of its own words and those given.
fn fire(id: &str, words: &str) -> model::Extracted {
    report(&json!({"id": id, "text": format!("{words} fire {id}words"), "claims": []}))
}

#[test]
fn events_that_grow_together_say_what_they_were() {
    let (one, other) = (GRANARY, LORRY);
    let first = vec![fire("r-1", one), fire("r-2", other)];
    let before = corroborate_into(&Dossier::default(), first, &Options::default());
    assert_eq!(before.events.len(), 2);
    let between = (3..7).map(|n| fire(&format!("r-{n}"), &format!("{one} {other}"))).collect();
    let after = corroborate_into(&before, between, &Options::default());
    assert_eq!(after.events.len(), 1, "what stands between joins them");
    let was: Vec<_> = before.events.iter().map(|e| &e.id).filter(|id| **id != after.events[0].id).collect();
    assert_eq!(after.events[0].merged_from.iter().collect::<Vec<_>>(), was);
}

#[test]
fn an_event_that_falls_apart_says_what_it_was_a_part_of() {
    let (one, other) = (GRANARY, LORRY);
    let first = vec![fire("r-1", &format!("{one} {LORRY_IN_PART}")), fire("r-2", other)];
    let before = corroborate_into(&Dossier::default(), first, &Options::default());
    assert_eq!(before.events.len(), 1);
    let of_one = (3..9).map(|n| fire(&format!("r-{n}"), one)).collect();
    let after = corroborate_into(&before, of_one, &Options::default());
    let was = &before.events[0].id;
    let (kept, left): (Vec<&Event>, Vec<&Event>) = after.events.iter().partition(|e| e.id == *was);
    assert_eq!((kept.len(), left.len()), (1, 1), "the others draw the first away");
    assert_eq!((kept[0].split_from.as_ref(), left[0].split_from.as_ref()), (None, Some(was)));
    assert!(kept[0].merged_from.is_empty() && left[0].merged_from.is_empty());
}
