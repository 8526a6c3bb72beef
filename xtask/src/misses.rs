//! `cargo xtask misses TASK [FIELD]`: what a measure counts as missed and as spurious, item by item, for looking into
//! errors. The measures themselves say what agrees (`xtask/tools/misses.py`).

use std::process::Command;

use anyhow::{Context, bail};

use crate::chore::{binary, root, run, shared};

/// Prints the errors of a task, of one of its fields where one is named.
pub(crate) fn run_all(arguments: &[&str]) -> anyhow::Result<()> {
    let (1..=2) = arguments.len() else { bail!("cargo xtask misses TASK [FIELD]") };
    let folder = shared("score").context("the measures are looked for in ../shared/score, which is not there")?;
    let mut python = Command::new("python3");
    python.arg(root().join("xtask/tools/misses.py")).arg("--score").arg(folder);
    run(python.arg("--bin").arg(binary()?).args(arguments))
}
