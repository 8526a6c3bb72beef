//! Makes `data/terms.tsv`: how many of ten thousand reports have a term. Extracted reports in (JSON lines, from texts
//! that are openly licensed: docs/DATA.md names them), the table out.
//!
//! ```text
//! khronika extract train.jsonl | cargo run --release -p khronika-corroboration --example term_frequencies > terms.tsv
//! ```

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use model::{Extracted, Language};

/// A term in fewer reports of a language than this is as rare as one that nobody has seen.
const LEAST: u32 = 3;

/// The texts behind the table that is shipped.
const FROM: &str = "UD English-EWT and -GUM (six open genres), WikiGold, MEANTIME, re3d, UD Russian-Taiga and -PUD, \
                    OpenCorpora, NEREL (Wikinews)";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut reports: BTreeMap<Option<Language>, u32> = BTreeMap::new();
    let mut with_term: BTreeMap<(Option<Language>, String), u32> = BTreeMap::new();
    for line in std::io::stdin().lock().lines() {
        let report: Extracted = serde_json::from_str(&line?)?;
        *reports.entry(report.report.lang).or_default() += 1;
        for term in report.terms.into_keys() {
            *with_term.entry((report.report.lang, term)).or_default() += 1;
        }
    }
    let mut table: BTreeMap<String, u32> = BTreeMap::new();
    for ((language, term), n) in with_term.into_iter().filter(|(_, n)| *n >= LEAST) {
        let share = (10_000 * n).div_ceil(reports[&language]);
        let known = table.entry(term).or_default();
        *known = share.max(*known);
    }
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "# Made by examples/term_frequencies.rs: term, and how many of ten thousand texts of its language have it."
    )?;
    writeln!(out, "# From {FROM}; CC BY-SA 4.0.")?;
    for (term, share) in table {
        writeln!(out, "{term}\t{share}")?;
    }
    Ok(())
}
