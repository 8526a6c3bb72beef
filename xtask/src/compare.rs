//! `cargo xtask compare extraction`: natasha and khronika on the same texts, in the same run.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::chore::{binary, root, run, shared};

/// What is installed, into an environment of its own under `target/`.
const NATASHA: &str = "natasha==1.6.0";

/// Compares; `--limit N` with the first texts alone.
pub(crate) fn run_all(arguments: &[&str]) -> anyhow::Result<()> {
    let ["extraction", rest @ ..] = arguments else { bail!("cargo xtask compare extraction [--limit N]") };
    let data = shared("score/data/language").context("the texts are looked for in ../shared, which is not there")?;
    let mut python = Command::new(environment()?);
    python.arg(root().join("xtask/tools/compare_extraction.py")).arg("--bin").arg(binary()?);
    run(python.arg("--data").arg(data).args(rest))
}

/// The Python of an environment in which natasha is installed.
fn environment() -> anyhow::Result<PathBuf> {
    let folder = root().join("target/compare");
    let python = folder.join("bin/python");
    let installed = |python: &Path| {
        let mut asked = Command::new(python);
        asked.args(["-c", "import natasha"]).stderr(std::process::Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    if !installed(&python) {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        // pymorphy2, which natasha uses, asks for pkg_resources of an older setuptools.
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", NATASHA, "setuptools<81"]))?;
    }
    Ok(python)
}
