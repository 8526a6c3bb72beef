//! The command line of khronika. It puts the steps together and is the only place with files, terminal and threads;
//! what a step does is the business of its crate.

mod cli;
mod commands;
mod complete;
mod inputs;
mod lines;
mod originals;
mod output;
mod parallel;
mod problem;
mod reporter;
mod reports;
mod steps;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::problem::Stop;

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(Stop::BrokenPipe) => ExitCode::SUCCESS,
        Err(Stop::Failed(problem)) => reporter::fatal(&problem),
    }
}

fn run(command: Command) -> Result<ExitCode, Stop> {
    parallel::hold_panics();
    match command {
        Command::Read(args) => commands::read::run(&args),
        Command::Extract(args) => commands::extract::run(&args),
        Command::Corroborate(args) => commands::corroborate::run(&args),
        Command::Dossier(args) => commands::dossier::run(&args),
        Command::Completions(args) => commands::manual::completions(&args),
        Command::Man(args) => commands::manual::pages(&args),
    }
}
