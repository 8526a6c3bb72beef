//! `khronika completions` and `khronika man`, from the definition that the parser uses.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_mangen::Man as Page;

use crate::cli::{Cli, Completions, Man};
use crate::problem::{Problem, Stop};

pub(crate) fn completions(args: &Completions) -> Result<ExitCode, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "khronika", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn pages(args: &Man) -> Result<ExitCode, Stop> {
    let mut command = Cli::command();
    command.build();
    let subcommands = command.get_subcommands().filter(|sub| sub.get_name() != "help");
    let pages = std::iter::once(&command).chain(subcommands).map(page).collect::<io::Result<Vec<_>>>()?;
    if args.to == Path::new("-") {
        for (_, page) in &pages {
            io::stdout().lock().write_all(page)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    std::fs::create_dir_all(&args.to).map_err(|error| unwritable(&args.to, &error))?;
    for (name, page) in &pages {
        let path = args.to.join(name);
        std::fs::write(&path, page).map_err(|error| unwritable(&path, &error))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The name of the file and the page itself.
fn page(command: &clap::Command) -> io::Result<(String, Vec<u8>)> {
    let page = Page::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok((page.get_filename(), text))
}

fn unwritable(path: &Path, error: &io::Error) -> Problem {
    Problem::new(
        path.display(),
        format!("could not be written ({})", error.kind()),
        "name a directory that can be written",
    )
}
