//! One line a fact, for spreadsheets and scripts. The header is the same in every language; `value` is worded,
//! `value_json` is the value as in the JSON.

use model::{Dossier, Event, Fact};

use crate::Style;
use crate::compose::Table;
use crate::line::{clean, shortened};

/// So many code points of a claim's words stand in a cell.
const QUOTE: usize = 2000;

const HEADER: [&str; 17] = [
    "event",
    "headline",
    "fact",
    "field",
    "value",
    "value_json",
    "modality",
    "status",
    "voices_for",
    "voices_against",
    "for",
    "against",
    "inferred",
    "reports",
    "addresses",
    "quotes",
    "quotes_against",
];

/// The facts of a dossier as CSV (RFC 4180, UTF-8, one line feed a line).
pub(crate) fn render(dossier: &Dossier, style: &Style) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut write = |cells: &[String]| writer.write_record(cells).expect("every line has as many cells as the header");
    write(&HEADER.map(str::to_owned));
    let mut table = Table::new(dossier, style);
    for (place, event) in dossier.events.iter().enumerate() {
        let headline = table.headline(place);
        table.enter(event);
        for fact in &event.facts {
            let cells = cells(&mut table, event, &headline, fact, dossier);
            write(&cells.map(|cell| guarded(&cell)));
        }
    }
    let bytes = writer.into_inner().expect("a list of bytes takes everything");
    String::from_utf8(bytes).expect("only text was written")
}

fn cells<'d>(
    table: &mut Table<'d>,
    event: &'d Event,
    headline: &str,
    fact: &'d Fact,
    dossier: &Dossier,
) -> [String; HEADER.len()] {
    let (affirmed, denied) = table.voices(fact);
    let json = serde_json::to_value(&fact.value).ok().and_then(|value| value.get("value").map(ToString::to_string));
    let mut reports = Vec::new();
    for support in fact.affirmed.iter().chain(&fact.denied) {
        if !reports.contains(&&support.report) {
            reports.push(&support.report);
        }
    }
    let mut addresses = Vec::new();
    for place in reports.iter().filter_map(|id| table.report(id)) {
        let source = dossier.reports[place].report.source.as_ref();
        addresses.extend(source.and_then(|source| source.url.as_deref()).map(clean));
    }
    let quotes = |supports: &[model::Support]| {
        let quotes = supports.iter().flat_map(|support| support.spans.iter()).map(|span| shortened(&span.quote, QUOTE));
        quotes.collect::<Vec<_>>().join(" | ")
    };
    [
        clean(event.id.as_str()),
        headline.to_owned(),
        clean(fact.id.as_str()),
        fact.value.field().to_string(),
        table.value(fact),
        clean(&json.unwrap_or_default()),
        fact.modality.to_string(),
        fact.status.to_string(),
        affirmed.len().to_string(),
        denied.len().to_string(),
        affirmed.join("; "),
        denied.join("; "),
        fact.inferred.to_string(),
        reports.iter().map(|id| clean(id.as_str())).collect::<Vec<_>>().join(" "),
        addresses.join(" "),
        quotes(&fact.affirmed),
        quotes(&fact.denied),
    ]
}

/// A cell that no spreadsheet runs as a formula: one that begins like one gets an apostrophe in front of it.
fn guarded(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    let risky = matches!(first, Some('=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠' | '\t' | '\r'));
    if risky { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_run_as_a_formula() {
        for (cell, expected) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            (" +1", "' +1"),
            ("@SUM", "'@SUM"),
            ("－1", "'－1"),
            ("3 June", "3 June"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), expected);
        }
    }
}
