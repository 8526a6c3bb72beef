//! What must hold for any reports: no order, no increments, no strangers change a fact.

use khronika_corroboration::{Options, corroborate, corroborate_into};
use model::*;
use proptest::prelude::*;
use serde_json::json;

use crate::made::report;

/// A small world: four incidents, told by up to twelve reports with few words and few claims.
fn world() -> impl Strategy<Value = Vec<Extracted>> {
    proptest::collection::vec((0usize..4, 1u32..28, 0usize..4, 0usize..3, any::<bool>()), 1..12)
        .prop_map(|rows| rows.into_iter().enumerate().map(|(n, row)| one(n, row)).collect())
}

fn one(n: usize, (incident, day, act, voice, denied): (usize, u32, usize, usize, bool)) -> Extracted {
    let cities = ["Osh", "Narva", "Bilbao", "Tromsø"];
    let names = ["Aigul Sarieva", "Mart Tamm", "Ane Etxeberria", "Kari Nilsen"];
    let acts = ["arson", "assault", "detention", "abduction"];
    let (city, name) = (cities[incident], names[incident]);
    let text = format!("{name} {city} incident{incident} first second third fourth fifth report{n} words{n} act{act}");
    let by = if voice == 0 { json!([]) } else { json!(["x1"]) };
    let polarity = if denied && voice == 2 { "denied" } else { "affirmed" };
    report(&json!({"id": format!("r-{n:04}"), "text": text, "published": {"edtf": format!("2020-05-{day:02}")},
    "source": {"name": format!("Paper {voice}")},
    "entities": [{"id": "x1", "kind": "person", "name": name}],
    "events": [{"id": "e1", "role": "main"}, {"id": "e2", "role": "background"}],
    "claims": [
        {"field": "act", "value": {"code": acts[act]}, "quote": city, "by": by, "polarity": polarity},
        {"field": "when", "value": {"edtf": format!("2020-05-{day:02}")}, "quote": "first"},
        {"field": "where", "value": {"city": city, "country": "XX"}, "quote": city},
        {"field": "victim", "value": {"entity": "x1", "name": name, "kind": "person"}, "quote": name},
        {"event": "e2", "field": "act", "value": {"code": "killing"}, "quote": "third"},
        {"event": "e2", "field": "victim", "value": {"entity": "x1", "name": name, "kind": "person"}, "quote": name},
    ]}))
}

fn json(events: &[Event]) -> Vec<String> {
    events.iter().map(|e| serde_json::to_string(e).expect("an event")).collect()
}

/// Everything but identifiers of events.
fn facts(events: &[Event]) -> Vec<String> {
    let mut all: Vec<String> =
        events.iter().map(|e| serde_json::to_string(&(&e.facts, &e.reports, &e.origins)).expect("facts")).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_changes_nothing(reports in world(), seed in any::<u64>()) {
        let mut shuffled = reports.clone();
        shuffled.sort_by_key(|r| (r.report.id.as_str().bytes().fold(seed, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)), r.report.id.clone()));
        let options = Options { explain: true };
        prop_assert_eq!(json(&corroborate(&reports, &options)), json(&corroborate(&shuffled, &options)));
    }

    #[test]
    fn increments_give_the_same_facts_and_keep_identifiers(reports in world(), cut in 0usize..12) {
        let (first, second) = reports.split_at(cut.min(reports.len()));
        let options = Options::default();
        let before = corroborate_into(&Dossier::default(), first.to_vec(), &options);
        let after = corroborate_into(&before, second.to_vec(), &options);
        prop_assert_eq!(facts(&after.events), facts(&corroborate(&reports, &options)));
        let mut ids: Vec<&EventId> = after.events.iter().map(|e| &e.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), after.events.len());
        for old in &before.events {
            let lives = after.events.iter().any(|e| e.id == old.id || e.merged_from.contains(&old.id));
            prop_assert!(lives, "{} is lost", old.id);
        }
        let again = corroborate_into(&after, second.to_vec(), &options);
        prop_assert_eq!(json(&again.events), json(&after.events));
    }

    #[test]
    fn a_stranger_changes_nothing(reports in world()) {
        let stranger = report(&json!({"id": "r-9999", "text": "Zebra quartz violin meadow", "claims": []}));
        let options = Options::default();
        let mut expect = json(&corroborate(&reports, &options));
        let mut all = reports.clone();
        all.push(stranger);
        let got = corroborate(&all, &options);
        let mut got = json(&got.into_iter().filter(|e| e.reports[0].id.as_str() != "r-9999").collect::<Vec<_>>());
        expect.sort();
        got.sort();
        prop_assert_eq!(got, expect);
    }

    #[test]
    fn a_like_incident_of_another_year_changes_nothing(reports in world(), incident in 0usize..4, act in 0usize..4) {
        let mut stranger = serde_json::to_value(one(99, (incident, 7, act, 1, false))).expect("a report");
        stranger["published"] = json!({"edtf": "2011-05-07"});
        stranger["source"] = json!({"name": "Another paper"});
        for claim in stranger["claims"].as_array_mut().expect("claims").iter_mut().filter(|c| c["field"] == "when") {
            claim["value"] = json!({"edtf": "2011-05-07"});
        }
        // The passing mention would be of the same undated killing, and rightly join it.
        stranger["claims"].as_array_mut().expect("claims").retain(|c| c["event"] == "e1");
        let stranger: Extracted = serde_json::from_value(stranger).expect("a report");
        let main = |events: Vec<Event>| {
            let kept = events.into_iter().filter(|e| e.reports.iter().all(|m| m.id != stranger.report.id));
            let mut told: Vec<Event> = kept.collect();
            told.iter_mut().for_each(|e| e.links.clear());
            facts(&told)
        };
        let options = Options::default();
        let expect = main(corroborate(&reports, &options));
        let all: Vec<Extracted> = reports.iter().cloned().chain([stranger.clone()]).collect();
        prop_assert_eq!(main(corroborate(&all, &options)), expect);
    }

    #[test]
    fn every_fact_has_words_and_every_origin_is_known(reports in world()) {
        for event in corroborate(&reports, &Options::default()) {
            prop_assert!(!event.reports.is_empty());
            for fact in &event.facts {
                prop_assert!(!fact.affirmed.is_empty());
                let known = |s: &Support| event.origins.iter().any(|o| o.id == s.origin);
                prop_assert!(fact.affirmed.iter().chain(&fact.denied).all(known));
            }
        }
    }
}
