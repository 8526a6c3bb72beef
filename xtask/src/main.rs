//! The project's own chores, run as `cargo xtask CHORE`.

mod chore;
mod ci;
mod compare;
mod gazetteer;
mod hostile;
mod invented;
mod misses;
mod score;
mod train;
mod train_judge;
mod train_names;

const CHORES: &str = "chores of `cargo xtask`:
  ci [--no-tests]                          tests, formatting, lints, documentation, score floors
  score [--task NAME]… [--limit N] [--raise]   figures on labelled reports, held against xtask/floors.json
  compare extraction [--limit N]           natasha and khronika on the same texts: speed and memory
  misses TASK [FIELD]                      what a measure counts as missed and as spurious, item by item
  hostile [NAME]…                          inputs that are meant to hurt: time and memory of each
  train syntax [--dictionary DIR] [--check]  the models of syntax, made again or compared
  train names [--check]                    the weights of names, made again or compared
  train judge [--check]                    the tables of extraction's judges, made again or compared
  gazetteer                                the tables of places, made again
  places [--misses]                        figures of places alone";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["ci", ref rest @ ..] => ci::run_all(rest),
        ["score", ref rest @ ..] => score::run_all(rest),
        ["compare", ref rest @ ..] => compare::run_all(rest),
        ["misses", ref rest @ ..] => misses::run_all(rest),
        ["hostile", ref rest @ ..] => hostile::run_all(rest),
        ["gazetteer", ..] => gazetteer::make(
            "../shared/score/data/gazetteer".as_ref(),
            "target/gazetteer/rg_cities1000.csv".as_ref(),
            "../shared/score/data/language/treebanks".as_ref(),
        ),
        ["places", ref rest @ ..] => gazetteer::score::run(
            "../shared/score/data/language/places.dev.jsonl.xz".as_ref(),
            rest.contains(&"--misses"),
        ),
        ["train", "syntax", ref rest @ ..] => train::syntax(
            "../shared/score/data/language/treebanks".as_ref(),
            "crates/syntax/models".as_ref(),
            rest.iter().skip_while(|a| **a != "--dictionary").nth(1).map(|folder| folder.as_ref()),
            rest.contains(&"--check"),
        ),
        ["train", "names", ref rest @ ..] => train_names::run(
            "../shared/score/data/language".as_ref(),
            "crates/names/models".as_ref(),
            rest.contains(&"--check"),
        ),
        ["train", "judge", ref rest @ ..] => train_judge::run(
            "../shared/score/data/extraction".as_ref(),
            "crates/extraction/models".as_ref(),
            rest.contains(&"--check"),
        ),
        _ => anyhow::bail!(CHORES),
    }
}
