//! `khronika corroborate`: extracted reports in, events out.

use std::path::Path;
use std::process::ExitCode;

use corroboration::Batch;
use model::{Dossier, Extracted};

use crate::cli::Corroborate;
use crate::output::Output;
use crate::parallel;
use crate::problem::{Problem, Stop};
use crate::reporter::Reporter;
use crate::reports::{self, Source};
use crate::steps;

pub(crate) fn run(args: &Corroborate) -> Result<ExitCode, Stop> {
    parallel::set_jobs(args.common.jobs);
    let previous = args.into.as_deref().map(earlier).transpose()?;
    let lines = reports::lines(args.file.as_deref(), &args.common)?;
    let mut reporter = Reporter::new(&args.common, None);
    let mut output = Output::open(args.common.output.as_deref())?;
    match previous {
        Some(previous) => {
            let mut extracted = Vec::new();
            each(lines, &mut reporter, |report| extracted.push(report))?;
            output.json_line(&steps::corroborate_into(&previous, extracted, args.common.explain)?)?;
        }
        None => {
            let mut batch = Batch::default();
            each(lines, &mut reporter, |report| batch.add(report))?;
            for event in steps::corroborate_batch(batch, args.common.explain)? {
                output.json_line(&event)?;
            }
        }
    }
    output.finish(reporter.all_well() || reporter.count() > 0)?;
    Ok(reporter.finish())
}

fn each(lines: Source, reporter: &mut Reporter, mut take: impl FnMut(Extracted)) -> Result<(), Stop> {
    reports::each(lines, reporter, reports::parse_extracted, Ok, |report| {
        take(report);
        Ok(())
    })
}

/// The dossier that the new reports are added to.
fn earlier(path: &Path) -> Result<Dossier, Problem> {
    let bytes = std::fs::read(path).map_err(|error| Problem::io(path.display(), &error))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let todo = "give a file that `khronika dossier --format json` wrote";
        Problem::new(path.display(), format!("no dossier in JSON ({error})"), todo)
    })
}
