//! What is corroborated, contested, denied; what is one voice; what replaces what.

use khronika_corroboration::{Batch, Options, corroborate, corroborate_batch};
use serde_json::{Value as Json, json};

use crate::made::{lines, report};

const TEXT: &str = "Masked men set fire to the office of Tulpar Watch in Osh on 13 March, said Aigul Sarieva. Two people, \
                    three people or several were injured at noon. The police deny the fire and did not come.";

/// One event told by several reports about the same fire, each with its own claims.
fn told(claims: &[Json]) -> Vec<String> {
    let reports: Vec<_> = claims.iter().enumerate().map(|(n, c)| report(&told_by(n, c))).collect();
    let events = corroborate(&reports, &Options::default());
    assert_eq!(events.len(), 1, "one event");
    lines(&events[0])
}

fn told_by(n: usize, claims: &Json) -> Json {
    let entities = json!([
        {"id": "x1", "kind": "organisation", "name": "Tulpar Watch"},
        {"id": "x2", "kind": "person", "name": "Aigul Sarieva"},
        {"id": "x3", "kind": "authority", "name": "police"},
    ]);
    // What follows keeps the reports from being copies of each other.
    let own: String = (0..34).map(|w| format!(" own{n}word{w}")).collect();
    json!({"id": format!("r-{n}"), "text": format!("{TEXT}{own}"), "source": {"name": format!("Paper {n}")},
           "published": {"edtf": format!("2021-03-{}", 14 + n)}, "entities": entities, "claims": claims})
}

fn check(claims: &[Json], expect: &[&str]) {
    assert_eq!(told(claims), expect, "{claims:?}");
}

#[test]
fn two_voices_corroborate() {
    let arson = json!([{"field": "act", "value": {"code": "arson"}, "quote": "set fire"}]);
    check(&[arson.clone(), arson.clone()], &["act: arson – corroborated: o1 o2"]);
    check(&[arson], &["act: arson – single-source: o1"]);
}

#[test]
fn one_speaker_is_one_voice() {
    let said = json!([{"field": "act", "value": {"code": "arson"}, "quote": "set fire", "by": ["x2"]}]);
    check(&[said.clone(), said], &["act: arson – single-source: o1"]);
}

#[test]
fn a_report_echoes_whom_it_quotes() {
    let both = json!([{"field": "act", "value": {"code": "arson"}, "quote": "set fire", "by": ["x2"]},
                      {"field": "act", "value": {"code": "arson"}, "quote": "the fire"},
                      {"field": "target", "value": {"kind": "premises"}, "quote": "the office"},
                      {"field": "instrument", "value": {"code": "fire"}, "quote": "fire"}]);
    check(
        &[both],
        &[
            "act: arson – single-source: o2",
            "target: premises – single-source: o1",
            "instrument: fire – single-source: o1",
        ],
    );
}

#[test]
fn the_vaguer_is_supported_by_the_finer_and_not_the_other_way() {
    let number =
        |n: Json| json!([{"field": "casualties", "value": {"kind": "injured", "number": n}, "quote": "injured"}]);
    check(
        &[number(json!(null)), number(json!({"min": 3, "max": 3}))],
        &["casualties: injured – corroborated: o1 o2", "casualties: injured 3 – single-source: o2"],
    );
    let act = |code: &str| json!([{"field": "act", "value": {"code": code}, "quote": "set fire"}]);
    check(
        &[act("property-attack"), act("arson")],
        &["act: property-attack – corroborated: o1 o2", "act: arson – single-source: o2"],
    );
}

#[test]
fn values_that_exclude_each_other_are_contested() {
    let number = |n: u32| json!([{"field": "casualties", "value": {"kind": "injured", "number": {"min": n, "max": n}}, "quote": "injured"}]);
    check(
        &[number(2), number(3)],
        &["casualties: injured 2 – contested: o1, against o2", "casualties: injured 3 – contested: o2, against o1"],
    );
    let act = |code: &str| json!([{"field": "act", "value": {"code": code}, "quote": "set fire"}]);
    check(
        &[act("detention"), act("abduction")],
        &["act: detention – contested: o1, against o2", "act: abduction – contested: o2, against o1"],
    );
}

#[test]
fn a_denial_stands_against() {
    let arson = json!([{"field": "act", "value": {"code": "arson"}, "quote": "set fire"},
                       {"field": "act", "value": {"code": "arson"}, "quote": "deny the fire", "polarity": "denied", "by": ["x3"]}]);
    check(&[arson], &["act: arson – denied: o1, against o2"]);
}

#[test]
fn a_denial_stays_at_its_level() {
    let act = |code: &str| json!({"field": "act", "value": {"code": code}, "quote": "set fire"});
    let denied = |code: &str| json!([{"field": "act", "value": {"code": code}, "quote": "deny the fire", "polarity": "denied", "by": ["x3"]}]);
    // The attack was told as such: only that is denied.
    check(
        &[json!([act("arson")]), json!([act("property-attack")]), denied("property-attack")],
        &["act: arson – single-source: o1", "act: property-attack – denied: o1 o2, against o3"],
    );
    // Only one kind of it was told: that is what is meant.
    check(&[json!([act("arson")]), denied("property-attack")], &["act: arson – denied: o1, against o2"]);
    // Several kinds were told: nobody knows which is meant.
    check(
        &[json!([act("arson"), act("vandalism")]), denied("property-attack")],
        &["act: arson – single-source: o1", "act: vandalism – single-source: o1"],
    );
    // To deny one kind says nothing of another or of the whole.
    check(&[json!([act("property-attack")]), denied("arson")], &["act: property-attack – single-source: o1"]);
}

#[test]
fn two_papers_that_ask_one_person_beside_others_are_two_voices() {
    let with_speakers = |speakers: &[&str]| {
        let arson = json!({"field": "act", "value": {"code": "arson"}, "quote": "set fire"});
        let said =
            |code: &str, by: &str| json!({"field": "act", "value": {"code": code}, "quote": "set fire", "by": [by]});
        let own = ["threat", "assault", "detention", "search"]
            .map(|c| json!({"field": "act", "value": {"code": c}, "quote": "set fire"}));
        let said = ["siege", "seizure"].iter().zip(speakers).map(|(code, by)| said(code, by));
        Json::Array(own.into_iter().chain([arson]).chain(said).collect())
    };
    let of_arson = |a: &[&str], b: &[&str]| {
        let told = told(&[with_speakers(a), with_speakers(b)]);
        told.into_iter().find(|l| l.contains("arson")).expect("arson")
    };
    assert!(of_arson(&["x3", "x2"], &["x1", "x2"]).contains("corroborated"));
    assert!(of_arson(&["x2", "x2"], &["x2", "x2"]).contains("single-source"));
}

#[test]
fn a_batch_gives_what_the_whole_reports_give() {
    let arson = json!([{"field": "act", "value": {"code": "arson"}, "quote": "set fire"}]);
    let reports: Vec<_> = (0..3).map(|n| report(&told_by(n, &arson))).collect();
    for explain in [false, true] {
        let options = Options { explain };
        let mut batch = Batch::default();
        reports.iter().cloned().for_each(|r| batch.add(r));
        assert_eq!(corroborate_batch(batch, &options), corroborate(&reports, &options));
    }
}

#[test]
fn an_attempt_does_not_support_the_act() {
    let act = |modality: &str| json!([{"field": "act", "value": {"code": "arson"}, "quote": "set fire", "modality": modality}]);
    check(&[act("actual"), act("attempted")], &["act: arson – single-source: o1", "act: arson – single-source: o2"]);
}

#[test]
fn an_attempt_that_succeeded_is_told_once() {
    let arson =
        |modality: &str| json!({"field": "act", "value": {"code": "arson"}, "quote": "set fire", "modality": modality});
    check(&[json!([arson("actual"), arson("attempted")])], &["act: arson – single-source: o1"]);
}

#[test]
fn who_affirms_and_denies_contradicts_nobody() {
    let arson =
        |polarity: &str| json!({"field": "act", "value": {"code": "arson"}, "quote": "the fire", "polarity": polarity});
    check(
        &[json!([arson("affirmed")]), json!([arson("affirmed"), arson("denied")])],
        &["act: arson – corroborated: o1 o2, against o2"],
    );
}

#[test]
fn three_voices_outvote_one_about_the_day() {
    let when = |day: &str| json!([{"field": "when", "value": {"edtf": day}, "quote": "on 13 March"}]);
    let days = ["2021-03-13", "2021-03-13", "2021-03-13", "2021-03-11"].map(when);
    check(&days, &["when: 2021-03-13 – corroborated: o1 o2 o3", "when: 2021-03-11 – contested: o4, against o1 o2 o3"]);
    let two = &days[1..];
    assert!(told(two)[0].contains("contested"), "{:?}", told(two));
}

#[test]
fn three_voices_outvote_one_about_the_act() {
    let act = |code: &str| json!([{"field": "act", "value": {"code": code}, "quote": "set fire"}]);
    check(
        &[act("detention"), act("detention"), act("detention"), act("abduction")],
        &["act: detention – corroborated: o1 o2 o3", "act: abduction – contested: o4, against o1 o2 o3"],
    );
}

#[test]
fn a_time_of_one_day_contradicts_no_part_of_another() {
    let when = |day: &str, time: Json| {
        let mut value = time;
        value["edtf"] = json!(day);
        json!([{"field": "when", "value": value, "quote": "13 March"}])
    };
    let facts = |day: &str| {
        let told = told(&[when("2021-03-13", json!({"clock": "21:00"})), when(day, json!({"part": "morning"}))]);
        told.into_iter().filter(|fact| fact.contains("21:00")).collect::<Vec<_>>()
    };
    assert_eq!(facts("2021-03-12"), ["when: 2021-03-13 21:00 – single-source: o1"]);
    assert_eq!(facts("2021-03-13"), ["when: 2021-03-13 21:00 – contested: o1, against o2"]);
}

#[test]
fn a_region_contradicts_no_city() {
    let place = |v: Json| json!([{"field": "where", "value": v, "quote": "Osh"}]);
    let osh = place(json!({"country": "KG", "region": "Osh Region", "city": "Osh"}));
    let elsewhere = place(json!({"country": "KG", "region": "Chuy"}));
    assert!(told(&[osh, elsewhere]).iter().all(|l| l.contains("single-source")));
}

#[test]
fn who_died_is_not_also_injured() {
    let number = |kind: &str, n: u32, quote: &str| json!({"field": "casualties", "value": {"kind": kind, "number": {"min": n, "max": n}}, "quote": quote});
    // The early report knows of nobody dead.
    check(
        &[json!([number("injured", 2, "Two people")]), json!([number("killed", 2, "Two people")])],
        &["casualties: killed 2 – single-source: o2"],
    );
    // One report tells of both.
    check(
        &[json!([number("injured", 2, "Two people"), number("killed", 3, "three people")])],
        &["casualties: injured 2 – single-source: o1", "casualties: killed 3 – single-source: o1"],
    );
    // Nobody was injured, whoever died.
    let lines = told(&[json!([number("injured", 0, "Two people")]), json!([number("killed", 2, "Two people")])]);
    assert!(lines.iter().any(|l| l.contains("injured 0")), "{lines:?}");
}

#[test]
fn a_day_and_a_time_of_day_are_two_facts() {
    let when = |v: Json| json!([{"field": "when", "value": v, "quote": "on 13 March"}]);
    check(
        &[when(json!({"edtf": "2021-03-13", "clock": "12:00"})), when(json!({"edtf": "XXXX-03-13"}))],
        &["when: 2021-03-13 – corroborated: o1 o2", "when: 2021-03-13 12:00 – single-source: o1"],
    );
}

#[test]
fn a_year_that_comes_from_another_report_is_marked() {
    let when = |day: &str| {
        report(&told_by(day.len() % 7, &json!([{"field": "when", "value": {"edtf": day}, "quote": "on 13 March"}])))
    };
    let (full, bare) = (
        when("2021-03-13"),
        report(&told_by(1, &json!([{"field": "when", "value": {"edtf": "XXXX-03-13"}, "quote": "on 13 March"}]))),
    );
    let events = corroborate(&[bare, full.clone()], &Options::default());
    let fact = &events[0].facts[0];
    let json = serde_json::to_value(fact).expect("a fact");
    assert_eq!(json["value"], json!({"edtf": "2021-03-13", "inferred_from": format!("report:{}", full.report.id)}));
    assert_eq!((json["status"].as_str(), json["inferred"].as_bool()), (Some("corroborated"), Some(true)));
}

#[test]
fn a_later_number_of_one_source_replaces_its_earlier_one() {
    let number = |n: u32| json!([{"field": "casualties", "value": {"kind": "injured", "number": {"min": n, "max": n}}, "quote": "injured"}]);
    let mut second = told_by(1, &number(3));
    second["source"] = json!({"name": "Paper 0"});
    let events = corroborate(&[report(&told_by(0, &number(2))), report(&second)], &Options::default());
    assert_eq!(lines(&events[0]), ["casualties: injured 3 – single-source: o1"]);
    assert!(events[0].facts[0].replaces.as_deref().is_some_and(|r| r.contains("r-0")));
}

#[test]
fn another_text_under_one_identifier_is_a_doubt() {
    let arson = json!([{"field": "act", "value": {"code": "arson"}, "quote": "set fire"}]);
    let (one, mut other) = (told_by(0, &arson), told_by(1, &arson));
    other["id"] = one["id"].clone();
    let events = corroborate(&[report(&one), report(&other)], &Options::default());
    assert_eq!(events.len(), 1);
    assert!(events[0].doubts.iter().any(|d| d.code == model::DoubtCode::SameId));
    let twice = corroborate(&[report(&one), report(&one)], &Options::default());
    assert!(twice[0].doubts.is_empty() && twice[0].reports.len() == 1);
}

#[test]
fn what_happened_is_not_also_supposed() {
    let act = |modality: &str| json!([{"field": "act", "value": {"code": "arson"}, "quote": "set fire", "modality": modality}]);
    check(&[act("actual"), act("demanded"), act("expected")], &["act: arson – single-source: o1"]);
    check(&[act("expected")], &["act: arson – single-source: o1"]);
}

#[test]
fn a_report_that_names_the_day_of_most_contradicts_nobody() {
    let when = |day: &str| json!([{"field": "when", "value": {"edtf": day}, "quote": "on 13 March"}]);
    let told = |names: &[&str]| {
        let mut reports: Vec<Json> = (0..2).map(|n| told_by(n, &when("2021-03-13"))).collect();
        let mut third = told_by(2, &when("2021-03-12"));
        let time = |day: &&str| json!({"id": "t1", "edtf": day, "start": 0, "end": 1, "quote": "M"});
        third["times"] = names.iter().map(time).collect();
        reports.push(third);
        let events = corroborate(&reports.iter().map(report).collect::<Vec<_>>(), &Options::default());
        lines(&events[0])
    };
    assert_eq!(
        told(&["2021-03-13"]),
        ["when: 2021-03-13 – corroborated: o1 o2", "when: 2021-03-12 – single-source: o3"]
    );
    assert_eq!(
        told(&[]),
        ["when: 2021-03-13 – contested: o1 o2, against o3", "when: 2021-03-12 – contested: o3, against o1 o2"]
    );
}

#[test]
fn a_year_of_something_else_contradicts_no_day() {
    let when = |day: &str| json!([{"field": "when", "value": {"edtf": day}, "quote": "on 13 March"}]);
    check(
        &[when("2021-03-14"), when("2018")],
        &["when: 2021-03-14 – single-source: o1", "when: 2018 – single-source: o2"],
    );
}

#[test]
fn numbers_follow_from_what_became_of_people_where_nobody_gives_one() {
    let became = |kind: &str| json!({"field": "outcome", "value": {"entity": "x2", "name": "Aigul Sarieva", "kind": kind}, "quote": "Aigul Sarieva"});
    let killing = json!({"field": "act", "value": {"code": "killing"}, "quote": "set fire"});
    let number =
        json!({"field": "casualties", "value": {"kind": "killed", "number": {"min": 2, "max": 2}}, "quote": "Two"});
    let numbers = |claims: Vec<Json>| {
        let found = told(&[Json::Array(claims)]);
        found.into_iter().filter(|line| line.starts_with("casualties")).collect::<Vec<_>>()
    };
    assert_eq!(numbers(vec![killing.clone()]), ["casualties: killed 1 – single-source: o1"]);
    assert_eq!(numbers(vec![became("died")]), ["casualties: killed 1 – single-source: o1"]);
    assert_eq!(numbers(vec![became("hospitalised")]), ["casualties: injured 1 – single-source: o1"]);
    assert_eq!(
        numbers(vec![became("hospitalised"), killing.clone(), number]),
        ["casualties: killed 2 – single-source: o1"]
    );
}

#[test]
fn an_event_is_about_what_its_reports_open_with() {
    let act = |code: &str, quote: &str| json!({"field": "act", "value": {"code": code}, "quote": quote});
    let victim = |id: &str, quote: &str| json!({"field": "victim", "value": {"entity": id, "name": quote, "kind": "person"}, "quote": quote});
    let mut reports: Vec<Json> =
        (0..3).map(|n| told_by(n, &json!([act("arson", "set fire"), victim("x2", "Aigul Sarieva")]))).collect();
    // One of them tells at its end of something else too, and of a policeman.
    let last = format!("own{}word33", 2);
    let claims = reports[2]["claims"].as_array_mut().expect("claims");
    claims.extend([
        act("threat", &last),
        json!({"field": "victim", "value": {"entity": "x3", "name": "police"}, "quote": last}),
    ]);
    let events = corroborate(&reports.iter().map(report).collect::<Vec<_>>(), &Options::default());
    assert_eq!(events[0].acts, [model::ActCode::Arson]);
    let victims = lines(&events[0]).into_iter().filter(|line| line.starts_with("victim")).count();
    assert_eq!(victims, 1);
}

#[test]
fn what_many_tell_is_not_denied_by_a_report_in_its_own_words() {
    let act = |polarity: &str, by: Json| json!([{"field": "act", "value": {"code": "arson"}, "quote": "the fire", "polarity": polarity, "by": by}]);
    let (tells, denies) = (act("affirmed", json!([])), act("denied", json!([])));
    let many = [tells.clone(), tells.clone(), tells.clone()];
    let line = |last: Json| told(&[many.as_slice(), &[last]].concat()).remove(0);
    assert_eq!(line(denies.clone()), "act: arson – corroborated: o1 o2 o3, against o4");
    assert!(line(act("denied", json!(["x3"]))).starts_with("act: arson – denied"), "the police deny it");
    check(&[tells, denies], &["act: arson – denied: o1, against o2"]);
}

#[test]
fn reports_that_attribute_nothing_and_quote_one_person_are_one_voice() {
    let arson = json!([{"field": "act", "value": {"code": "arson"}, "quote": "set fire"}]);
    let quoting = |n: usize, speakers: &[&str]| {
        let mut told = told_by(n, &arson);
        let quote =
            |id: &&str| json!({"id": "", "speaker": id, "direct": false, "quote": "the fire", "start": 0, "end": 0});
        told["quotes"] = speakers.iter().map(quote).collect();
        report(&told)
    };
    let voices = |reports: &[model::Extracted]| lines(&corroborate(reports, &Options::default())[0]).remove(0);
    assert_eq!(voices(&[quoting(0, &["x2"]), quoting(1, &["x2"])]), "act: arson – single-source: o1");
    assert_eq!(voices(&[quoting(0, &["x2"]), quoting(1, &["x2", "x3"])]), "act: arson – corroborated: o1 o2");
}
