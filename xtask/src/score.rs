//! `cargo xtask score`: the figures of the program on labelled reports, held against floors that only rise.
//!
//! The measures lie beside the repository and not in it; without them the chore says so and passes.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::chore::{binary, output, root, run, say, shared};

/// Task → figure → the least that it may be.
type Figures = BTreeMap<String, BTreeMap<String, f64>>;

/// A figure may be this much under its floor: the last digit that the measures print.
const SLACK: f64 = 0.05;

/// What was asked for.
#[derive(Default)]
struct Asked<'a> {
    tasks: Vec<&'a str>,
    raise: bool,
    rest: Vec<&'a str>,
}

fn asked<'a>(arguments: &[&'a str]) -> anyhow::Result<Asked<'a>> {
    let mut asked = Asked::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match *argument {
            "--task" => asked.tasks.push(arguments.next().context("--task needs the name of a task")?),
            "--raise" => asked.raise = true,
            "--limit" => asked.rest.extend(["--limit", arguments.next().context("--limit needs a number")?]),
            other => bail!("cargo xtask score [--task NAME]… [--limit N] [--raise]; \"{other}\" is not known"),
        }
    }
    if asked.raise && !asked.rest.is_empty() {
        bail!("--raise needs the figures of all items; leave out --limit");
    }
    Ok(asked)
}

/// Runs the measures and compares; with `--raise` writes the better figures as the new floors.
pub(crate) fn run_all(arguments: &[&str]) -> anyhow::Result<()> {
    let asked = asked(arguments)?;
    let Some(folder) = shared("score") else {
        say("SKIPPED: score floors were not checked, because ../shared/score is not there");
        return Ok(());
    };
    let figures = measure(&folder, &asked)?;
    if !asked.rest.is_empty() {
        say("floors are not compared on a part of the items");
        return Ok(());
    }
    let path = root().join("xtask/floors.json");
    let floors: Figures = serde_json::from_str(&std::fs::read_to_string(&path)?).context("xtask/floors.json")?;
    let below = below(&floors, &figures, &asked.tasks);
    if asked.raise {
        let raised = raised(&floors, &figures);
        std::fs::write(&path, serde_json::to_string_pretty(&raised)? + "\n")?;
        say("wrote xtask/floors.json");
    }
    if !below.is_empty() {
        bail!("below the floors of xtask/floors.json:\n  {}", below.join("\n  "));
    }
    say("no figure is below its floor");
    Ok(())
}

fn measure(folder: &Path, asked: &Asked) -> anyhow::Result<Figures> {
    let binary = binary()?;
    let json = binary.with_file_name("figures.json");
    let mut figures = Figures::new();
    let all = asked.tasks.is_empty();
    if all || asked.tasks.contains(&"seeds") {
        let mut seeds = python(folder, "seeds.py");
        let said = output(seeds.arg("--bin").arg(&binary).arg("--failures-only"))?;
        say(said.trim_end());
        figures.insert("seeds".to_owned(), BTreeMap::from([("passed".to_owned(), passed(&said)?)]));
    }
    if all || asked.tasks != ["seeds"] {
        let mut score = python(folder, "score.py");
        score.arg("--bin").arg(&binary).arg("--json").arg(&json).args(&asked.rest);
        for task in asked.tasks.iter().filter(|task| **task != "seeds") {
            score.args(["--task", task]);
        }
        run(&mut score)?;
        figures.extend(quality(&serde_json::from_str(&std::fs::read_to_string(&json)?)?));
    }
    Ok(figures)
}

fn python(folder: &Path, script: &str) -> Command {
    let mut python = Command::new("python3");
    python.arg(folder.join(script));
    python
}

/// The number of checks that passed, from the last line of what the seeds' checks print.
fn passed(said: &str) -> anyhow::Result<f64> {
    let line = said.lines().last().unwrap_or_default();
    let number = line.split_once(" passed").and_then(|(number, _)| number.parse().ok());
    number.with_context(|| format!("seeds.py ended with \"{line}\" and not with how many checks passed"))
}

/// The figures of which more is better. Numbers of pages or groups are none; precision and recall alone can be
/// had for the price of the other, so that only what joins them has a floor; of false alarms and distances less is better.
fn quality(scores: &Value) -> Figures {
    let mut figures = Figures::new();
    for (task, values) in scores.as_object().into_iter().flatten() {
        let halves = |name: &str| {
            let half = ["precision", "recall", "_p", "_r"].iter().any(|half| name.ends_with(half));
            half || matches!(name, "p" | "r") || name.starts_with("false_alarm") || name.starts_with("median")
        };
        let kept = values.as_object().into_iter().flatten().filter(|(name, value)| value.is_f64() && !halves(name));
        let kept: BTreeMap<String, f64> =
            kept.filter_map(|(name, value)| Some((name.clone(), value.as_f64()?))).collect();
        figures.insert(task.clone(), kept);
    }
    figures
}

/// Every figure that is under its floor, or is missing.
fn below(floors: &Figures, figures: &Figures, tasks: &[&str]) -> Vec<String> {
    let mut below = Vec::new();
    for (task, floors) in floors.iter().filter(|(task, _)| tasks.is_empty() || tasks.contains(&task.as_str())) {
        for (name, floor) in floors {
            match figures.get(task).and_then(|figures| figures.get(name)) {
                Some(figure) if *figure >= floor - SLACK => {}
                Some(figure) => below.push(format!("{task}: {name} is {figure:.1}, the floor is {floor:.1}")),
                None => below.push(format!("{task}: {name} was not measured, the floor is {floor:.1}")),
            }
        }
    }
    below
}

/// The floors with every better figure put in, cut to one digit; none falls.
fn raised(floors: &Figures, figures: &Figures) -> Figures {
    let mut raised = floors.clone();
    for (task, figures) in figures {
        let floors = raised.entry(task.clone()).or_default();
        for (name, figure) in figures {
            let floor = floors.entry(name.clone()).or_insert(0.0);
            *floor = floor.max((figure * 10.0).floor() / 10.0);
        }
    }
    raised
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(value: f64) -> Figures {
        BTreeMap::from([("claims".to_owned(), BTreeMap::from([("F1".to_owned(), value)]))])
    }

    #[test]
    fn floors_rise_and_never_fall() {
        assert_eq!(raised(&figures(50.0), &figures(61.27)), figures(61.2));
        assert_eq!(raised(&figures(50.0), &figures(40.0)), figures(50.0));
        assert_eq!(raised(&Figures::new(), &figures(40.0)), figures(40.0));
    }

    #[test]
    fn a_figure_below_its_floor_or_not_measured_is_named() {
        assert!(below(&figures(50.0), &figures(50.0), &[]).is_empty());
        assert_eq!(below(&figures(50.0), &figures(49.9), &[]), ["claims: F1 is 49.9, the floor is 50.0"]);
        assert_eq!(below(&figures(50.0), &Figures::new(), &[]), ["claims: F1 was not measured, the floor is 50.0"]);
        assert!(below(&figures(50.0), &Figures::new(), &["times"]).is_empty());
    }

    #[test]
    fn only_what_joins_both_halves_has_a_floor() {
        let scores = serde_json::json!({"gvc": {"b3_f1": 80.5, "b3_p": 90.0, "groups": 12, "recall": 1.0, "false_alarm_docs": 9.5}});
        assert_eq!(quality(&scores)["gvc"], BTreeMap::from([("b3_f1".to_owned(), 80.5)]));
    }

    #[test]
    fn the_last_line_tells_how_many_passed() {
        assert_eq!(passed("FAIL x\n51 passed, 4 failed\n").expect("a number"), 51.0);
        assert!(passed("").is_err());
    }
}
