//! What several reports say of one event.

use serde::{Deserialize, Serialize};

use crate::*;

/// Something that happened, or is said to have, over all reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Version of the interface.
    #[serde(default)]
    pub khronika: Version,
    /// Stable over added reports.
    pub id: EventId,
    /// What, whom, where, of facts only.
    pub headline: String,
    /// The best supported date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// The best supported place.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Where>,
    /// Acts that are affirmed as having happened, the best supported first.
    #[serde(default)]
    pub acts: Vec<ActCode>,
    /// Whom and what the facts name.
    #[serde(default)]
    pub entities: Vec<EventEntity>,
    /// The reports that tell of it.
    #[serde(default)]
    pub reports: Vec<Member>,
    /// The independent voices.
    #[serde(default)]
    pub origins: Vec<Origin>,
    /// What is known, with its support.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// What happened in its order.
    #[serde(default)]
    pub timeline: Vec<TimelineEntry>,
    /// Who was told and who answered.
    #[serde(default)]
    pub responses: Vec<Responder>,
    /// Other events.
    #[serde(default)]
    pub links: Vec<EventLink>,
    /// What a person should look at.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// Events of an earlier dossier that became part of this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged_from: Vec<EventId>,
    /// The event of an earlier dossier that this one was part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_from: Option<EventId>,
    /// Why these reports are together, and others like them are not (with `--explain`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
}

/// An entity over several reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventEntity {
    /// Its identifier in the event.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name.
    pub name: String,
    /// Its other names, also in other scripts.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The entities of reports that it stands for.
    #[serde(default)]
    pub of: Vec<EntityOf>,
}

/// An entity of a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityOf {
    /// The report.
    pub report: ReportId,
    /// The entity in it.
    pub entity: EntityId,
}

/// A report that tells of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The report.
    pub id: ReportId,
    /// Tells of it, or only mentions it.
    pub role: ReportRole,
    /// Its voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginId>,
}

/// An independent voice behind one or more reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its identifier in the event.
    pub id: OriginId,
    /// The reports that carry it.
    pub reports: Vec<ReportId>,
    /// Whose voice it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<String>,
    /// Why it is one.
    pub why: String,
}

/// One value of one field, with the voices for and against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Its identifier in the event.
    pub id: FactId,
    /// Field and value.
    #[serde(flatten)]
    pub value: Value,
    /// How well it is supported.
    pub status: Status,
    /// Told as having happened, or otherwise.
    #[serde(default = "crate::event::actual", skip_serializing_if = "is_actual")]
    pub modality: Modality,
    /// Who affirms it.
    #[serde(rename = "for", default)]
    pub affirmed: Vec<Support>,
    /// Who denies it or says otherwise.
    #[serde(rename = "against", default)]
    pub denied: Vec<Support>,
    /// Put together from several reports.
    #[serde(default)]
    pub inferred: bool,
    /// An earlier value of the same voice that this one replaces, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Why this status (with `--explain`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Box<Why>>,
}

fn actual() -> Modality {
    Modality::Actual
}

fn is_actual(modality: &Modality) -> bool {
    *modality == Modality::Actual
}

/// A claim behind a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// The voice.
    pub origin: OriginId,
    /// The report.
    pub report: ReportId,
    /// The claim in it.
    pub claim: ClaimId,
    /// The words.
    pub spans: Spans,
}

/// One step of what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<Edtf>,
    /// Time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// "Around", "about".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// The report's words.
    pub text: String,
    /// The report.
    pub report: ReportId,
    /// Where they stand.
    pub spans: Spans,
}

/// Somebody who was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responder {
    /// Their name.
    pub entity: String,
    /// Whether they were told.
    pub alerted: bool,
    /// What they did.
    pub answer: Answer,
    /// The facts that say so.
    pub facts: Vec<FactId>,
}

/// How an event stands to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLink {
    /// The other event.
    pub to: EventId,
    /// How.
    pub kind: LinkKind,
    /// The facts that say so.
    #[serde(default)]
    pub facts: Vec<FactId>,
    /// Why (with `--explain`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Events and the reports behind them: what a person reads, as one object.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Version of the interface.
    #[serde(default)]
    pub khronika: Version,
    /// In the order of the dossier: main events first.
    pub events: Vec<Event>,
    /// In the order of input.
    pub reports: Vec<Extracted>,
}
