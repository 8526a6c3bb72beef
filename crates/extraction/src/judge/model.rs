//! Log-linear models in one readable table: for each question, features and their weights.

use std::collections::HashMap;
use std::sync::LazyLock;

use model::Language;

use super::features::Features;

/// What a model is asked of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Question {
    /// Whether a person suffers what the report is about.
    Victim,
    /// Which time is that of the main event.
    Time,
    /// Which place's country the main event happened in.
    Country,
    /// Which city, region or country it happened in.
    Place,
    /// Whether the state is behind it.
    State,
    /// Whether others are, with the state's leave.
    Acquiescence,
    /// Whether others are, without it.
    NonState,
    /// In a telex: whether people do what the report tells.
    TelexPerson,
    /// Whether an organisation does.
    TelexBody,
    /// Whether a thing suffers it.
    TelexTarget,
    /// Whether a person suffers it.
    TelexVictim,
    /// Whether it is done with a thing.
    TelexWeapon,
}

impl Question {
    pub(crate) const ALL: [Question; 12] = [
        Question::Victim,
        Question::Time,
        Question::Country,
        Question::Place,
        Question::State,
        Question::Acquiescence,
        Question::NonState,
        Question::TelexPerson,
        Question::TelexBody,
        Question::TelexTarget,
        Question::TelexVictim,
        Question::TelexWeapon,
    ];

    /// The questions asked of a telex.
    pub(crate) const OF_TELEX: [Question; 5] = [
        Question::TelexPerson,
        Question::TelexBody,
        Question::TelexTarget,
        Question::TelexVictim,
        Question::TelexWeapon,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Question::Victim => "victim",
            Question::Time => "time",
            Question::Country => "country",
            Question::Place => "place",
            Question::State => "state",
            Question::Acquiescence => "acquiescence",
            Question::NonState => "non-state",
            Question::TelexPerson => "telex person",
            Question::TelexBody => "telex body",
            Question::TelexTarget => "telex target",
            Question::TelexVictim => "telex victim",
            Question::TelexWeapon => "telex weapon",
        }
    }
}

/// What a model says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judgement {
    /// From 0 to 1.
    pub probability: f32,
    /// The features that weighed most, where they can be read.
    pub because: Vec<String>,
}

/// All weights.
#[derive(Debug, Default)]
pub(crate) struct Table {
    weights: HashMap<u32, Vec<(Question, f32)>>,
    thresholds: HashMap<Question, f32>,
}

/// The threshold of a question stands in the table under this name.
pub(crate) const THRESHOLD: &str = "(threshold)";

impl Table {
    /// The table that is built in.
    pub(crate) fn shipped() -> &'static Table {
        static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("../../models/judge.tsv")));
        &TABLE
    }

    /// The table for reports in capitals in a language, where there is one.
    pub(crate) fn of_telex(language: Language) -> Option<&'static Table> {
        static EN: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("../../models/telex.en.tsv")));
        (language == Language::EN).then(|| &*EN)
    }

    /// Reads a table: question, feature, weight, with tabs between; lines with `#` are remarks.
    pub(crate) fn parse(text: &str) -> Table {
        let mut table = Table::default();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(question), Some(feature), Some(weight)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            let (Some(question), Ok(weight)) =
                (Question::ALL.into_iter().find(|q| q.word() == question), weight.parse::<f32>())
            else {
                continue;
            };
            if feature == THRESHOLD {
                table.thresholds.insert(question, weight);
            } else {
                table.weights.entry(super::features::hash(feature)).or_default().push((question, weight));
            }
        }
        table
    }

    /// The sum of the weights of features.
    fn sum(&self, question: Question, features: &Features) -> f32 {
        let mut seen: Vec<u32> = features.hashes.clone();
        seen.sort_unstable();
        seen.dedup();
        seen.iter().map(|hash| self.weight(question, *hash)).sum()
    }

    fn weight(&self, question: Question, hash: u32) -> f32 {
        let of_feature = self.weights.get(&hash).into_iter().flatten();
        of_feature.filter(|(q, _)| *q == question).map(|(_, w)| *w).next().unwrap_or(0.0)
    }

    /// How likely each of several candidates is the one that a question asks for; together they are 1.
    pub(crate) fn choose(&self, question: Question, candidates: &[Features]) -> Vec<f32> {
        let sums: Vec<f32> = candidates.iter().map(|features| self.sum(question, features)).collect();
        shares(&sums)
    }

    /// How likely the answer to a question is yes.
    pub(crate) fn judge(&self, question: Question, features: &Features) -> Judgement {
        let sum = self.sum(question, features);
        let weight = |hash: &u32| self.weight(question, *hash);
        let mut because: Vec<(f32, &String)> = match &features.words {
            Some(words) => features.hashes.iter().map(weight).zip(words).filter(|(w, _)| *w != 0.0).collect(),
            None => Vec::new(),
        };
        because.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
        because.dedup_by(|a, b| a.1 == b.1);
        let because = because.iter().take(4).map(|(w, f)| format!("{f} {w:+.2}")).collect();
        Judgement { probability: 1.0 / (1.0 + (-sum).exp()), because }
    }

    /// From which probability on the answer is yes.
    pub(crate) fn threshold(&self, question: Question) -> f32 {
        self.thresholds.get(&question).copied().unwrap_or(0.5)
    }
}

/// Sums of weights as probabilities that add up to 1.
pub(crate) fn shares(sums: &[f32]) -> Vec<f32> {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = sums.iter().map(|s| (s - most).exp()).collect();
    let whole: f32 = powers.iter().sum();
    powers.iter().map(|p| p / whole).collect()
}
