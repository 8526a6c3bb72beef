//! The cast of a report: whom it is about where a sentence only describes them ("the lawyer", "the office").
//!
//! It knows the entities of one report and how often each is named; nothing of acts.

use model::{EntityKind, Occupation, TargetKind};

use crate::doc::Doc;
use crate::lexicon::Kind;
use crate::phrases::Phrase;

/// Persons by what they do, and the organisation that a report is about.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    /// Occupation and entity of persons, those named most often first.
    persons: Vec<(Occupation, usize)>,
    /// Tokens and entities of organisations, in the order of the text.
    organisations: Vec<(usize, usize)>,
    main: Option<usize>,
}

impl Cast {
    /// Reads the entities of a report.
    pub(crate) fn new(doc: &Doc<'_>) -> Self {
        let mut cast = Cast::default();
        let mut counted: Vec<(usize, usize)> = Vec::new();
        for (number, entity) in doc.names.entities.iter().enumerate() {
            let by_name = entity
                .mentions
                .iter()
                .filter(|m| matches!(m.form, names::Form::Name | names::Form::Acronym | names::Form::Surname));
            match (entity.kind, entity.occupation) {
                (EntityKind::Person, Some(occupation)) => cast.persons.push((occupation, number)),
                (EntityKind::Organisation, _) => {
                    let tokens = by_name.clone().map(|m| m.tokens.start);
                    cast.organisations.extend(tokens.map(|t| (t, number)));
                    let early =
                        by_name.clone().filter(|m| doc.block_number.get(m.tokens.start).is_some_and(|b| *b <= 2));
                    counted.push((by_name.count() + 2 * early.count(), number));
                }
                _ => {}
            }
        }
        cast.persons.sort_by_key(|(_, n)| (std::cmp::Reverse(doc.names.entities[*n].mentions.len()), *n));
        cast.organisations.sort_unstable();
        let most = counted.iter().copied().max_by_key(|(count, number)| (*count, std::cmp::Reverse(*number)));
        cast.main = most.filter(|(count, _)| *count >= 2).map(|(_, number)| number);
        cast
    }

    /// The person whom a description in the singular stands for: the one who does what it says, where there is one, or
    /// where one is named far more often than the others.
    pub(crate) fn described(&self, doc: &Doc<'_>, phrase: &Phrase) -> Option<usize> {
        let people = phrase.people.as_ref()?;
        let plural = doc.analysis.tokens[phrase.head].feats.number == Some(syntax::Number::Plur);
        let occupation = people.occupation.filter(|_| !people.weak && !people.group)?;
        let another = phrase.tokens.clone().any(|t| doc.lexicon.other.single(doc.lemma(t)).is_some());
        if plural
            || another
            || phrase.kind != Kind::Person
            || phrase.number.is_some_and(|n| n.min != Some(1))
            || phrase.pronoun
        {
            return None;
        }
        let mut fits = self.persons.iter().filter(|(o, _)| *o == occupation).map(|(_, n)| *n);
        let first = fits.next()?;
        fits.next().is_none().then_some(first)
    }

    /// Whose premises or car it is, where the phrase does not say: the organisation named last before it, else the one
    /// that the report is about.
    pub(crate) fn owner_of(&self, doc: &Doc<'_>, phrase: &Phrase) -> Option<usize> {
        if !matches!(phrase.kind, Kind::Target(TargetKind::Premises)) {
            return None;
        }
        let sentence = doc.sentence(phrase.head);
        let before = self.organisations.partition_point(|(t, _)| *t < phrase.head);
        let near = before.checked_sub(1).map(|n| self.organisations[n]).filter(|(t, _)| *t >= sentence.start);
        near.map(|(_, number)| number).or(self.main)
    }
}
