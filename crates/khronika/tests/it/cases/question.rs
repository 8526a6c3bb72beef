//! What a line of a case asks of a dossier.

use model::Edtf;
use model::Relation::{Equal, Wider};
use serde_json::Value;

use super::page::Line;

/// The dossier's JSON.
pub(super) struct Dossier {
    events: Vec<Value>,
    reports: Vec<Value>,
}

/// "Ann Lind, Lantern Centre": whether a report has a person as one of a body.
fn is_of(report: &Value, wanted: &str) -> bool {
    let Some((person, body)) = wanted.split_once(", ") else { return false };
    let named = |entity: &&Value, name: &str| contains(&entity["name"], name);
    let body = list(report, "entities").find(|e| named(e, body)).map(|e| &e["id"]);
    body.is_some() && list(report, "entities").any(|e| named(&e, person) && Some(&e["body"]) == body)
}

impl Dossier {
    pub(super) fn parse(json: &str) -> Self {
        let mut dossier: Value = serde_json::from_str(json).expect("a dossier");
        let mut take = |name: &str| match dossier[name].take() {
            Value::Array(list) => list,
            other => panic!("{name} is no list: {other}"),
        };
        Dossier { events: take("events"), reports: take("reports") }
    }

    /// The place of the event that the first report tells of.
    fn main(&self) -> usize {
        let first = &self.reports[0]["id"];
        let tells = |event: &Value| list(event, "reports").any(|m| m["id"] == *first && m["role"] == "main");
        self.events.iter().position(tells).unwrap_or(0)
    }

    /// Whether a line about the main event holds.
    pub(super) fn main_holds(&self, line: &Line) -> bool {
        self.holds(self.main(), line)
    }

    /// Whether there is another event for which all lines hold.
    pub(super) fn other_holds(&self, lines: &[&Line]) -> bool {
        let main = self.main();
        (0..self.events.len()).any(|n| n != main && lines.iter().all(|line| self.holds(n, line)))
    }

    fn holds(&self, event: usize, line: &Line) -> bool {
        self.event_has(&self.events[event], line) != line.not
    }

    fn event_has(&self, event: &Value, line: &Line) -> bool {
        let wanted = line.value.as_str();
        match line.field.as_str() {
            "events" => wanted == self.events.len().to_string(),
            "voices" => wanted == list(event, "origins").count().to_string(),
            "link" => list(event, "links").any(|link| link["kind"] == wanted),
            "doubt" => self.reports.iter().chain([event]).any(|r| list(r, "doubts").any(|d| d["code"] == wanted)),
            "quote" => self.reports.iter().any(|r| list(r, "quotes").any(|q| contains(&q["speaker_name"], wanted))),
            "by" => self
                .reports
                .iter()
                .flat_map(|r| list(r, "claims"))
                .any(|claim| list(claim, "by_names").any(|name| contains(name, wanted))),
            "body" => self.reports.iter().any(|report| is_of(report, wanted)),
            kind @ ("person" | "organisation" | "authority" | "place") => self.names(kind, wanted),
            _ => self.fact(event, line),
        }
    }

    fn names(&self, kind: &str, wanted: &str) -> bool {
        let mut entities = self.reports.iter().flat_map(|report| list(report, "entities"));
        entities.any(|e| {
            e["kind"] == kind && (contains(&e["name"], wanted) || list(e, "aliases").any(|a| contains(a, wanted)))
        })
    }

    fn fact(&self, event: &Value, line: &Line) -> bool {
        let is =
            |fact: &&Value| fact["field"] == line.field.as_str() && value_is(&line.field, &fact["value"], &line.value);
        let modality = |fact: &Value| fact["modality"].as_str().unwrap_or("actual").to_owned();
        let mut facts = list(event, "facts").filter(is);
        match line.mark.as_deref() {
            None if line.field == "act" => facts.any(|f| modality(f) == "actual" && f["status"] != "denied"),
            None => facts.next().is_some(),
            Some("denied") => facts.any(|f| f["status"] == "denied") || self.claim(event, line, "polarity", "denied"),
            Some(mark @ ("corroborated" | "single-source" | "contested")) => facts.any(|f| f["status"] == mark),
            Some(mark) => facts.any(|f| modality(f) == mark) || self.claim(event, line, "modality", mark),
        }
    }

    /// Whether a report that tells of the event claims the value in this way.
    fn claim(&self, event: &Value, line: &Line, key: &str, mark: &str) -> bool {
        let tells = |report: &&Value| list(event, "reports").any(|m| m["id"] == report["id"]);
        let mut claims = self.reports.iter().filter(tells).flat_map(|report| list(report, "claims"));
        claims.any(|c| {
            c["field"] == line.field.as_str() && c[key] == mark && value_is(&line.field, &c["value"], &line.value)
        })
    }
}

fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value[name].as_array().into_iter().flatten()
}

fn contains(value: &Value, wanted: &str) -> bool {
    value.as_str().is_some_and(|text| text.to_lowercase().contains(&wanted.to_lowercase()))
}

/// Any text of a value, but not the identifiers.
fn anywhere(value: &Value, wanted: &str) -> bool {
    let ids = ["entity", "to", "by", "owner", "time"];
    let fields = value.as_object().into_iter().flatten();
    fields.filter(|(name, _)| !ids.contains(&name.as_str())).any(|(_, value)| contains(value, wanted))
}

fn value_is(field: &str, value: &Value, wanted: &str) -> bool {
    match field {
        "act" => value["code"] == wanted,
        "when" if wanted.contains(':') => value["clock"] == wanted,
        "when" => value["edtf"].as_str().is_some_and(|edtf| within(edtf, wanted)),
        "where" => {
            value["country"] == wanted || ["name", "region", "city"].iter().any(|part| contains(&value[part], wanted))
        }
        "casualties" => counted(value, wanted),
        "outcome" | "response" => who_and_what(value, "kind", wanted),
        "alerted" => who_and_what(value, "answer", wanted),
        _ => anywhere(value, wanted),
    }
}

fn within(edtf: &str, wanted: &str) -> bool {
    let (Ok(edtf), Ok(wanted)) = (Edtf::parse(edtf), Edtf::parse(wanted)) else { return edtf == wanted };
    matches!(wanted.relation(&edtf), Equal | Wider)
}

/// `injured`, or `injured 2`.
fn counted(value: &Value, wanted: &str) -> bool {
    let (kind, number) = wanted.split_once(' ').unwrap_or((wanted, ""));
    let Ok(number) = number.parse::<u64>() else { return value["kind"] == kind };
    let (min, max) = (value["number"]["min"].as_u64(), value["number"]["max"].as_u64());
    value["kind"] == kind
        && (min, max) != (None, None)
        && min.is_none_or(|n| n <= number)
        && max.is_none_or(|n| n >= number)
}

/// `Anna Okello escaped`: the name, then the code; or only one of them.
fn who_and_what(value: &Value, code: &str, wanted: &str) -> bool {
    let (who, what) = wanted.rsplit_once(' ').unwrap_or(("", wanted));
    value[code] == what && (who.is_empty() || contains(&value["name"], who)) || contains(&value["name"], wanted)
}
