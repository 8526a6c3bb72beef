//! What is found: entities with their mentions.

use std::ops::Range;

use model::{DoubtCode, EntityKind, Occupation, Sex};

/// How a mention names its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By a name: "Anna Petrova", "the Memory Centre", "the local police".
    Name,
    /// By the first letters of a name: "JMG".
    Acronym,
    /// By a part of a person's name: "Petrova".
    Surname,
    /// By what it is: "the organisation", "the lawyer".
    Descriptor,
    /// By a pronoun: "she", "its".
    Pronoun,
}

impl Form {
    /// Whether the mention can stand for its entity without what was said before.
    pub fn is_name(self) -> bool {
        matches!(self, Form::Name | Form::Acronym | Form::Surname)
    }
}

/// Words that name an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The tokens, as indices of the analysis.
    pub tokens: Range<usize>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How they name it.
    pub form: Form,
}

/// An entity of one text.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name, in its basic form (nominative where the language has cases).
    pub name: String,
    /// Its other names, in the order of the text.
    pub aliases: Vec<String>,
    /// What a person does.
    pub occupation: Option<Occupation>,
    /// Post or title, in the text's words.
    pub role: Option<String>,
    /// The body that a person works or speaks for, as an index of the entities.
    pub body: Option<usize>,
    /// Sex, where the text gives grounds.
    pub sex: Option<Sex>,
    /// Where a place lies.
    pub place: Option<model::Place>,
    /// Normal forms of its names in one Latin script.
    pub keys: Vec<String>,
    /// Its mentions in the order of the text: names and, told apart by `form`, descriptors and pronouns.
    pub mentions: Vec<Mention>,
    /// Why this entity.
    pub why: String,
}

/// What a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameDoubt {
    /// Kind of doubt.
    pub code: DoubtCode,
    /// What exactly, in English.
    pub note: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The entities of a text, in the order of their first mention.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The entities.
    pub entities: Vec<Draft>,
    /// What a person should look at.
    pub doubts: Vec<NameDoubt>,
    /// Places in the names of bodies ("the Kherson City Council"), in the order of the text.
    pub in_bodies: Vec<InBody>,
}

/// A place in the name of a body.
#[derive(Debug, Clone)]
pub struct InBody {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its name in its basic form.
    pub name: String,
    /// The place.
    pub place: model::Place,
    /// How sure it is which place is meant, from 0 to 1.
    pub score: f64,
}
