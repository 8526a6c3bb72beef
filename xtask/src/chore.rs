//! Runs the programs that a chore needs, shows what runs, and fails with its name.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// The folder of the shared measures beside the repository, where there is one.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let folder = root().join("../shared").join(name);
    folder.is_dir().then_some(folder)
}

/// Says something about the chore to whoever started it.
pub(crate) fn say(line: &str) {
    use std::io::Write;
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// A cargo command in the root of the repository.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command to its end; an error where it failed.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let shown = shown(command);
    say(&format!("\n> {shown}"));
    let status = command.status().with_context(|| format!("\"{shown}\" could not be started; is it installed?"))?;
    if !status.success() {
        bail!("\"{shown}\" failed ({status})");
    }
    Ok(())
}

/// Runs a command and gives what it prints on standard output.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let shown = shown(command);
    say(&format!("\n> {shown}"));
    let done = command.stderr(std::process::Stdio::inherit()).output();
    let done = done.with_context(|| format!("\"{shown}\" could not be started; is it installed?"))?;
    String::from_utf8(done.stdout).with_context(|| format!("\"{shown}\" printed what is no text"))
}

/// The program of khronika, built for release.
pub(crate) fn binary() -> anyhow::Result<PathBuf> {
    run(&mut cargo(&["build", "--release", "--package", "khronika"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join("release").join(format!("khronika{}", std::env::consts::EXE_SUFFIX)))
}

fn shown(command: &Command) -> String {
    let parts = std::iter::once(command.get_program()).chain(command.get_args());
    let name = |part: &std::ffi::OsStr| part.to_string_lossy().replace(&format!("{}/", root().display()), "");
    parts.map(name).collect::<Vec<_>>().join(" ")
}
