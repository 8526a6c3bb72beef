//! One value that a report gives for one field of an event, with its words.

use serde::{Deserialize, Serialize};

use crate::*;

/// A claim of one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its identifier in the report.
    pub id: ClaimId,
    /// The event that it is about.
    pub event: LocalEventId,
    /// Field and value.
    #[serde(flatten)]
    pub value: Value,
    /// Said to be so, or not to be so.
    #[serde(default = "affirmed")]
    pub polarity: Polarity,
    /// Told as having happened, or otherwise.
    #[serde(default = "actual")]
    pub modality: Modality,
    /// Who says so, the nearest first; empty = the report itself.
    #[serde(default)]
    pub by: Vec<EntityId>,
    /// Their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_names: Vec<String>,
    /// The words.
    pub spans: Spans,
    /// How sure, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// The rule or model that found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Why this value (with `--explain`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Box<Why>>,
}

fn affirmed() -> Polarity {
    Polarity::Affirmed
}

fn actual() -> Modality {
    Modality::Actual
}

/// Why a value was chosen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// The rule or model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Its score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// What it was chosen over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beat: Vec<String>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Field and value of a claim or a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "lowercase")]
#[allow(missing_docs, reason = "each variant is the field of the same name; its value says the rest")]
pub enum Value {
    Act(Act),
    When(When),
    Where(Where),
    Victim(Victim),
    Perpetrator(Perpetrator),
    Target(Target),
    Instrument(Instrument),
    Casualties(Casualties),
    Outcome(Outcome),
    Alerted(Alerted),
    Response(Response),
    Demand(Demand),
    Link(Link),
    Update(Update),
}

impl Value {
    /// The name of the field.
    pub fn field(&self) -> Field {
        match self {
            Value::Act(_) => Field::Act,
            Value::When(_) => Field::When,
            Value::Where(_) => Field::Where,
            Value::Victim(_) => Field::Victim,
            Value::Perpetrator(_) => Field::Perpetrator,
            Value::Target(_) => Field::Target,
            Value::Instrument(_) => Field::Instrument,
            Value::Casualties(_) => Field::Casualties,
            Value::Outcome(_) => Field::Outcome,
            Value::Alerted(_) => Field::Alerted,
            Value::Response(_) => Field::Response,
            Value::Demand(_) => Field::Demand,
            Value::Link(_) => Field::Link,
            Value::Update(_) => Field::Update,
        }
    }
}

codes! {
    /// The fields of an event, in the order in which people read them.
    Field {
        When = "when", Where = "where", Act = "act", Victim = "victim", Perpetrator = "perpetrator",
        Target = "target", Instrument = "instrument", Casualties = "casualties", Outcome = "outcome",
        Alerted = "alerted", Response = "response", Demand = "demand", Link = "link", Update = "update",
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The act.
    pub code: ActCode,
}

/// When it happened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<Edtf>,
    /// The time of day, as the report has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// "Around", "about".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// The part of the day, where that is all that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<DayPart>,
    /// The time zone, only where a report states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The time in the report's `times`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeId>,
    /// What completed the date: `publication`, `report:<id>`, `event:<id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred_from: Option<String>,
}

/// Where it happened.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Where {
    /// The place among the entities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// Its name as the report has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// First-level region, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// City, town or village, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
}

/// A number, possibly only bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Number {
    /// At least so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

impl Number {
    /// Exactly so many.
    pub fn exactly(n: u32) -> Self {
        Number { min: Some(n), max: Some(n) }
    }
}

/// Who suffered it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Victim {
    /// Among the entities; none where the report only describes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// Name in its basic form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Person, group or organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntityKind>,
    /// How many, where it is no single person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// Occupation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Occupation>,
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Age group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_group: Option<AgeGroup>,
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Perpetrator {
    /// Among the entities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// Name in its basic form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The report's words, where it names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whom they act for.
    #[serde(rename = "type")]
    pub kind: PerpetratorType,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
}

/// What it was done to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The report's words, in their basic form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Kind of thing.
    pub kind: TargetKind,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<EntityId>,
    /// Name of the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_name: Option<String>,
    /// What became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damage: Option<Damage>,
}

/// What it was done with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Kind of thing, where the list has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<InstrumentCode>,
    /// The report's words, as lemmas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// How many were killed, injured, detained or went missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Casualties {
    /// What happened to them.
    pub kind: CasualtyKind,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
}

/// What became of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Among the entities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// Name in its basic form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What became of them.
    pub kind: OutcomeKind,
}

/// Who was told and what they did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alerted {
    /// Among the entities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// Name, or the report's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they did.
    pub answer: Answer,
    /// When they were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
}

/// What somebody did about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// Among the entities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// Name, or the report's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they did.
    pub kind: ResponseKind,
}

/// What is called for, from whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// Who should do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<EntityId>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_name: Option<String>,
    /// Who calls for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<EntityId>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_name: Option<String>,
    /// What is called for, in the report's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// How the claim's event stands to another of the same report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The other: earlier than it, the whole of it, what it follows, what it answers.
    pub to: LocalEventId,
    /// How.
    pub kind: LinkKind,
}

/// One live update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Its place in the order, from 1.
    pub order: u32,
    /// The time that stands beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// Its words.
    pub text: String,
    /// Who posted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<EntityId>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_name: Option<String>,
}
