//! What one report tells of one event: its local events, put together where they are parts of one, with their
//! claims. Knows nothing of other reports.

use std::collections::BTreeMap;

use model::*;

/// One event as one report tells it.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    /// Index of the report.
    pub(crate) report: usize,
    /// Whether the report tells of it or only mentions it.
    pub(crate) role: ReportRole,
    /// Its local events.
    pub(crate) locals: Vec<LocalEventId>,
    /// Indices of its claims in the report.
    pub(crate) claims: Vec<usize>,
}

/// The tellings of a report, main ones first. A report always has at least one that is main.
pub(crate) fn tellings(index: usize, report: &Extracted) -> Vec<Telling> {
    let whole = wholes(report);
    let mut found: BTreeMap<(usize, usize), Telling> = BTreeMap::new();
    for (at, event) in report.events.iter().enumerate() {
        let main = matches!(event.role, EventRole::Main | EventRole::Part);
        let home = whole[at];
        let telling = found.entry((usize::from(!main), home)).or_insert_with(|| Telling {
            report: index,
            role: if main { ReportRole::Main } else { ReportRole::Mention },
            locals: Vec::new(),
            claims: Vec::new(),
        });
        telling.locals.push(event.id.clone());
    }
    let mut found: Vec<Telling> = found.into_values().collect();
    let home: BTreeMap<&LocalEventId, usize> =
        found.iter().enumerate().flat_map(|(n, t)| t.locals.iter().map(move |l| (l, n))).collect();
    let of_claim: Vec<Option<usize>> = report.claims.iter().map(|c| home.get(&c.event).copied()).collect();
    for (claim, telling) in of_claim.into_iter().enumerate() {
        if let Some(telling) = telling {
            found[telling].claims.push(claim);
        }
    }
    found.retain(|t| t.role == ReportRole::Main || !t.claims.is_empty());
    if found.first().is_none_or(|t| t.role != ReportRole::Main) {
        found.insert(0, Telling { report: index, role: ReportRole::Main, locals: Vec::new(), claims: Vec::new() });
    }
    found
}

/// For each local event the one that it is a part of: what it says so of, or else the first main event.
fn wholes(report: &Extracted) -> Vec<usize> {
    let at: BTreeMap<&LocalEventId, usize> = report.events.iter().enumerate().map(|(n, e)| (&e.id, n)).collect();
    let is = |n: usize, role| report.events[n].role == role;
    let first = (0..report.events.len())
        .find(|n| is(*n, EventRole::Main))
        .or_else(|| (0..report.events.len()).find(|n| is(*n, EventRole::Part)));
    let own = |n| first.filter(|_| is(n, EventRole::Part)).unwrap_or(n);
    let mut whole: Vec<usize> = (0..report.events.len()).map(own).collect();
    for claim in &report.claims {
        let Value::Link(Link { to, kind: LinkKind::PartOf }) = &claim.value else { continue };
        if let (Some(part), Some(to)) = (at.get(&claim.event), at.get(to))
            && is(*part, EventRole::Part)
            && is(*to, EventRole::Main)
        {
            whole[*part] = *to;
        }
    }
    whole
}
