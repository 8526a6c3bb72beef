//! `train judge`: learns the tables of `crates/extraction/models` from labelled reports.

use std::path::Path;

use anyhow::Context;
use extraction::learning::{Labelled, Telex, learn, learn_telex};
use model::{Language, PerpetratorType, Report};
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    gold: Gold,
}

#[derive(Deserialize)]
struct Gold {
    perpetrator_type: Option<String>,
    victims: Vec<Victim>,
    country: Option<String>,
    region: Option<String>,
    city: Option<String>,
    year: Option<i32>,
    month: Option<i32>,
    day: Option<i32>,
}

#[derive(Deserialize)]
struct Victim {
    name: Option<String>,
}

#[derive(Deserialize)]
struct TelexItem {
    gold: Roles,
}

#[derive(Deserialize)]
struct Roles {
    perpetrator_individual: Vec<Vec<String>>,
    perpetrator_organisation: Vec<Vec<String>>,
    target: Vec<Vec<String>>,
    victim: Vec<Vec<String>>,
    weapon: Vec<Vec<String>>,
}

/// Learns the tables, or, with `check`, says whether the files are what would be learnt.
pub(crate) fn run(data: &Path, models: &Path, check: bool) -> anyhow::Result<()> {
    let lines = crate::train_names::unpacked(&data.join("claims.train.jsonl.xz"))?;
    let labelled = lines.lines().map(labelled).collect::<anyhow::Result<Vec<_>>>()?;
    let lines = crate::train_names::unpacked(&data.join("roles.train.jsonl.xz"))?;
    let telexes = lines.lines().map(telex).collect::<anyhow::Result<Vec<_>>>()?;
    for (file, text) in [("judge.tsv", learn(&labelled)), ("telex.en.tsv", learn_telex(&telexes))] {
        let path = models.join(file);
        if check {
            let same = std::fs::read_to_string(&path).is_ok_and(|old| old == text);
            anyhow::ensure!(same, "{} is not what `cargo xtask train judge` makes", path.display());
        } else {
            std::fs::write(&path, &text).with_context(|| path.display().to_string())?;
        }
        crate::chore::say(&format!("{}: {} lines", path.display(), text.lines().count()));
    }
    Ok(())
}

fn telex(line: &str) -> anyhow::Result<Telex> {
    let report = Report { lang: Some(Language::EN), ..serde_json::from_str(line)? };
    let TelexItem { gold } = serde_json::from_str(line)?;
    let fillers = [gold.perpetrator_individual, gold.perpetrator_organisation, gold.target, gold.victim, gold.weapon];
    Ok(Telex { report, fillers })
}

fn labelled(line: &str) -> anyhow::Result<Labelled> {
    let report = Report { lang: Some(Language::EN), ..serde_json::from_str(line)? };
    let Item { gold } = serde_json::from_str(line)?;
    let victims = gold.victims.into_iter().filter_map(|v| v.name);
    Ok(Labelled {
        report,
        victims: victims.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect(),
        place: [gold.country, gold.region, gold.city],
        date: [gold.year, gold.month, gold.day],
        perpetrator: gold.perpetrator_type.as_deref().and_then(kind),
    })
}

/// The data's kinds of perpetrators in ours; those that it calls unknown say nothing.
fn kind(name: &str) -> Option<PerpetratorType> {
    match name {
        "state actor" | "other state actors" => Some(PerpetratorType::State),
        "other actors with permissions" => Some(PerpetratorType::StateAcquiescence),
        "other non-state actors" | "other actors without permissions" | "regional orgs" => {
            Some(PerpetratorType::NonState)
        }
        _ => None,
    }
}
