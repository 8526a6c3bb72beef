//! Originals in, reports out: what a saved page comes to, and that nothing breaks on hostile bytes.

mod hostile;
mod page;
mod plain;
mod properties;

use khronika_reading::{Given, read};
use model::{BlockKind, Report};

/// The one report of an original.
fn report(bytes: &[u8], path: &str) -> Report {
    let mut reports = read(bytes, path, &Given::default()).expect("readable");
    assert_eq!(reports.len(), 1);
    let report = reports.remove(0);
    check_blocks(&report);
    report
}

/// Blocks lie inside the text, in its order, with an empty line between them and nothing else.
fn check_blocks(report: &Report) {
    let text: Vec<char> = report.text.chars().collect();
    let mut end = 0;
    for (at, block) in report.blocks.iter().enumerate() {
        assert_eq!(block.start, if at == 0 { 0 } else { end + 2 });
        assert!(block.end > block.start && block.end <= text.len());
        end = block.end;
    }
    assert_eq!(end, text.len());
}

/// Each block as its kind and its words.
fn blocks(report: &Report) -> Vec<(BlockKind, String)> {
    let text: Vec<char> = report.text.chars().collect();
    report.blocks.iter().map(|b| (b.kind, text[b.start..b.end].iter().collect())).collect()
}

/// What was set aside, as reason and words.
fn aside(report: &Report) -> Vec<(&'static str, &str)> {
    report.set_aside.iter().map(|aside| (aside.why.as_str(), aside.text.as_str())).collect()
}
