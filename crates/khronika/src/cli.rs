//! What can be typed: one definition for the parser, the help, the completions and the man pages.
//!
//! It does not know what any of it does.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use model::Edtf;

/// Turns reports about attacks on people into sourced events.
///
/// Reports go in as files; a dossier comes out that tells each event once. Each fact stands with the independent
/// voices for and against it and with the exact words of each. Everything runs on this machine; nothing is sent
/// anywhere.
#[derive(Debug, Parser)]
#[command(name = "khronika", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 all went well; 1 something was produced, but some input failed \
(each named on standard error); 2 the command line is wrong; 3 nothing could be produced.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Turns files into clean reports, one JSON line each.
    Read(Read),
    /// Adds to each report what it claims: who, what, when, where.
    Extract(Extract),
    /// Puts the claims of several reports together into events, one JSON line each.
    Corroborate(Corroborate),
    /// Does all of it and writes a dossier of all events for people to read.
    Dossier(Dossier),
    /// Prints the completions for a shell.
    Completions(Completions),
    /// Writes the manual pages.
    Man(Man),
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Read {
    /// A file, a directory (with everything below it) or `-` for standard input.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// How the reports are written.
    #[arg(long, value_enum, default_value_t = ReadFormat::Jsonl)]
    pub(crate) format: ReadFormat,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ReadFormat {
    /// One JSON object a line.
    Jsonl,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Extract {
    /// Reports as JSON lines, each at least with `id` and `text`; standard input without it.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Also give each word with its part of speech, lemma and head.
    #[arg(long)]
    pub(crate) tokens: bool,
    /// Only these layers, such as `names,times`, and what they need; all without it.
    #[arg(long, value_name = "LAYER,…", value_delimiter = ',')]
    pub(crate) layers: Vec<Layer>,
    /// Use the rules and lexicons only, no learnt weights.
    #[arg(long)]
    pub(crate) model_free: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// A layer of extraction, in their order; each needs those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Layer {
    /// Words, their parts of speech and their heads.
    Words,
    /// Persons, organisations and places.
    Names,
    /// Dates and times of day.
    Times,
    /// Acts, claims and events.
    Acts,
}

impl Layer {
    /// How far extraction goes for this layer.
    pub(crate) fn last(self) -> extraction::Layers {
        match self {
            Layer::Words => extraction::Layers::Words,
            Layer::Names => extraction::Layers::Names,
            Layer::Times => extraction::Layers::Times,
            Layer::Acts => extraction::Layers::All,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Corroborate {
    /// Extracted reports as JSON lines; standard input without it.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Add the reports to this dossier (of `dossier --format json`) and print the whole new one.
    #[arg(long, value_name = "DOSSIER.json")]
    pub(crate) into: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Dossier {
    /// A file, a directory (with everything below it) or `-` for standard input.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// How the dossier is written.
    #[arg(long, value_enum, default_value_t = DossierFormat::Text)]
    pub(crate) format: DossierFormat,
    /// The language that the dossier is worded in; quotations stay as they are.
    #[arg(long, value_enum, default_value_t = Wording::En)]
    pub(crate) language: Wording,
    /// Use the rules and lexicons only, no learnt weights.
    #[arg(long)]
    pub(crate) model_free: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DossierFormat {
    /// For the terminal.
    Text,
    /// Markdown.
    #[value(alias = "markdown")]
    Md,
    /// One page without scripts, each citation a link to its words.
    Html,
    /// One object with events and reports.
    Json,
    /// One line a fact.
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Wording {
    /// English.
    En,
    /// Russian.
    Ru,
}

impl Wording {
    pub(crate) fn wording(self) -> dossier::Wording {
        match self {
            Wording::En => dossier::Wording::En,
            Wording::Ru => dossier::Wording::Ru,
        }
    }
}

/// Options of every step.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// How many reports are worked on at the same time; all processors without it.
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// The publisher of reports that do not name one.
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    /// The address of reports that do not name one.
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// The date of publication of reports that do not name one (2015-06-03, 2015-06 or 2015).
    #[arg(long, value_name = "EDTF", value_parser = Edtf::parse)]
    pub(crate) published: Option<Edtf>,
    /// Take a doubt about an input as an error.
    #[arg(long)]
    pub(crate) strict: bool,
    /// No progress and no warnings; errors are still named.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Say for each value why it was chosen.
    #[arg(long)]
    pub(crate) explain: bool,
    /// When to use colour.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Write the result to this file.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Refuse an input, or a line of one, that is larger (such as 200M; K, M and G are allowed).
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = parse_size)]
    pub(crate) max_bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR or CLICOLOR say otherwise.
    Auto,
    Always,
    Never,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The directory for the pages, or `-` for standard output.
    #[arg(value_name = "DIR")]
    pub(crate) to: PathBuf,
}

/// Bytes from `4096`, `64K`, `200M`, `2G` (also `200MiB`, `200MB`; each letter is 1024 of the one before).
fn parse_size(text: &str) -> Result<u64, String> {
    let bad = || format!("\"{text}\" is no size; write it as 64M, 200M or 2G");
    let letters = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(letters);
    let factor: u64 = match unit.trim().to_ascii_uppercase().trim_end_matches('B').trim_end_matches('I') {
        "" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return Err(bad()),
    };
    number.parse::<u64>().ok().and_then(|n| n.checked_mul(factor)).filter(|n| *n > 0).ok_or_else(bad)
}

/// A number of bytes as people write it.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        b if b >= 1 << 30 && b % (1 << 30) == 0 => format!("{} GiB", b >> 30),
        b if b >= 1 << 20 && b % (1 << 20) == 0 => format!("{} MiB", b >> 20),
        b if b >= 1 << 10 && b % (1 << 10) == 0 => format!("{} KiB", b >> 10),
        b => format!("{b} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("4096", Some(4096)),
            ("64M", Some(64 << 20)),
            ("200MiB", Some(200 << 20)),
            ("2g", Some(2 << 30)),
            ("1 KB", Some(1024)),
        ] {
            assert_eq!(parse_size(text).ok(), bytes, "{text}");
        }
        for text in ["", "M", "0", "12 parsecs", "-3", "99999999999999999999", "99999999999G"] {
            let error = parse_size(text).expect_err(text);
            assert!(error.contains("write it as 64M"), "{error}");
        }
        assert_eq!(size(64 << 20), "64 MiB");
        assert_eq!(size(1000), "1000 bytes");
    }
}
