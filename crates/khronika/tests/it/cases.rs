//! Cases that a researcher can write: a Markdown file with a short report or two, then what must come out.
//! CONTRIBUTING.md says how they are written; this reads and runs them.

mod page;
mod question;

use std::path::PathBuf;

use page::{Case, Line};
use question::Dossier;

use crate::program::{Folder, root};

fn files() -> Vec<PathBuf> {
    let folder = root().join("crates/khronika/tests/cases");
    let mut files = Vec::new();
    for language in std::fs::read_dir(folder).expect("the cases are there") {
        let language = language.expect("readable").path();
        files.extend(std::fs::read_dir(language).expect("readable").map(|entry| entry.expect("readable").path()));
    }
    files.retain(|file| file.extension().is_some_and(|e| e == "md"));
    files.sort();
    files
}

#[test]
fn every_case_holds() {
    let files = files();
    assert!(files.len() >= 20, "the cases are found");
    let mut wrong = Vec::new();
    for file in files {
        let name = file.strip_prefix(root()).expect("in the repository").display().to_string();
        let text = std::fs::read_to_string(&file).expect("readable");
        match Case::parse(&text) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(case) => wrong.extend(run(&case).into_iter().map(|line| format!("{name}:{line}"))),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every line of a case that does not hold, or that holds and is marked as a known miss.
fn run(case: &Case) -> Vec<String> {
    let folder =
        case.reports.iter().enumerate().fold(Folder::new(), |folder, (n, report)| {
            folder.file(&format!("{}.{}", n + 1, report.ending), &report.text)
        });
    let names: Vec<String> = case.reports.iter().enumerate().map(|(n, r)| format!("{}.{}", n + 1, r.ending)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let run = folder.run(&[&["dossier", "--format", "json", "--quiet"][..], &names].concat());
    if run.exit != 0 {
        return vec![format!("1: the program ended with {}: {}", run.exit, run.stderr)];
    }
    let dossier = Dossier::parse(&run.stdout);
    let mut wrong: Vec<String> = case.main.iter().filter_map(|line| judge(line, dossier.main_holds(line))).collect();
    for group in &case.others {
        let plain: Vec<&Line> = group.iter().filter(|line| !line.known_miss).collect();
        if !plain.is_empty() && !dossier.other_holds(&plain) {
            wrong.push(format!("{}: no other event has all of: {}", plain[0].number, shown(&plain)));
        }
        for miss in group.iter().filter(|line| line.known_miss) {
            let with: Vec<&Line> = plain.iter().copied().chain([miss]).collect();
            wrong.extend(judge(miss, dossier.other_holds(&with)));
        }
    }
    wrong
}

fn judge(line: &Line, holds: bool) -> Option<String> {
    match (line.known_miss, holds) {
        (false, true) | (true, false) => None,
        (false, false) => Some(format!("{}: does not hold: {}", line.number, line.text)),
        (true, true) => Some(format!("{}: holds now, take the mark away: {}", line.number, line.text)),
    }
}

fn shown(lines: &[&Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_line_that_does_not_hold_is_seen() {
    let text = "# A case\n```report\nDate: 2019-06-04\n\nPolice detained the lawyer Okello Otim in Gulu on 3 June 2019.\n```\n";
    let check = |lines: &str, expect: &[&str]| {
        let case = Case::parse(&format!("{text}{lines}")).expect("a case");
        assert_eq!(run(&case), expect, "{lines}");
    };
    check("- act: detention\n- place: Gulu\n- not act: arson", &[]);
    check("- act: arson", &["7: does not hold: act: arson"]);
    check("- not act: detention", &["7: does not hold: not act: detention"]);
    check("- known miss: act: arson", &[]);
    check("- known miss: act: detention", &["7: holds now, take the mark away: act: detention"]);
    check("Other event:\n- act: arson\n- when: 2018", &["8: no other event has all of: act: arson; when: 2018"]);
}
