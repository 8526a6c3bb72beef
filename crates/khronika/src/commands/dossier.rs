//! `khronika dossier`: files in, what a person reads out.

use std::io::Write;
use std::process::ExitCode;

use model::Version;

use crate::cli::Dossier;
use crate::complete;
use crate::originals;
use crate::output::{self, Output};
use crate::parallel;
use crate::problem::Stop;
use crate::reporter::Reporter;
use crate::steps;

pub(crate) fn run(args: &Dossier) -> Result<ExitCode, Stop> {
    parallel::set_jobs(args.common.jobs);
    let options = extraction::Options {
        layers: extraction::Layers::All,
        explain: args.common.explain,
        tokens: false,
        model_free: args.model_free,
    };
    let found = originals::find(&args.paths);
    let mut reporter = Reporter::new(&args.common, Some(found.len()));
    let mut output = Output::open(args.common.output.as_deref())?;
    let mut reports = Vec::new();
    let extract = |report| Ok(steps::extract(report, &options));
    originals::each(found, &args.common, &mut reporter, extract, |extracted| {
        reports.push(extracted);
        Ok(())
    })?;
    if reporter.count() > 0 {
        let events = steps::corroborate(&reports, args.common.explain)?;
        complete::years(&mut reports, &events);
        let dossier = model::Dossier { khronika: Version::default(), events, reports };
        let style = dossier::Style {
            language: args.language.wording(),
            width: output::width(&args.common).unwrap_or(dossier::Style::default().width),
            color: output::colored(&args.common),
            explain: args.common.explain,
            version: env!("CARGO_PKG_VERSION"),
        };
        output.write_all(steps::render(&dossier, args.format, &style)?.as_bytes())?;
    }
    output.finish(reporter.count() > 0)?;
    Ok(reporter.finish())
}
