//! Whatever stands in a dossier, it is rendered, and nothing in it runs, steers or breaks out.

use khronika_dossier::{Style, csv, html, json, markdown, text};
use model::Dossier;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{attack, check_html, check_text, styles};

const NASTY: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "\x1b[31mred\x1b[0m\x07\u{9b}2J",
    "שלום עולם \u{202e}dlrow",
    "line\r\nline\u{2028}line",
    "| cell | `code` **bold** [x](javascript:alert(1))",
    "{who} {n} {event}",
    "👩‍👩‍👧‍👦漢字",
    "",
    " ",
    "Обычное имя",
];

fn words() -> impl Strategy<Value = String> {
    prop_oneof![proptest::sample::select(NASTY).prop_map(str::to_owned), "\\PC{0,20}", any::<String>()]
}

fn date() -> impl Strategy<Value = &'static str> {
    let written = [
        "2015-06-03",
        "2014-12",
        "XXXX-06-03",
        "201X",
        "2015-06-03~",
        "[2015-06-02,2015-06-03]",
        "../2015-06-03",
        "2014-12-13/2014-12-14",
        "2015-06?",
        "Y170000002",
        "2015-2X",
        "-0044",
        "2015~-06-03",
        "[..2015]",
        "{2015,2016}",
        "2015-37",
        "1XXX",
        "2015-XX-03",
        "../..",
        "2015-06-03/",
    ];
    let valid: Vec<_> = written.into_iter().filter(|date| model::Edtf::parse(date).is_ok()).collect();
    proptest::sample::select(valid)
}

fn number() -> impl Strategy<Value = Value> {
    (any::<Option<u32>>(), any::<Option<u32>>()).prop_map(|(min, max)| json!({"min": min, "max": max}))
}

fn value() -> impl Strategy<Value = Value> {
    let entity = proptest::sample::select(vec!["n1", "n2", "n9"]);
    (words(), words(), date(), number(), entity, 0usize..16).prop_map(|(a, b, date, number, entity, which)| match which
    {
        0 => json!({"field": "act", "value": {"code": "arson"}}),
        1 => json!({"field": "when", "value": {"edtf": date, "zone": a, "clock": "11:30", "approximate": true}}),
        2 => json!({"field": "where", "value": {"entity": entity, "name": a, "city": b, "country": "RU"}}),
        3 => {
            json!({"field": "victim", "value": {"name": a, "number": number, "occupation": "lawyer", "kind": "group"}})
        }
        4 => json!({"field": "perpetrator", "value": {"description": a, "type": "unknown", "number": number}}),
        5 => json!({"field": "target", "value": {"name": a, "kind": "premises", "owner_name": b, "damage": "taken"}}),
        6 => json!({"field": "instrument", "value": {"description": a, "code": "tool"}}),
        7 => json!({"field": "casualties", "value": {"kind": "killed", "number": number}}),
        8 => json!({"field": "outcome", "value": {"entity": entity, "kind": "escaped"}}),
        9 => json!({"field": "alerted", "value": {"name": a, "answer": "none", "clock": "01:02"}}),
        10 => json!({"field": "response", "value": {"name": a, "kind": "denial"}}),
        11 => json!({"field": "demand", "value": {"to_name": a, "by_name": b, "text": a}}),
        12 => json!({"field": "link", "value": {"to": a, "kind": "part-of"}}),
        13 => json!({"field": "update", "value": {"order": 1, "text": a, "by_name": b}}),
        14 => json!({"field": "instrument", "value": {}}),
        _ => json!({"field": "where", "value": {}}),
    })
}

fn support() -> impl Strategy<Value = Value> {
    let origin = proptest::sample::select(vec!["o1", "o2", "o3"]);
    let report = proptest::sample::select(vec!["r-1", "r-2", "r-gone"]);
    let spans = proptest::collection::vec((0usize..40, 0usize..40, words(), any::<bool>()), 1..3);
    (origin, report, spans).prop_map(|(origin, report, spans)| {
        let span = |(start, length, quote, title): &(usize, usize, String, bool)| {
            let mut span = json!({"start": start, "end": start + length, "quote": quote});
            if *title {
                span["in"] = "title".into();
            } else if let Some(exact) = TEXT.get(*start..start + length) {
                span["quote"] = exact.into();
            }
            span
        };
        json!({"origin": origin, "report": report, "claim": "c1", "spans": spans.iter().map(span).collect::<Vec<_>>()})
    })
}

const TEXT: &str = "<b>An office</b> was attacked & burnt; \"he\" said so, they deny it.";

fn fact() -> impl Strategy<Value = Value> {
    let supports = || proptest::collection::vec(support(), 0..4);
    let status = proptest::sample::select(vec!["corroborated", "single-source", "contested", "denied"]);
    let modality = proptest::sample::select(vec!["actual", "attempted", "demanded"]);
    (value(), supports(), supports(), status, modality, words()).prop_map(
        |(value, yes, no, status, modality, earlier)| {
            let mut fact = value;
            fact["for"] = yes.into();
            fact["against"] = no.into();
            fact["status"] = status.into();
            fact["modality"] = modality.into();
            fact["replaces"] = earlier.clone().into();
            fact["why"] = json!({"note": earlier, "by": "rule", "score": 0.5, "beat": ["a", "b"]});
            fact
        },
    )
}

fn event() -> impl Strategy<Value = Value> {
    (proptest::collection::vec(fact(), 0..8), words(), words(), date(), any::<bool>()).prop_map(
        |(mut facts, a, b, date, main)| {
            for (n, fact) in facts.iter_mut().enumerate() {
                fact["id"] = format!("f{n}").into();
            }
            let spans = json!([{"start": 3, "end": 12, "quote": "An office"}]);
            json!({
                "id": format!("e-{}", a.len()), "headline": a, "acts": ["arson"], "facts": facts,
                "entities": [{"id": "n1", "kind": "person", "name": a, "aliases": [b, "Имя", "Name"]},
                             {"id": "n2", "kind": "place", "name": b}],
                "reports": [{"id": "r-1", "role": if main { "main" } else { "mention" }}, {"id": "r-gone", "role": "mention"}],
                "origins": [{"id": "o1", "reports": ["r-1"], "voice": a, "why": b}, {"id": "o2", "reports": ["r-2"], "why": ""}],
                "timeline": [{"edtf": date, "clock": "10:00", "text": a, "report": "r-1", "spans": spans},
                             {"text": b, "report": "r-gone", "spans": spans}],
                "responses": [{"entity": a, "alerted": true, "answer": "none", "facts": ["f1"]}],
                "links": [{"to": "e-0", "kind": "follows", "facts": ["f0"], "why": b}, {"to": a, "kind": "context"}],
                "doubts": [{"code": "weekday-mismatch", "note": a, "report": "r-2"}],
                "merged_from": [a], "split_from": b, "why": [a],
            })
        },
    )
}

fn dossier() -> impl Strategy<Value = Dossier> {
    (proptest::collection::vec(event(), 0..4), words(), words(), words()).prop_map(|(events, a, b, url)| {
        let report = |id: &str, text: &str| {
            json!({"id": id, "title": a, "lang": "ru", "text": text, "source": {"name": b, "url": url}, "authors": [a],
                   "published": {"edtf": "2015-06-03", "from": "file"},
                   "original": {"path": a, "sha256": b, "media_type": a, "bytes": 21},
                   "set_aside": [{"why": "teaser", "text": a}, {"why": "comment", "text": b}],
                   "doubts": [{"code": "date-missing", "at": {"start": 0, "end": 1, "quote": b}}]})
        };
        let value = json!({"events": events, "reports": [report("r-1", TEXT), report("r-2", &b)]});
        serde_json::from_value(value).expect("a dossier")
    })
}

/// Markdown in which no tag stands but our own anchors and addresses.
fn check_markdown(markdown: &str) {
    for piece in markdown.split('<').skip(1) {
        let ours = ["a id=\"", "/a>", "https://", "http://"].iter().any(|start| piece.starts_with(start));
        assert!(ours, "<{}", piece.chars().take(40).collect::<String>());
    }
    assert!(!markdown.chars().any(|c| c.is_control() && c != '\n'));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_dossier_is_rendered_and_nothing_breaks_out(dossier in dossier()) {
        let facts: usize = dossier.events.iter().map(|event| event.facts.len()).sum();
        for style in styles() {
            check_html(&html(&dossier, &style));
            check_markdown(&markdown(&dossier, &style));
            for width in [0, 40, 80] {
                check_text(&text(&dossier, &Style { width, ..style }), width.max(20));
            }
            let csv = csv(&dossier, &style);
            prop_assert_eq!(csv.lines().count(), facts + 1);
            prop_assert!(!csv.chars().any(|c| c.is_control() && c != '\n'));
            serde_json::from_str::<Dossier>(&json(&dossier, &style)).expect("a dossier");
        }
    }
}

#[test]
fn only_web_addresses_become_links() {
    for (url, linked) in [
        ("https://a.example/x", true),
        ("HTTP://a.example", true),
        ("javascript:alert(1)", false),
        ("data:text/html,x", false),
        (" https://a.example/y\" onclick=\"x", true),
        ("//a.example", false),
    ] {
        let mut dossier = attack();
        dossier.reports.truncate(1);
        dossier.reports[0].report.source = Some(model::Source { name: None, url: Some(url.to_owned()) });
        let html = html(&dossier, &Style::default());
        assert_eq!(html.contains("<a class=\"url\""), linked, "{url}");
        assert!(!html.contains("\" onclick"), "{url}");
    }
}

#[test]
fn words_from_right_to_left_stay_by_themselves() {
    let mut dossier = attack();
    dossier.events[0].origins[0].voice = Some("مركز البحيرة".into());
    let text = text(&dossier, &Style::default());
    assert!(text.contains("\u{2068}مركز البحيرة\u{2069}"));
    assert!(html(&dossier, &Style::default()).contains("<bdi>مركز البحيرة</bdi>"));
}

#[test]
fn a_huge_dossier_is_rendered() {
    let mut dossier = attack();
    let event = dossier.events.remove(1);
    dossier.events =
        (0..1000).map(|n| model::Event { id: format!("e-{n:016x}").as_str().into(), ..event.clone() }).collect();
    let style = Style::default();
    assert!(text(&dossier, &style).lines().count() > 20_000);
    check_html(&html(&dossier, &style));
    assert_eq!(csv(&dossier, &style).lines().count(), 3001);
}
