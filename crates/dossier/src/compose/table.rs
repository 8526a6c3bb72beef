//! Facts one by one, as words without citations: what a table of them needs.

use model::{Dossier, Event, Fact, ReportId};

use super::event::Scope;
use super::names::Names;
use super::{Desk, facts, headline, values};
use crate::Style;

/// Words facts outside of a page.
pub(crate) struct Table<'d> {
    desk: Desk<'d>,
    scope: Option<Scope<'d>>,
}

impl<'d> Table<'d> {
    /// Over one dossier.
    pub(crate) fn new(dossier: &'d Dossier, style: &Style) -> Self {
        Table { desk: Desk::new(dossier, style), scope: None }
    }

    /// The headline of the event at a place.
    pub(crate) fn headline(&mut self, place: usize) -> String {
        headline::plain(&mut self.desk, place)
    }

    /// Goes on with the facts of another event.
    pub(crate) fn enter(&mut self, event: &'d Event) {
        self.scope = Some(Scope { event, names: Names::brief(event, self.desk.words) });
    }

    /// The value of a fact of the event that was entered.
    pub(crate) fn value(&mut self, fact: &'d Fact) -> String {
        let Some(scope) = &mut self.scope else { return String::new() };
        let line = values::of_fact(&mut self.desk, scope, fact);
        line.plain(&self.desk.words.say("sign.open"), &self.desk.words.say("sign.close"))
    }

    /// The voices for and against a fact.
    pub(crate) fn voices(&mut self, fact: &'d Fact) -> (Vec<String>, Vec<String>) {
        let Some(scope) = &self.scope else { return (Vec::new(), Vec::new()) };
        let mut names = |supports| facts::voices(&mut self.desk, &scope.names, supports).names;
        (names(&fact.affirmed), names(&fact.denied))
    }

    /// The place of a report in the dossier.
    pub(crate) fn report(&self, id: &ReportId) -> Option<usize> {
        self.desk.reports.get(id).copied()
    }
}
