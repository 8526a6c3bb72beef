//! From the paths on the command line to reports: each original read once, in order, its failures named.

use std::collections::BTreeMap;
use std::path::PathBuf;

use model::{Doubt, DoubtCode, Extracted, Report};

use crate::cli::Common;
use crate::inputs::{self, Found, Input};
use crate::parallel;
use crate::problem::{Problem, Stop};
use crate::reporter::Reporter;
use crate::steps;

/// Everything that the paths stand for.
pub(crate) fn find(paths: &[PathBuf]) -> Vec<Found> {
    inputs::find(paths)
}

/// What a step makes of a report, and the report in it.
pub(crate) trait HasReport {
    fn report_mut(&mut self) -> &mut Report;
}

impl HasReport for Report {
    fn report_mut(&mut self) -> &mut Report {
        self
    }
}

impl HasReport for Extracted {
    fn report_mut(&mut self) -> &mut Report {
        &mut self.report
    }
}

/// Reads each original, does `work` on each report in it, and hands the results over in order.
pub(crate) fn each<T: HasReport + Send>(
    found: Vec<Found>,
    common: &Common,
    reporter: &mut Reporter,
    work: impl Fn(Report) -> Result<T, Problem> + Sync,
    mut take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let one = |found: Found| match found {
        Found::Input(input) => {
            let results = parallel::caught(&input, || {
                steps::read(&input, common)?.into_iter().map(&work).collect::<Result<Vec<T>, Problem>>()
            });
            Made::Reports(input, results)
        }
        Found::Failed(problem) => Made::Failed(problem),
        Found::LeftOut(problem) => Made::LeftOut(problem),
    };
    let mut copies = Copies::default();
    parallel::in_order(found, weight, one, |made| {
        let (input, results) = match made {
            Made::Reports(input, Ok(results)) => (input, results),
            Made::Reports(_, Err(problem)) | Made::Failed(problem) => {
                reporter.failed(&problem);
                return Ok(());
            }
            Made::LeftOut(problem) => {
                reporter.warn(&problem);
                return Ok(());
            }
        };
        for mut result in results {
            let report = result.report_mut();
            copies.mark(&input, report);
            if let Err(problem) = reporter.doubts(&input, &report.doubts) {
                reporter.failed(&problem);
                continue;
            }
            take(result)?;
            reporter.produced();
        }
        Ok(())
    })
}

enum Made<T> {
    Reports(Input, Result<Vec<T>, Problem>),
    Failed(Problem),
    LeftOut(Problem),
}

fn weight(found: &Found) -> u64 {
    match found {
        Found::Input(input) => input.weight(),
        Found::Failed(_) | Found::LeftOut(_) => 0,
    }
}

/// Which originals were seen, so that the same bytes are marked when they come again.
#[derive(Default)]
struct Copies {
    first: BTreeMap<String, String>,
}

impl Copies {
    fn mark(&mut self, input: &Input, report: &mut Report) {
        match self.first.get(report.id.as_str()) {
            Some(first) if *first != input.path() => {
                report.doubts.push(Doubt::new(DoubtCode::SameBytes, format!("the same bytes as {first}")));
            }
            Some(_) => {}
            None => {
                self.first.insert(report.id.0.clone(), input.path());
            }
        }
    }
}
