//! What corroboration learnt of a report's dates, written into the report's times.

use model::{Edtf, Event, Extracted, Value};

/// Gives days without a year the year that another report of the same event tells, and says so.
pub(crate) fn years(reports: &mut [Extracted], events: &[Event]) {
    for event in events {
        for fact in &event.facts {
            let Value::When(when) = &fact.value else { continue };
            let (Some(day), Some(from)) = (when.edtf.as_ref().and_then(Edtf::as_day), &when.inferred_from) else {
                continue;
            };
            if !from.starts_with("report:") {
                continue;
            }
            let behind = |id: &model::ReportId| fact.affirmed.iter().any(|s| s.report == *id);
            for report in reports.iter_mut().filter(|r| behind(&r.report.id)) {
                complete(report, day.year(), from);
            }
        }
    }
}

fn complete(report: &mut Extracted, year: i16, from: &str) {
    for time in &mut report.times {
        if let Some(full) = time.edtf.as_ref().and_then(|e| e.with_year(year)) {
            time.edtf = Some(full);
            time.inferred_from = Some(from.to_owned());
        }
    }
}
