//! What a person should look at in an event: doubts of its reports, and those that only several reports raise.

use std::collections::BTreeSet;

use model::*;

use crate::corpus::Corpus;

/// The doubts of an event, each once.
pub(crate) fn doubts(corpus: &Corpus, members: &[(usize, ReportRole)], event: &Event) -> Vec<Doubt> {
    let mut found: BTreeSet<Doubt> = BTreeSet::new();
    for (report, role) in members {
        let told =
            corpus.reports[*report].report.doubts.iter().filter(|d| *role == ReportRole::Main && of_content(d.code));
        found.extend(told.map(|d| Doubt { report: Some(corpus.reports[*report].report.id.clone()), ..d.clone() }));
        found.extend(corpus.shadowed.get(report).cloned());
    }
    for fact in &event.facts {
        found.extend(of_fact(fact));
    }
    found.into_iter().collect()
}

/// Doubts about what is told, not about how the original was read.
fn of_content(code: DoubtCode) -> bool {
    use DoubtCode::*;
    matches!(
        code,
        WeekdayMismatch
            | AcronymMismatch
            | MixedScripts
            | NumberMismatch
            | NameVariants
            | DateAmbiguous
            | DateImpossible
            | YearInferred
    )
}

fn of_fact(fact: &Fact) -> Option<Doubt> {
    match &fact.value {
        Value::Casualties(c) if fact.status == Status::Contested => {
            Some(Doubt::new(DoubtCode::NumberMismatch, format!("the reports do not agree on how many were {}", c.kind)))
        }
        Value::When(When { edtf: Some(day), inferred_from: Some(from), .. }) if fact.inferred => Some(Doubt::new(
            DoubtCode::YearInferred,
            format!("the year of {day} comes from {}", from.trim_start_matches("report:")),
        )),
        _ => None,
    }
}
