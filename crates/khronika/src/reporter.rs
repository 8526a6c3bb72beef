//! Standard error: progress, warnings, errors, and the count that becomes the exit code.

use std::collections::BTreeMap;
use std::fmt;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use model::{Doubt, DoubtCode};

use crate::cli::{Color, Common};
use crate::problem::Problem;

/// Tells a person how the run goes; counts what was produced and what failed.
pub(crate) struct Reporter {
    bar: ProgressBar,
    quiet: bool,
    strict: bool,
    color: bool,
    produced: usize,
    failed: usize,
    doubts: BTreeMap<DoubtCode, usize>,
}

impl Reporter {
    /// A reporter for a run over so many inputs, where that is known.
    pub(crate) fn new(common: &Common, inputs: Option<usize>) -> Self {
        let color = match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never,
        };
        Reporter {
            bar: progress(common.quiet, inputs),
            quiet: common.quiet,
            strict: common.strict,
            color,
            produced: 0,
            failed: 0,
            doubts: BTreeMap::new(),
        }
    }

    /// One input went through.
    pub(crate) fn produced(&mut self) {
        self.produced += 1;
        self.bar.inc(1);
    }

    /// One input failed.
    pub(crate) fn failed(&mut self, problem: &Problem) {
        self.failed += 1;
        self.bar.inc(1);
        self.line("error", "\u{1b}[1;31m", problem);
    }

    /// Something that a person should know, and no failure.
    pub(crate) fn warn(&self, message: &Problem) {
        if !self.quiet {
            self.line("warning", "\u{1b}[1;33m", message);
        }
    }

    /// Counts the doubts about an input; with `--strict` the first of them is its failure.
    pub(crate) fn doubts(&mut self, input: &dyn fmt::Display, doubts: &[Doubt]) -> Result<(), Problem> {
        if let (true, Some(doubt)) = (self.strict, doubts.first()) {
            let sentence = doubt.code.sentence();
            let note = doubt.note.as_deref().filter(|note| *note != sentence).map(|note| format!(": {note}"));
            let what = format!("doubt {}{}", doubt.code, note.unwrap_or_default());
            return Err(Problem::new(input, what, format!("{sentence} Without --strict it goes on.")));
        }
        for doubt in doubts {
            *self.doubts.entry(doubt.code).or_default() += 1;
        }
        Ok(())
    }

    /// Ends the run: says what is left to say and gives the exit code.
    pub(crate) fn finish(self) -> ExitCode {
        self.bar.finish_and_clear();
        if !self.quiet && !self.doubts.is_empty() {
            let counts: Vec<String> = self.doubts.iter().map(|(code, n)| format!("{code} {n}")).collect();
            let message = format!("doubts: {}\n  each stands in the result with what to look at", counts.join(", "));
            self.line("note", "\u{1b}[1;36m", message);
        }
        match (self.produced, self.failed) {
            (_, 0) => ExitCode::SUCCESS,
            (0, _) => ExitCode::from(3),
            (produced, failed) => {
                let inputs = produced + failed;
                self.line(
                    "note",
                    "\u{1b}[1;36m",
                    format!("{failed} of {inputs} inputs failed; the rest is in the result"),
                );
                ExitCode::from(1)
            }
        }
    }

    /// How many inputs went through.
    pub(crate) fn count(&self) -> usize {
        self.produced
    }

    /// Whether no input failed so far.
    pub(crate) fn all_well(&self) -> bool {
        self.failed == 0
    }

    fn line(&self, kind: &str, style: &str, message: impl fmt::Display) {
        self.bar.suspend(|| say(self.color, kind, style, message));
    }
}

/// Ends a run that could not produce anything.
pub(crate) fn fatal(problem: &Problem) -> ExitCode {
    let color = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    say(color, "error", "\u{1b}[1;31m", problem);
    ExitCode::from(3)
}

fn say(color: bool, kind: &str, style: &str, message: impl fmt::Display) {
    use std::io::Write;
    let (on, off) = if color { (style, "\u{1b}[0m") } else { ("", "") };
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr().lock(), "{on}{kind}{off}: {message}");
}

fn progress(quiet: bool, inputs: Option<usize>) -> ProgressBar {
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(8) };
    let (length, template) = match inputs {
        Some(n) => (Some(n as u64), "{bar:30} {pos}/{len} reports, {eta} left"),
        None => (None, "{spinner} {pos} reports, {elapsed}"),
    };
    let style = ProgressStyle::with_template(template).expect("the templates above are valid");
    ProgressBar::with_draw_target(length, target).with_style(style)
}
