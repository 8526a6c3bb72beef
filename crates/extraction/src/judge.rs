//! What models learnt from labelled reports judge: whom a report tells of as suffering, when and where its main event
//! was, who is behind it.
//!
//! The models are log-linear: a feature is a short phrase of facts that rules found ("suffers main"), and the table
//! says how much it weighs for each question. Features that begin with `w:` hold words of a language; only a table of
//! that language weighs them. Anybody can read why a candidate was believed, and `--explain` prints it.

pub(crate) mod features;
mod main_place;
pub(crate) mod main_time;
pub(crate) mod model;
pub(crate) mod scene;

use std::collections::HashSet;

use ::model::{EntityKind, PerpetratorType};

use crate::capitals::is_telex;
use crate::convert::Reading;
use crate::doc::Doc;
use crate::document;
use crate::judge::features::Features;
use crate::judge::model::{Judgement, Question, Table};
use crate::judge::scene::{Cluster, Scene};
use crate::quotes::Quotation;

/// What is judged of a report.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    /// Entities that the report tells of as suffering what it is about, with how sure that is.
    pub victims: Vec<(usize, Judgement)>,
    /// Persons who hardly do, whatever a single sentence may say.
    pub doubtful: HashSet<usize>,
    /// In a telex: who and what fills the roles, in place of what the rules say.
    pub fillers: Option<Vec<Filler>>,
    /// Who is behind it.
    pub perpetrator: Option<(PerpetratorType, Judgement)>,
}

/// What fills a role of a telex.
#[derive(Debug)]
pub(crate) struct Filler {
    pub role: Question,
    pub cluster: Cluster,
    pub judgement: Judgement,
}

/// Nobody is a victim who is less likely one than this.
const DOUBTFUL: f32 = 0.15;

/// Judges a report that rules have read: gives the main event its time and place, and says who suffers and who is
/// behind it.
pub(crate) fn judge(doc: &Doc<'_>, read: &mut Reading, quotations: &[Quotation], explain: bool) -> Judged {
    let time = main_time::main_time(&Scene::new(doc, read, quotations));
    if time.is_some() && time != read.events.first().and_then(|e| e.time) {
        read.events = document::events(doc, &read.phrases, &read.told, time);
    }
    let scene = Scene::new(doc, read, quotations);
    let (place, judged) = (main_place::main_place(&scene), parties(&scene, explain));
    if let Some(main) = read.events.first_mut().filter(|_| place.is_some()) {
        main.place = place;
    }
    judged
}

/// Victims and perpetrators of the main event.
fn parties(scene: &Scene<'_, '_>, explain: bool) -> Judged {
    let table = Table::shipped();
    let features = || if explain { Features::readable() } else { Features::default() };
    let clusters = scene.clusters();
    let mut judged = Judged { fillers: fillers(scene, &clusters, explain), ..Judged::default() };
    for cluster in &clusters {
        let Some(entity) = cluster.entity.filter(|e| scene.doc.names.entities[*e].kind == EntityKind::Person) else {
            continue;
        };
        let mut features = features();
        scene.of_cluster(cluster, &mut features);
        let judgement = table.judge(Question::Victim, &features);
        if judgement.probability < DOUBTFUL {
            judged.doubtful.insert(entity);
        } else if judgement.probability >= table.threshold(Question::Victim) {
            judged.victims.push((entity, judgement));
        }
    }
    let mut features = features();
    scene.of_perpetrators(&mut features);
    let types = [
        (Question::State, PerpetratorType::State),
        (Question::Acquiescence, PerpetratorType::StateAcquiescence),
        (Question::NonState, PerpetratorType::NonState),
    ];
    let of_type = types.map(|(question, kind)| (kind, table.judge(question, &features)));
    judged.perpetrator = of_type
        .into_iter()
        .max_by(|a, b| a.1.probability.total_cmp(&b.1.probability))
        .filter(|(_, j)| j.probability > 0.5);
    judged
}

/// Who and what fills the roles of a telex, where the report is one and there is a table for its language.
fn fillers(scene: &Scene<'_, '_>, clusters: &[Cluster], explain: bool) -> Option<Vec<Filler>> {
    if !is_telex(scene.doc.text) {
        return None;
    }
    let table = Table::of_telex(scene.doc.report.lang?)?;
    let mut found = Vec::new();
    for cluster in clusters {
        let mut features = if explain { Features::readable() } else { Features::default() };
        scene.of_cluster(cluster, &mut features);
        for role in Question::OF_TELEX {
            let judgement = table.judge(role, &features);
            if judgement.probability >= table.threshold(role) {
                found.push(Filler { role, cluster: cluster.clone(), judgement });
            }
        }
    }
    Some(found)
}
