//! `khronika read`: files in, clean reports out.

use std::process::ExitCode;

use crate::cli::Read;
use crate::originals;
use crate::output::Output;
use crate::parallel;
use crate::problem::Stop;
use crate::reporter::Reporter;

pub(crate) fn run(args: &Read) -> Result<ExitCode, Stop> {
    parallel::set_jobs(args.common.jobs);
    let found = originals::find(&args.paths);
    let mut reporter = Reporter::new(&args.common, Some(found.len()));
    let mut output = Output::open(args.common.output.as_deref())?;
    originals::each(found, &args.common, &mut reporter, Ok, |report| output.json_line(&report))?;
    output.finish(reporter.count() > 0)?;
    Ok(reporter.finish())
}
