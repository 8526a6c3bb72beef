//! Learns the tables of the judges from labelled reports (logistic regression with a penalty on large weights, by
//! AdaGrad: Duchi et al. 2011). For the chore that makes the models; nothing here runs when reports are read.

use std::collections::{BTreeMap, HashMap};

use model::{Edtf, EntityKind, Language, PerpetratorType, Report};

use crate::judge::features::Features;
use crate::judge::main_time::{Fields, fields};
use crate::judge::model::{Question, THRESHOLD, shares};
use crate::judge::scene::Scene;
use crate::{Options, Tables, convert, doc, quotes};

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

/// A report in capitals and what fills the roles of what it tells.
#[derive(Debug, Clone)]
pub struct Telex {
    /// The report.
    pub report: Report,
    /// For each role (people who do it, organisations that do it, things and persons who suffer it, weapons) its
    /// fillers, each with all its names in the text.
    pub fillers: [Vec<Vec<String>>; 5],
}

/// One candidate for one question.
struct Example {
    /// Number of the report.
    report: usize,
    /// Numbers of its features.
    features: Vec<u32>,
    yes: bool,
}

/// Examples by question, with the words of all features.
#[derive(Default)]
struct Examples {
    by_question: BTreeMap<Question, Vec<Example>>,
    numbers: HashMap<String, u32>,
    words: Vec<String>,
    /// Right answers that are no candidates.
    missed: BTreeMap<Question, usize>,
}

impl Examples {
    /// The numbers of features; with `words`, also of those that hold words of a language.
    fn number(&mut self, features: Features, words: bool) -> Vec<u32> {
        let all = features.words.unwrap_or_default();
        let mut numbers: Vec<u32> = Vec::with_capacity(all.len());
        for feature in all.into_iter().filter(|f| words || !f.starts_with("w:")) {
            let next = self.words.len() as u32;
            let number = *self.numbers.entry(feature.clone()).or_insert(next);
            if number == next {
                self.words.push(feature);
            }
            numbers.push(number);
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn add(&mut self, report: usize, question: Question, features: Features, yes: bool) {
        let features = self.number(features, false);
        self.by_question.entry(question).or_default().push(Example { report, features, yes });
    }

    /// The lines of a table for some questions.
    fn table(&self, settings: &[Settings]) -> String {
        let mut text = String::from("# Made by `cargo xtask train judge`: question, feature, weight.\n");
        for settings in settings {
            let word = settings.question.word();
            let all = self.by_question.get(&settings.question).map_or(&[][..], Vec::as_slice);
            if let Some(missed) = self.missed.get(&settings.question) {
                text += &format!("{word}\t{THRESHOLD}\t{:.2}\n", settings.eager * threshold(all, settings, *missed));
            }
            let whole: Vec<&Example> = all.iter().collect();
            let mut lines: Vec<(&str, f32)> = weights(&whole, settings)
                .into_iter()
                .filter(|(_, w)| w.abs() >= settings.least)
                .map(|(f, w)| (self.words[f as usize].as_str(), w))
                .collect();
            lines.sort_unstable_by(|a, b| a.0.cmp(b.0));
            lines.iter().for_each(|(feature, weight)| text += &format!("{word}\t{feature}\t{weight:.2}\n"));
        }
        text
    }
}

/// How a question is learnt.
struct Settings {
    question: Question,
    asks: Asks,
    /// How heavy large weights are.
    penalty: f32,
    /// Features of fewer candidates than this are left out.
    seen: usize,
    /// Weights less than this are left out.
    least: f32,
    /// The share of the best threshold that is taken: who is named in several places is asked about once for each, and a
    /// wrong yes to several of them is one wrong answer.
    eager: f32,
}

/// What a question asks of the candidates of a report.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Of each one by itself, yes or no (logistic regression).
    Each,
    /// Which one it is (conditional logit: McFadden 1974).
    Which,
}

const fn settings(question: Question, asks: Asks, penalty: f32) -> Settings {
    Settings { question, asks, penalty, seen: 5, least: 0.005, eager: 1.0 }
}

const SETTINGS: [Settings; 7] = [
    settings(Question::Victim, Asks::Each, 20.0),
    settings(Question::Time, Asks::Which, 6.0),
    settings(Question::Country, Asks::Each, 30.0),
    settings(Question::Place, Asks::Each, 30.0),
    settings(Question::State, Asks::Each, 4.0),
    settings(Question::Acquiescence, Asks::Each, 4.0),
    settings(Question::NonState, Asks::Each, 4.0),
];

/// How far a step goes.
const RATE: f32 = 0.1;
/// Rounds over all candidates.
const ROUNDS: usize = 60;
/// Parts of the reports; each is judged by a model of the others to set thresholds.
const FOLDS: usize = 5;
/// F1 at a threshold is the mean of those at so many hundredths around it.
const AROUND: usize = 4;

/// Learns whom a report tells of, when and where its main event was and who is behind it, and gives the table.
pub fn learn(labelled: &[Labelled]) -> String {
    let mut examples = Examples::default();
    for (number, report) in labelled.iter().enumerate() {
        let missed = of_report(number, report, &mut examples);
        *examples.missed.entry(Question::Victim).or_default() += missed;
    }
    examples.table(&SETTINGS)
}

/// Learns who and what fills the roles of telexes, and gives the table.
pub fn learn_telex(telexes: &[Telex]) -> String {
    let mut examples = Examples::default();
    for (number, telex) in telexes.iter().enumerate() {
        of_telex(number, telex, &mut examples);
    }
    let settings = Question::OF_TELEX.map(|question| Settings {
        question,
        asks: Asks::Each,
        penalty: 3.0,
        seen: 3,
        least: 0.05,
        eager: 0.8,
    });
    examples.table(&settings)
}

/// Adds the candidates of a telex.
fn of_telex(number: usize, telex: &Telex, examples: &mut Examples) {
    let language = telex.report.lang.unwrap_or(Language::EN);
    let Some(tables) = Tables::of(language) else { return };
    let mut doc = doc::read(&telex.report, &tables, &Options::default());
    let read = convert::by_rules(&mut doc);
    let quotations = quotes::quotations(&doc, &read.phrases);
    let scene = Scene::new(&doc, &read, &quotations);
    let mut found: Vec<Vec<bool>> = telex.fillers.iter().map(|f| vec![false; f.len()]).collect();
    for cluster in scene.clusters() {
        let mut names: Vec<String> = cluster.phrases.iter().map(|p| plain(&doc.described(&read.phrases[*p]))).collect();
        names.extend(cluster.entity.map(|e| plain(&doc.names.entities[e].name)));
        let mut features = Features::readable();
        scene.of_cluster(&cluster, &mut features);
        let features = examples.number(features, true);
        for (role, question) in Question::OF_TELEX.into_iter().enumerate() {
            let mut yes = false;
            for (filler, found) in telex.fillers[role].iter().zip(&mut found[role]) {
                if filler.iter().any(|m| names.contains(&plain(m))) {
                    (yes, *found) = (true, true);
                }
            }
            let example = Example { report: number, features: features.clone(), yes };
            examples.by_question.entry(question).or_default().push(example);
        }
    }
    for (role, question) in Question::OF_TELEX.into_iter().enumerate() {
        *examples.missed.entry(question).or_default() += found[role].iter().filter(|f| !**f).count();
    }
}

/// Words in small letters without punctuation and articles.
fn plain(words: &str) -> String {
    let letters: String = words.to_lowercase().chars().filter(|c| !c.is_ascii_punctuation()).collect();
    letters.split_whitespace().filter(|w| !matches!(*w, "a" | "an" | "the")).collect::<Vec<_>>().join(" ")
}

/// Adds the candidates of a report; how many of the victims are none of them.
fn of_report(number: usize, labelled: &Labelled, examples: &mut Examples) -> usize {
    let language = labelled.report.lang.unwrap_or(Language::EN);
    let Some(tables) = Tables::of(language) else { return 0 };
    let mut doc = doc::read(&labelled.report, &tables, &Options::default());
    let read = convert::by_rules(&mut doc);
    let quotations = quotes::quotations(&doc, &read.phrases);
    let scene = Scene::new(&doc, &read, &quotations);
    times(number, labelled, &scene, examples);
    let mut add = |question, features, yes| examples.add(number, question, features, yes);
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

/// Adds the times of a report; right are those that have most of its date right.
fn times(number: usize, labelled: &Labelled, scene: &Scene<'_, '_>, examples: &mut Examples) {
    let chosen = scene.events.first().and_then(|e| e.time);
    let times = scene.times();
    let rightness = |time: &usize| scene.doc.times[*time].edtf.as_ref().map_or(0, |e| rightness(e, labelled.date));
    let most = times.iter().map(rightness).max().unwrap_or(0);
    for time in times {
        let mut features = Features::readable();
        scene.of_time(time, chosen, &mut features);
        examples.add(number, Question::Time, features, most > 0 && rightness(&time) == most);
    }
}

/// How right a date is: a field that is right is worth more than one that is wrong costs.
fn rightness(edtf: &Edtf, date: Fields) -> i32 {
    let told = fields(edtf).into_iter().zip(date).filter(|(told, _)| told.is_some());
    told.map(|(told, right)| if told == right { 3 } else { -1 }).sum()
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

/// The weights of all features by their numbers.
fn weights(examples: &[&Example], settings: &Settings) -> Vec<(u32, f32)> {
    let most = examples.iter().flat_map(|e| &e.features).max().map_or(0, |f| *f as usize + 1);
    let mut counts = vec![0usize; most];
    examples.iter().flat_map(|e| &e.features).for_each(|f| counts[*f as usize] += 1);
    let known = |e: &&Example| -> Vec<usize> {
        e.features.iter().map(|f| *f as usize).filter(|f| counts[*f] >= settings.seen).collect()
    };
    let features: Vec<Vec<usize>> = examples.iter().map(known).collect();
    let (mut w, mut squares) = (vec![0.0f32; most], vec![1e-6f32; most]);
    let together = |a: &usize, b: &usize| settings.asks == Asks::Which && examples[*a].report == examples[*b].report;
    let numbers: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..ROUNDS {
        for group in numbers.chunk_by(together) {
            let sums: Vec<f32> = group.iter().map(|e| features[*e].iter().map(|f| w[*f]).sum()).collect();
            let yes: Vec<bool> = group.iter().map(|e| examples[*e].yes).collect();
            for (example, wrong) in group.iter().zip(wrong(settings.asks, &sums, &yes)) {
                for f in features[*example].iter().copied() {
                    let slope = wrong + settings.penalty / counts[f] as f32 * w[f];
                    squares[f] += slope * slope;
                    w[f] -= RATE * slope / squares[f].sqrt();
                }
            }
        }
    }
    (0..most).filter(|f| w[*f] != 0.0).map(|f| (f as u32, w[f])).collect()
}

/// By how much too likely each candidate is held; nothing where none of several is the right one.
fn wrong(asks: Asks, sums: &[f32], yes: &[bool]) -> Vec<f32> {
    match asks {
        Asks::Each => sums.iter().zip(yes).map(|(s, y)| 1.0 / (1.0 + (-s).exp()) - f32::from(u8::from(*y))).collect(),
        Asks::Which => {
            let likely = shares(sums);
            let right: f32 = likely.iter().zip(yes).filter(|(_, y)| **y).map(|(p, _)| p).sum();
            let of = |(p, y): (&f32, &bool)| if right == 0.0 { 0.0 } else { p - if *y { p / right } else { 0.0 } };
            likely.iter().zip(yes).map(of).collect()
        }
    }
}

/// The probability from which on saying yes gives the best F1, where every report is judged by a model of the others; F1
/// is jagged, so that the best is sought by the mean around each.
/// `missed` are right answers that are no candidates.
fn threshold(all: &[Example], settings: &Settings, missed: usize) -> f32 {
    let mut judged: Vec<(f32, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<&Example> = all.iter().filter(|e| e.report % FOLDS != fold).collect();
        let w: HashMap<u32, f32> = weights(&others, settings).into_iter().collect();
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
    let around = |n: usize| (n - AROUND..=n + AROUND).map(|n| f1(n as f32 / 100.0)).sum::<f32>();
    let best = (AROUND + 1..60).map(|n| (around(n), n)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(0.5, |(_, n)| n as f32 / 100.0)
}
