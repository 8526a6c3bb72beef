//! Reports made by hand: claims with the words that say so; everything else is filled in.

use model::*;
use serde_json::{Value as Json, json};

/// A report from compact JSON: `claims` have a `quote` instead of spans, `entities` a `name` that stands in the text,
/// and terms are the words of the text with more than three letters.
pub(crate) fn report(line: &Json) -> Extracted {
    let mut line = line.clone();
    let text = line["text"].as_str().expect("a text").to_owned();
    let span = |quote: &str| {
        let at = text.find(quote).unwrap_or_else(|| panic!("\"{quote}\" stands in the text"));
        let start = text[..at].chars().count();
        json!([{"start": start, "end": start + quote.chars().count(), "quote": quote}])
    };
    for (n, claim) in line.get_mut("claims").and_then(Json::as_array_mut).into_iter().flatten().enumerate() {
        claim["id"] = json!(format!("c{}", n + 1));
        claim["spans"] = span(claim["quote"].as_str().expect("a quote"));
        if claim.get("event").is_none() {
            claim["event"] = json!("e1");
        }
    }
    for entity in line.get_mut("entities").and_then(Json::as_array_mut).into_iter().flatten() {
        let name = entity["name"].as_str().expect("a name").to_owned();
        entity["spans"] = span(&name);
        let last = name.split(' ').next_back().expect("a word").to_lowercase();
        let keys = if entity["kind"] == "person" { vec![name.to_lowercase(), last] } else { vec![name.to_lowercase()] };
        entity["keys"] = json!(keys);
    }
    if line.get("events").is_none() {
        line["events"] = json!([{"id": "e1", "role": "main"}]);
    }
    let mut terms: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3) {
        *terms.entry(word.to_owned()).or_default() += 1;
    }
    line["terms"] = json!(terms);
    serde_json::from_value(line).expect("a report")
}

/// The facts of an event as lines: field, value in short, status, voices.
pub(crate) fn lines(event: &Event) -> Vec<String> {
    event.facts.iter().map(line).collect()
}

fn line(fact: &Fact) -> String {
    let voices = |of: &[Support]| {
        let mut ids: Vec<&str> = of.iter().map(|s| s.origin.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.join(" ")
    };
    let mut line =
        format!("{}: {} – {}: {}", fact.value.field(), short(&fact.value), fact.status, voices(&fact.affirmed));
    if !fact.denied.is_empty() {
        line.push_str(&format!(", against {}", voices(&fact.denied)));
    }
    line
}

fn short(value: &Value) -> String {
    let json = serde_json::to_value(value).expect("a value");
    let value = &json["value"];
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let number = value["number"]["min"].as_u64().map(|n| n.to_string());
    let parts = ["code", "name", "description", "city", "edtf", "clock", "type", "kind", "answer"];
    parts.iter().filter_map(|key| text(key)).chain(number).collect::<Vec<_>>().join(" ")
}
