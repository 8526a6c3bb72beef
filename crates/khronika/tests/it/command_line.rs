//! What holds for every command: where the result goes, exit codes, order, the same bytes at any number of threads.

use crate::program::{Folder, Run, root, run_in};

fn examples(arguments: &[&str]) -> Run {
    let run = run_in(&root(), arguments, b"");
    assert_eq!(run.exit, 0, "{arguments:?}: {}", run.stderr);
    run
}

#[test]
fn the_same_bytes_at_any_number_of_threads() {
    for arguments in [&["read"][..], &["dossier", "--format", "json"], &["dossier", "--format", "html"]] {
        let with = |jobs| examples(&[arguments, &["--jobs", jobs, "examples/reports"]].concat()).stdout;
        assert!(with("1") == with("2"), "{arguments:?} differs with the number of threads");
    }
}

/// What a dossier says, without what names it: the facts of all events in a sorted list.
fn facts(json: &str) -> Vec<String> {
    let dossier: serde_json::Value = serde_json::from_str(json).expect("a dossier");
    let events = dossier["events"].as_array().expect("events");
    let facts = events.iter().flat_map(|e| e["facts"].as_array().expect("facts"));
    let mut facts: Vec<String> = facts.map(|f| format!("{} {} {}", f["field"], f["value"], f["status"])).collect();
    facts.sort();
    facts
}

#[test]
fn the_order_of_the_files_changes_no_fact() {
    let mut files: Vec<String> = std::fs::read_dir(root().join("examples/reports"))
        .expect("the examples are there")
        .map(|entry| format!("examples/reports/{}", entry.expect("readable").file_name().display()))
        .collect();
    files.sort();
    let dossier = |files: &[String]| {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        facts(&examples(&[&["dossier", "--format", "json", "--quiet"][..], &files].concat()).stdout)
    };
    let sorted = dossier(&files);
    assert!(!sorted.is_empty());
    for turn in [files.len() - 1, 7, 3] {
        files.rotate_left(turn);
        files.reverse();
        assert_eq!(dossier(&files), sorted);
    }
}

#[test]
fn the_steps_one_by_one_give_what_the_dossier_is_made_of() {
    let read = examples(&["read", "examples/reports"]).stdout;
    let extracted = run_in(&root(), &["extract"], read.as_bytes()).stdout;
    let events = run_in(&root(), &["corroborate"], extracted.as_bytes()).stdout;
    let dossier = examples(&["dossier", "--format", "json", "examples/reports"]).stdout;
    let dossier: serde_json::Value = serde_json::from_str(&dossier).expect("a dossier");
    let lines = |text: &str| -> Vec<serde_json::Value> {
        text.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
    };
    assert_eq!(dossier["events"], serde_json::Value::from(lines(&events)));
    // A dossier also completes the times of its reports by what the others tell.
    let without_times = |reports: &[serde_json::Value]| -> Vec<serde_json::Value> {
        let mut reports = reports.to_vec();
        reports.iter_mut().for_each(|report| report["times"] = serde_json::Value::Null);
        reports
    };
    let of_dossier = without_times(dossier["reports"].as_array().expect("reports"));
    assert!(of_dossier == without_times(&lines(&extracted)), "the reports differ in more than their times");
}

#[test]
fn the_examples_in_two_increments_give_the_same_facts_and_keep_identifiers() {
    let read = examples(&["read", "examples/reports"]).stdout;
    let extracted = run_in(&root(), &["extract"], read.as_bytes()).stdout;
    let lines: Vec<&str> = extracted.lines().collect();
    let whole = facts(&examples(&["dossier", "--format", "json", "examples/reports"]).stdout);
    // Cut so that each place has reports on both sides: every other line.
    let half = |odd: usize| lines.iter().skip(odd).step_by(2).map(|l| format!("{l}\n")).collect::<String>();
    let folder = Folder::new().file("none.json", r#"{"khronika": 1, "events": [], "reports": []}"#);
    let first = folder.pipe(&["corroborate", "--quiet", "--into", "none.json"], half(0)).stdout;
    let folder = folder.file("first.json", &first);
    let second = folder.pipe(&["corroborate", "--quiet", "--into", "first.json"], half(1)).stdout;
    assert_eq!(facts(&second), whole);
    let events = |json: &str| -> Vec<serde_json::Value> {
        serde_json::from_str::<serde_json::Value>(json).expect("a dossier")["events"]
            .as_array()
            .expect("events")
            .clone()
    };
    for before in events(&first) {
        let is_it = |after: &serde_json::Value| {
            let merged = after["merged_from"].as_array().is_some_and(|ids| ids.contains(&before["id"]));
            after["id"] == before["id"] || merged
        };
        assert_eq!(events(&second).iter().filter(|e| is_it(e)).count(), 1, "{} goes on in one event", before["id"]);
    }
}

#[test]
fn no_path_but_the_one_that_was_given() {
    let here = root().display().to_string();
    for format in ["text", "md", "html", "json", "csv"] {
        let out = examples(&["dossier", "--format", format, "examples/reports"]).stdout;
        assert!(!out.contains(&here) && !out.contains("/home/") && !out.contains("/root"), "{format}");
    }
}

#[test]
fn empty_input_is_empty_output() {
    for command in ["extract", "corroborate"] {
        let run = Folder::new().pipe(&[command], "");
        assert_eq!((run.exit, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{command}");
    }
}

#[test]
fn what_the_command_line_says_of_reports_that_do_not() {
    let folder = Folder::new().file("a.txt", "Police detained Anna Okello in Gulu.\n");
    let given = ["--source", "Desk", "--url", "https://desk.example/1", "--published", "2019-06"];
    let run = folder.run(&[&["read", "a.txt"][..], &given].concat());
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a report");
    assert_eq!(report["source"], serde_json::json!({"name": "Desk", "url": "https://desk.example/1"}));
    assert_eq!(report["published"]["edtf"], "2019-06");
    let piped = folder.pipe(&[&["extract"][..], &given].concat(), "{\"id\": \"a\", \"text\": \"Anna was beaten.\"}");
    let report: serde_json::Value = serde_json::from_str(&piped.stdout).expect("a report");
    assert_eq!(report["source"]["name"], "Desk");
    assert_eq!(report["published"]["edtf"], "2019-06");
}

#[test]
fn a_file_for_the_result_appears_whole() {
    let folder = Folder::new().file("a.txt", "Police detained Anna Okello in Gulu.\n").file("out.jsonl", "old");
    let run = folder.run(&["read", "a.txt", "-o", "out.jsonl"]);
    assert_eq!((run.exit, run.stdout.as_str()), (0, ""), "{run:?}");
    let written = std::fs::read_to_string(folder.path().join("out.jsonl")).expect("written");
    assert!(written.starts_with("{\"khronika\":1,") && written.ends_with("}\n"), "{written}");
    assert_eq!(folder.run(&["read", "nowhere.txt", "-o", "out.jsonl"]).exit, 3);
    assert_eq!(std::fs::read_to_string(folder.path().join("out.jsonl")).expect("still there"), written);
    assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 2, "no temporary file stays");
}

#[test]
fn a_wrong_command_line_is_exit_code_2() {
    for arguments in [&["fly"][..], &["read"], &["read", "--jobs", "0", "a"], &["dossier", "--format", "pdf", "a"]] {
        let run = Folder::new().run(arguments);
        assert_eq!((run.exit, run.stdout.as_str()), (2, ""), "{arguments:?}");
    }
}

#[test]
fn quiet_says_errors_only() {
    let folder = Folder::new().file("d/a.txt", "Police detained Anna Okello in Gulu.\n").file("d/.hidden", "x");
    let loud = folder.run(&["read", "d"]).stderr;
    assert!(loud.contains("warning: d/.hidden: hidden, left out") && loud.contains("doubts: date-missing 1"), "{loud}");
    assert_eq!(folder.run(&["read", "--quiet", "d"]).stderr, "");
}

#[test]
fn colour_only_where_it_is_asked_for() {
    let escapes = |color: &str| examples(&["dossier", "--color", color, "examples/reports"]).stdout.contains('\u{1b}');
    assert!(escapes("always"));
    assert!(!escapes("never"));
    assert!(!escapes("auto"), "a pipe is no terminal");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_khronika"))
        .args(["read", "--quiet"])
        .args(std::iter::repeat_n("examples/reports", 50))
        .current_dir(root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 10];
    child.stdout.take().expect("piped").read_exact(&mut first).expect("it writes");
    let done = child.wait_with_output().expect("it ends");
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn completions_and_manual_pages_come_from_the_same_definition() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = folder.run(&["completions", shell]).stdout;
        assert!(script.contains("dossier") && script.contains("max-bytes"), "{shell}");
    }
    assert_eq!(folder.run(&["man", "pages"]).exit, 0);
    let page = std::fs::read_to_string(folder.path().join("pages/khronika-dossier.1")).expect("written");
    assert!(page.contains("\\-\\-max\\-bytes"), "{page}");
    assert!(folder.run(&["man", "-"]).stdout.contains(".TH khronika-dossier 1"));
}
