//! `khronika extract`: reports in, reports with their claims out, as JSON lines.

use std::process::ExitCode;

use crate::cli::Extract;
use crate::output::Output;
use crate::parallel;
use crate::problem::Stop;
use crate::reporter::Reporter;
use crate::reports;
use crate::steps;

pub(crate) fn run(args: &Extract) -> Result<ExitCode, Stop> {
    parallel::set_jobs(args.common.jobs);
    let options = extraction::Options {
        layers: args.layers.iter().max().map_or(extraction::Layers::All, |layer| layer.last()),
        explain: args.common.explain,
        tokens: args.tokens,
        model_free: args.model_free,
    };
    let lines = reports::lines(args.file.as_deref(), &args.common)?;
    let mut reporter = Reporter::new(&args.common, None);
    let mut output = Output::open(args.common.output.as_deref())?;
    let parse = |line: &[u8]| reports::parse_report(line).map(|report| steps::given(report, &args.common));
    let work = |report| Ok(steps::extract(steps::with_language(report), &options));
    reports::each(lines, &mut reporter, parse, work, |extracted| output.json_line(&extracted))?;
    output.finish(reporter.all_well() || reporter.count() > 0)?;
    Ok(reporter.finish())
}
