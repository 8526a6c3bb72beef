//! The house stands as `docs/ARCHITECTURE.md` draws it: which crate may use which, and what the pure crates may not
//! touch. Both are read from the manifests and the sources, and the reading itself is tested on bad samples.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use source::forbidden_uses;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates/khronika lies two below").to_owned()
}

/// What a crate may use: the rows of the table under "## Arrows" in the architecture.
fn allowed(page: &str) -> BTreeMap<String, Allowed> {
    let table = page.split("## Arrows").nth(1).expect("the page has the section \"Arrows\"");
    let rows = table.lines().skip_while(|l| !l.starts_with('|')).take_while(|l| l.starts_with('|')).skip(2);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let name = cells[0].trim_matches('`').to_owned();
        let uses = cells[1].split(',').map(|c| c.trim().trim_matches('`').to_owned()).filter(|c| c != "–").collect();
        (name, Allowed { uses, pure: cells[2] == "yes", rayon: cells[3] == "yes" })
    })
    .collect()
}

#[derive(Debug)]
struct Allowed {
    uses: BTreeSet<String>,
    pure: bool,
    rayon: bool,
}

/// Every dependency that a manifest names, in whatever section, by the name of its package without our prefix.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    fn collect(table: &toml::Table, found: &mut BTreeSet<String>) {
        for (key, value) in table {
            let Some(inner) = value.as_table() else { continue };
            if key.ends_with("dependencies") {
                for (name, how) in inner {
                    let package = how.get("package").and_then(toml::Value::as_str).unwrap_or(name);
                    found.insert(package.trim_start_matches("khronika-").to_owned());
                }
            } else {
                collect(inner, found);
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(&manifest.parse().expect("a manifest is TOML"), &mut found);
    found
}

/// What is wrong with a crate's manifest.
fn bad_arrows(name: &str, manifest: &str, allowed: &BTreeMap<String, Allowed>) -> Vec<String> {
    let Some(rule) = allowed.get(name) else { return vec![format!("{name} has no row in the table of arrows")] };
    let mut bad = Vec::new();
    for used in dependencies(manifest) {
        if allowed.contains_key(&used) && !rule.uses.contains(&used) {
            bad.push(format!("{name} may not use {used}"));
        }
        if used == "rayon" && !rule.rayon {
            bad.push(format!("{name} may not use rayon"));
        }
    }
    bad
}

fn crates() -> Vec<(String, PathBuf)> {
    let mut found = vec![("xtask".to_owned(), root().join("xtask"))];
    for entry in fs::read_dir(root().join("crates")).expect("the crates are there") {
        let entry = entry.expect("readable");
        found.push((entry.file_name().into_string().expect("ASCII"), entry.path()));
    }
    found.sort();
    found
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn table() -> BTreeMap<String, Allowed> {
    allowed(&fs::read_to_string(root().join("docs/ARCHITECTURE.md")).expect("the architecture is there"))
}

#[test]
fn every_arrow_is_allowed() {
    let table = table();
    let bad: Vec<String> = crates()
        .iter()
        .flat_map(|(name, folder)| {
            let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("each crate has a manifest");
            bad_arrows(name, &manifest, &table)
        })
        .collect();
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    let built: BTreeSet<String> = crates().into_iter().map(|(name, _)| name).collect();
    let drawn: BTreeSet<String> = table.into_keys().collect();
    assert_eq!(built, drawn, "the table of arrows names exactly the crates that there are");
}

#[test]
fn pure_crates_touch_nothing_outside() {
    let table = table();
    let mut bad = Vec::new();
    for (name, folder) in crates().iter().filter(|(name, _)| table.get(name).is_some_and(|rule| rule.pure)) {
        let mut files = Vec::new();
        sources(&folder.join("src"), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).expect("sources are text");
            let uses = forbidden_uses(&text);
            bad.extend(uses.into_iter().map(|used| format!("{name}: {} uses {used}", file.display())));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

const SAMPLE: &str = "
## Arrows

| crate | may use | pure | rayon |
|---|---|---|---|
| `model` | – | yes | |
| `reading` | `model` | yes | |
| `corroboration` | `model` | yes | yes |
";

#[test]
fn a_wrong_arrow_is_seen() {
    let table = allowed(SAMPLE);
    let check = |name: &str, manifest: &str, expect: &[&str]| {
        assert_eq!(bad_arrows(name, manifest, &table), expect, "{name}: {manifest}");
    };
    check("reading", "[dependencies]\nmodel.workspace = true\nserde = \"1\"", &[]);
    check("model", "[dependencies]\nreading.workspace = true", &["model may not use reading"]);
    check("reading", "[dev-dependencies]\ncorroboration.workspace = true", &["reading may not use corroboration"]);
    check("model", "[build-dependencies]\nreading.workspace = true", &["model may not use reading"]);
    check("model", "[target.'cfg(unix)'.dependencies]\nreading = \"1\"", &["model may not use reading"]);
    check(
        "model",
        "[dependencies]\nx = { path = \"../y\", package = \"khronika-reading\" }",
        &["model may not use reading"],
    );
    check("reading", "[dependencies]\nrayon = \"1\"", &["reading may not use rayon"]);
    check("corroboration", "[dependencies]\nrayon = \"1\"", &[]);
    check("shed", "", &["shed has no row in the table of arrows"]);
}
