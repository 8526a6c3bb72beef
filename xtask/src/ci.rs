//! `cargo xtask ci`: everything that must hold before a change is taken.

use crate::chore::{cargo, run};
use crate::score;

/// Tests, formatting, lints, documentation, score floors; `--no-tests` where the tests have run already.
pub(crate) fn run_all(arguments: &[&str]) -> anyhow::Result<()> {
    if !arguments.contains(&"--no-tests") {
        run(&mut cargo(&["test", "--workspace"]))?;
    }
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
    run(cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings"))?;
    score::run_all(&[])
}
