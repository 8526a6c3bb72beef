//! Learns the tables of the judges from labelled reports (logistic regression with a penalty on large weights, by
//! AdaGrad: Duchi et al. 2011). For the chore that makes the models; nothing here runs when reports are read.

use std::collections::{BTreeMap, HashMap};

use model::{Edtf, EntityKind, Language, PerpetratorType, Report};

use crate::judge::features::Features;
use crate::judge::model::{Question, THRESHOLD};
use crate::judge::scene::Scene;
use crate::{Options, convert, doc, quotes};

/// A report and what people who read it say of its main event.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// The report.
    pub report: Report,
    /// Names of those who suffer.
    pub victims: Vec<String>,
    /// Names of the country, the region and the city.
    pub place: [Option<String>; 3],
    /// Year, month and day.
    pub date: [Option<i32>; 3],
    /// Who is behind it.
    pub perpetrator: Option<PerpetratorType>,
}

/// One candidate for one question.
struct Example {
    /// Number of the report.
    report: usize,
    features: Vec<String>,
    yes: bool,
}

/// How a question is learnt.
struct Settings {
    question: Question,
    /// How heavy large weights are.
    penalty: f32,
}

const SETTINGS: [Settings; 7] = [
    Settings { question: Question::Victim, penalty: 20.0 },
    Settings { question: Question::Time, penalty: 60.0 },
    Settings { question: Question::Country, penalty: 30.0 },
    Settings { question: Question::Place, penalty: 30.0 },
    Settings { question: Question::State, penalty: 4.0 },
    Settings { question: Question::Acquiescence, penalty: 4.0 },
    Settings { question: Question::NonState, penalty: 4.0 },
];

/// Features of fewer candidates than this are left out.
const LEAST: usize = 5;
/// Rounds over all candidates.
const ROUNDS: usize = 60;
/// Parts of the reports; each is judged by a model of the others to set thresholds.
const FOLDS: usize = 5;

/// Learns all questions and gives the table.
pub fn learn(labelled: &[Labelled]) -> String {
    let mut examples: BTreeMap<&'static str, Vec<Example>> = BTreeMap::new();
    let mut missed = 0;
    for (number, report) in labelled.iter().enumerate() {
        missed += of_report(number, report, &mut examples);
    }
    let mut text = String::from("# Made by `cargo xtask train judge`: question, feature, weight.\n");
    for settings in &SETTINGS {
        let word = settings.question.word();
        let all = examples.remove(word).unwrap_or_default();
        if settings.question == Question::Victim {
            text += &format!("{word}\t{THRESHOLD}\t{:.2}\n", threshold(&all, settings.penalty, missed));
        }
        let whole: Vec<&Example> = all.iter().collect();
        for (feature, weight) in weights(&whole, settings.penalty) {
            if weight.abs() >= 0.005 {
                text += &format!("{word}\t{feature}\t{weight:.2}\n");
            }
        }
    }
    text
}

/// Adds the candidates of a report; how many of the victims are none of them.
fn of_report(number: usize, labelled: &Labelled, examples: &mut BTreeMap<&'static str, Vec<Example>>) -> usize {
    let language = labelled.report.lang.unwrap_or(Language::EN);
    let Some(mut doc) = doc::read(&labelled.report, language, &Options::default()) else { return 0 };
    let read = convert::by_rules(&mut doc);
    let quotations = quotes::quotations(&doc, &read.phrases);
    let scene = Scene::new(&doc, &read.phrases, &read.told, &read.events, &quotations);
    let mut add = |question: Question, features: Features, yes: bool| {
        let features = features.words.unwrap_or_default().into_iter().filter(|f| !f.starts_with("w:"));
        let mut features: Vec<String> = features.collect();
        features.sort_unstable();
        features.dedup();
        examples.entry(question.word()).or_default().push(Example { report: number, features, yes });
    };
    let mut found = vec![false; labelled.victims.len()];
    for cluster in scene.clusters() {
        let person = cluster.entity.map(|e| &doc.names.entities[e]).filter(|d| d.kind == EntityKind::Person);
        let Some(draft) = person else { continue };
        let is = |victim: &String| victim.contains(&draft.name) || draft.name.contains(victim.as_str());
        labelled.victims.iter().zip(&mut found).filter(|(v, _)| is(v)).for_each(|(_, found)| *found = true);
        let mut features = Features::readable();
        scene.of_cluster(&cluster, &mut features);
        add(Question::Victim, features, labelled.victims.iter().any(is));
    }
    let main = scene.events.first();
    for time in scene.times() {
        let mut features = Features::readable();
        scene.of_time(time, main.and_then(|e| e.time), &mut features);
        add(Question::Time, features, doc.times[time].edtf.as_ref().is_some_and(|e| is_date(e, labelled.date)));
    }
    let country = labelled.place[0].as_deref().and_then(country_code);
    for entity in scene.places() {
        let Some(place) = doc.names.entities[entity].place.as_ref() else { continue };
        let features = || {
            let mut features = Features::readable();
            scene.of_place(entity, main.and_then(|e| e.place), &mut features);
            features
        };
        add(Question::Country, features(), country.as_deref() == Some(place.country.as_str()));
        let same = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) => bare(a) == bare(b),
            _ => false,
        };
        let yes = match (&place.city, &place.region) {
            (Some(_), _) => same(&place.city, &labelled.place[2]),
            (None, Some(_)) => same(&place.region, &labelled.place[1]) || same(&place.region, &labelled.place[2]),
            (None, None) => country.as_deref() == Some(place.country.as_str()),
        };
        add(Question::Place, features(), yes);
    }
    if let Some(kind) = labelled.perpetrator {
        for (question, of) in [
            (Question::State, PerpetratorType::State),
            (Question::Acquiescence, PerpetratorType::StateAcquiescence),
            (Question::NonState, PerpetratorType::NonState),
        ] {
            let mut features = Features::readable();
            scene.of_perpetrators(&mut features);
            add(question, features, kind == of);
        }
    }
    found.iter().filter(|f| !**f).count()
}

/// Whether more of a date's year, month and day are right than wrong, the year among them.
fn is_date(edtf: &Edtf, date: [Option<i32>; 3]) -> bool {
    let text = edtf.as_str().trim_end_matches(['~', '?', '%']);
    let parts: Vec<Option<i32>> = text.split('/').next().unwrap_or_default().split('-').map(|p| p.parse().ok()).collect();
    let stated = |n: usize| parts.get(n).copied().flatten();
    let right = (0..3).filter(|n| stated(*n).is_some() && stated(*n) == date[*n]).count();
    let wrong = (0..3).filter(|n| stated(*n).is_some() && stated(*n) != date[*n]).count();
    stated(0).is_some() && stated(0) == date[0] && right > wrong
}

fn country_code(name: &str) -> Option<String> {
    let country = places::lookup(name, Language::EN).into_iter().find(|c| c.kind() == model::PlaceType::Country);
    country.map(|c| if c.country_code() == "HK" { "CN".into() } else { c.country_code() })
}

/// A place's name without the word for what it is.
fn bare(name: &str) -> String {
    const KINDS: [&str; 9] =
        ["state", "province", "region", "oblast", "district", "county", "governorate", "department", "city"];
    let folded = places::fold(name);
    folded.split(' ').filter(|w| !KINDS.contains(w)).collect::<Vec<_>>().join(" ")
}

/// The weights of all features, in their order.
fn weights(examples: &[&Example], penalty: f32) -> Vec<(String, f32)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for feature in examples.iter().flat_map(|e| &e.features) {
        *counts.entry(feature).or_default() += 1;
    }
    let mut names: Vec<&str> = counts.iter().filter(|(_, n)| **n >= LEAST).map(|(f, _)| *f).collect();
    names.sort_unstable();
    let index: HashMap<&str, usize> = names.iter().enumerate().map(|(i, f)| (*f, i)).collect();
    let rows: Vec<Vec<usize>> =
        examples.iter().map(|e| e.features.iter().filter_map(|f| index.get(f.as_str()).copied()).collect()).collect();
    let decay: Vec<f32> = names.iter().map(|f| penalty / counts[f] as f32).collect();
    let (mut w, mut squares) = (vec![0.0f32; names.len()], vec![1e-6f32; names.len()]);
    for _ in 0..ROUNDS {
        for (row, example) in rows.iter().zip(examples) {
            let sum: f32 = row.iter().map(|f| w[*f]).sum();
            let wrong = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(example.yes));
            for f in row {
                let slope = wrong + decay[*f] * w[*f];
                squares[*f] += slope * slope;
                w[*f] -= 0.1 * slope / squares[*f].sqrt();
            }
        }
    }
    names.into_iter().map(str::to_owned).zip(w).collect()
}

/// The probability from which on saying yes gives the best F1, where every report is judged by a model of the others.
/// `missed` are right answers that are no candidates.
fn threshold(all: &[Example], penalty: f32, missed: usize) -> f32 {
    let mut judged: Vec<(f32, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<&Example> = all.iter().filter(|e| e.report % FOLDS != fold).collect();
        let w: HashMap<String, f32> = weights(&others, penalty).into_iter().collect();
        for example in all.iter().filter(|e| e.report % FOLDS == fold) {
            let sum: f32 = example.features.iter().filter_map(|f| w.get(f)).sum();
            judged.push((1.0 / (1.0 + (-sum).exp()), example.yes));
        }
    }
    let right = judged.iter().filter(|(_, yes)| *yes).count() + missed;
    let f1 = |least: f32| {
        let said = judged.iter().filter(|(p, _)| *p >= least);
        let (said, hits) = said.fold((0, 0), |(n, hits), (_, yes)| (n + 1, hits + usize::from(*yes)));
        2.0 * hits as f32 / (said + right).max(1) as f32
    };
    (5..60).map(|n| n as f32 / 100.0).fold(0.5, |best, next| if f1(next) > f1(best) { next } else { best })
}
