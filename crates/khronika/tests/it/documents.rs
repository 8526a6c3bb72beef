//! The documents say what is so: the README shows what its command prints, and every dependency has its reason.

use std::collections::BTreeSet;
use std::fs;

use crate::program::{root, run_in};

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The lines of the first fence after `mark`.
fn fence(page: &str, mark: &str) -> Vec<String> {
    let after = page.split(mark).nth(1).unwrap_or_else(|| panic!("the page has \"{mark}\""));
    let lines = after.lines().skip_while(|line| !line.starts_with("```")).skip(1);
    lines.take_while(|line| !line.starts_with("```")).map(str::to_owned).collect()
}

/// Whether the shown lines stand in the output in one piece; a line `…` stands for any lines between two pieces.
fn shows(shown: &[String], output: &str) -> Result<(), String> {
    let output: Vec<&str> = output.lines().map(str::trim_end).collect();
    let mut from = 0;
    for piece in shown.split(|line| line.trim() == "…").filter(|piece| !piece.is_empty()) {
        let found = output[from..]
            .windows(piece.len())
            .position(|lines| lines.iter().zip(piece).all(|(a, b)| *a == b.trim_end()));
        let Some(at) = found else { return Err(piece.join("\n")) };
        from += at + piece.len();
    }
    Ok(())
}

#[test]
fn the_readme_shows_what_its_command_prints() {
    let readme = page("README.md");
    let command = fence(&readme, "<!-- main command -->").join(" ");
    let arguments = command.trim_start_matches("$ ").strip_prefix("cargo run --release -- ").expect("it runs khronika");
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let run = run_in(&root(), &arguments, b"");
    assert_eq!(run.exit, 0, "{}", run.stderr);
    if let Err(piece) = shows(&fence(&readme, "<!-- its output -->"), &run.stdout) {
        panic!(
            "README.md shows lines that `{command}` does not print:\n\n{piece}\n\n\
             To mend it, run the command and copy the part that is to be shown between the fences after \
             \"<!-- its output -->\"; a line … stands for what is left out."
        );
    }
}

#[test]
fn an_excerpt_that_is_not_in_the_output_is_seen() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(shows(&lines("a\n…\nc\nd"), "a\nb\nc  \nd\ne"), Ok(()));
    assert_eq!(shows(&lines("a\nc"), "a\nb\nc"), Err("a\nc".to_owned()));
    assert_eq!(shows(&lines("c\n…\na"), "a\nb\nc"), Err("a".to_owned()));
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest: toml::Table = page("Cargo.toml").parse().expect("TOML");
    let dependencies = manifest["workspace"]["dependencies"].as_table().expect("the workspace's dependencies");
    let foreign = dependencies.iter().filter(|(_, how)| how.get("path").is_none()).map(|(name, _)| name.clone());
    let foreign: BTreeSet<String> = foreign.collect();
    let page = page("docs/DEPENDENCIES.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let named: BTreeSet<String> = rows.map(|(name, _)| name.to_owned()).collect();
    assert_eq!(named, foreign, "docs/DEPENDENCIES.md has a row for each dependency of Cargo.toml and for no other");
}

#[test]
fn every_dependency_is_used() {
    let manifest: toml::Table = page("Cargo.toml").parse().expect("TOML");
    let dependencies = manifest["workspace"]["dependencies"].as_table().expect("the workspace's dependencies");
    let crates = fs::read_dir(root().join("crates")).expect("readable").map(|entry| entry.expect("readable").path());
    let manifests: Vec<String> = crates
        .chain([root().join("xtask")])
        .map(|folder| fs::read_to_string(folder.join("Cargo.toml")).expect("each crate has a manifest"))
        .collect();
    let used =
        |name: &str| manifests.iter().any(|m| m.lines().any(|line| line.starts_with(&format!("{name}.workspace"))));
    let idle: Vec<&String> = dependencies.keys().filter(|name| !used(name)).collect();
    assert!(idle.is_empty(), "in Cargo.toml and in no crate: {idle:?}");
}

#[test]
fn every_crate_takes_its_dependencies_from_the_workspace() {
    for entry in fs::read_dir(root().join("crates")).expect("readable") {
        let path = entry.expect("readable").path().join("Cargo.toml");
        let manifest: toml::Table = fs::read_to_string(&path).expect("readable").parse().expect("TOML");
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (name, how) in manifest.get(section).and_then(|s| s.as_table()).into_iter().flatten() {
                assert!(how.get("workspace").is_some(), "{}: {name} names a version of its own", path.display());
            }
        }
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/ARCHITECTURE.md"];
    for name in pages.into_iter().chain(["docs/GLOSSARY.md", "docs/INTERFACES.md", "docs/DEPENDENCIES.md"]) {
        let text = page(name);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let path = link.split('#').next().unwrap_or_default();
            let from = root().join(name);
            let folder = from.parent().expect("a page lies in a folder");
            let outside = path.starts_with("http") || path.is_empty();
            assert!(outside || folder.join(path).exists(), "{name}: the link {link} leads nowhere");
        }
    }
}

#[test]
fn every_act_and_every_doubt_stands_in_the_glossary() {
    let glossary = page("docs/GLOSSARY.md");
    let acts = model::ActCode::ALL.iter().map(|act| act.as_str());
    let doubts = model::DoubtCode::ALL.iter().map(|doubt| doubt.as_str());
    for code in acts.chain(doubts) {
        assert!(glossary.contains(&format!("`{code}`")), "docs/GLOSSARY.md does not have `{code}`");
    }
}
