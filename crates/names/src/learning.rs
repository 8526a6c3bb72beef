//! Learns the sequence model (structured averaged perceptron: Collins 2002) and writes its file. For the chore that
//! makes the models; nothing here runs when reports are read.

use std::collections::HashMap;
use std::ops::Range;

use model::{EntityKind, Language};
use syntax::Analysis;

use crate::Tables;
use crate::doc::Doc;
use crate::features::Features;
use crate::rules::Label;
use crate::tagger::{BUCKET, HEAD, LABELS, MAGIC, Model, ROW, Steps, best_path, bucket, label, pieces};
use crate::word::mix;

/// A text with its names marked.
#[derive(Debug, Clone)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Its names: bytes, and `P`, `O` or `L`; with `?` words of which nothing is known.
    pub names: Vec<(Range<usize>, char)>,
}

/// The names that a model finds in a text, with all that comes after it: bytes, and the kind.
pub fn found(model: &[u8], text: &str, language: Language) -> Vec<(Range<usize>, EntityKind)> {
    let analysis = syntax::analyse(text, language, &[]);
    let doc = Doc::new(text, &analysis, Tables::of(language));
    let found = Model::new(model).map_or_else(Vec::new, |model| crate::rules::complete(&doc, model.find(&doc)));
    let names = crate::assemble::entities(&doc, found, 0, &places::Context::default(), None);
    let named = |draft: &crate::Draft| -> Vec<_> {
        let by_name = draft.mentions.iter().filter(|m| m.form.is_name());
        by_name.map(|m| (m.start..m.end, draft.kind)).collect()
    };
    names.entities.iter().flat_map(named).collect()
}

/// How the model is learnt.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Rounds over all examples.
    pub rounds: usize,
    /// How many times all is learnt, each time in another order; the weights are the mean.
    pub orders: usize,
    /// A feature seen less often is left out.
    pub least: u32,
    /// How many buckets of four rows the file has.
    pub buckets: usize,
    /// What the order of examples comes from.
    pub seed: u64,
}

struct Sentence {
    features: Vec<Vec<u32>>,
    labels: Vec<usize>,
}

/// Learns a model from examples and gives its file.
pub fn learn(examples: &[Example], language: Language, settings: Settings) -> Vec<u8> {
    let (sentences, hashes) = prepare(examples, language, settings.least);
    let mut rows = vec![[0.0; LABELS]; hashes.len()];
    let mut pairs = vec![0.0; LABELS * LABELS];
    for order in 0..settings.orders {
        let mut weights = Weights::new(hashes.len());
        for round in order * settings.rounds..(order + 1) * settings.rounds {
            for i in self::order(sentences.len(), settings.seed, round) {
                weights.learn(&sentences[i]);
            }
        }
        let (more, more_pairs) = weights.average();
        rows.iter_mut().flatten().zip(more.iter().flatten()).for_each(|(sum, w)| *sum += w);
        pairs.iter_mut().zip(more_pairs).for_each(|(sum, w)| *sum += w);
    }
    write(&hashes, &rows, &pairs, settings.buckets)
}

fn order(n: usize, seed: u64, round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&i| mix(seed ^ (round as u64) << 40 ^ i as u64));
    order
}

fn prepare(examples: &[Example], language: Language, least: u32) -> (Vec<Sentence>, Vec<u64>) {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    let mut all = Vec::new();
    for example in examples {
        let analysis = syntax::analyse(&example.text, language, &[]);
        let doc = Doc::new(&example.text, &analysis, Tables::of(language));
        let labels = labels(&analysis, &example.names);
        let features = Features::new(&doc);
        for piece in analysis.sentences.iter().flat_map(pieces) {
            let mut rows = Vec::with_capacity(piece.len());
            for at in piece.clone() {
                let mut list = Vec::new();
                features.of(&piece, at, &mut list);
                list.iter().for_each(|&f| *counts.entry(f).or_default() += 1);
                rows.push(list);
            }
            all.push((rows, labels[piece].to_vec()));
        }
    }
    let mut hashes: Vec<u64> = counts.into_iter().filter(|&(_, n)| n >= least).map(|(hash, _)| hash).collect();
    hashes.sort_unstable();
    let index: HashMap<u64, u32> = hashes.iter().enumerate().map(|(i, &hash)| (hash, i as u32)).collect();
    let numbered = |rows: Vec<Vec<u64>>| -> Vec<Vec<u32>> {
        rows.iter().map(|row| row.iter().filter_map(|f| index.get(f).copied()).collect()).collect()
    };
    let sentences = all.into_iter().map(|(rows, labels)| Sentence { features: numbered(rows), labels }).collect();
    (sentences, hashes)
}

/// Labels of the tokens that names touch.
fn labels(analysis: &Analysis, names: &[(Range<usize>, char)]) -> Vec<usize> {
    let mut out = vec![0; analysis.tokens.len()];
    for (bytes, kind) in names {
        let kind = match kind {
            'P' => Some(Label::Person),
            'O' => Some(Label::Organisation),
            'L' => Some(Label::Place),
            _ => None,
        };
        let first = analysis.token_at(bytes.start);
        let end = analysis.tokens.partition_point(|t| t.start < bytes.end);
        if first >= end
            || out[first..end].iter().any(|&l| l != 0)
            || analysis.sentence_of(first) != analysis.sentence_of(end - 1)
        {
            continue;
        }
        for (i, cell) in out[first..end].iter_mut().enumerate() {
            let part = match (i, end - first) {
                (0, 1) => 3,
                (0, _) => 0,
                (i, n) if i + 1 == n => 2,
                _ => 1,
            };
            *cell = kind.map_or(OPEN, |kind| label(kind, part));
        }
    }
    out
}

/// In place of a label: any is right.
const OPEN: usize = LABELS;

/// Leaves a token no label but its own.
fn allow(scores: &mut [i32; LABELS], label: usize) {
    const FORBIDDEN: i32 = -1_000_000;
    let others = scores.iter_mut().enumerate().filter(|(other, _)| label != OPEN && *other != label);
    others.for_each(|(_, score)| *score = FORBIDDEN);
}

/// Weights while they are learnt, with their sums over time.
struct Weights {
    rows: Vec<[f32; LABELS]>,
    sums: Vec<[f32; LABELS]>,
    pairs: Vec<f32>,
    pair_sums: Vec<f32>,
    time: f32,
}

impl Weights {
    fn new(features: usize) -> Self {
        Weights {
            rows: vec![[0.0; LABELS]; features],
            sums: vec![[0.0; LABELS]; features],
            pairs: vec![0.0; LABELS * LABELS],
            pair_sums: vec![0.0; LABELS * LABELS],
            time: 1.0,
        }
    }

    fn learn(&mut self, sentence: &Sentence) {
        let mut scores: Vec<[i32; LABELS]> = sentence.features.iter().map(|list| self.score(list)).collect();
        let found = self.best(&scores);
        let labels = if sentence.labels.contains(&OPEN) {
            scores.iter_mut().zip(&sentence.labels).for_each(|(row, &label)| allow(row, label));
            &self.best(&scores)
        } else {
            &sentence.labels
        };
        for (i, list) in sentence.features.iter().enumerate() {
            let (right, wrong) = (labels[i], found[i]);
            if right != wrong {
                self.change(list, right, 1.0);
                self.change(list, wrong, -1.0);
            }
            if i > 0 {
                let (right, wrong) = (labels[i - 1] * LABELS + right, found[i - 1] * LABELS + wrong);
                if right != wrong {
                    self.change_pair(right, 1.0);
                    self.change_pair(wrong, -1.0);
                }
            }
        }
        self.time += 1.0;
    }

    fn score(&self, list: &[u32]) -> [i32; LABELS] {
        let mut sum = [0.0; LABELS];
        for &f in list {
            for (s, w) in sum.iter_mut().zip(&self.rows[f as usize]) {
                *s += w;
            }
        }
        sum.map(|s| s as i32)
    }

    fn best(&self, scores: &[[i32; LABELS]]) -> Vec<usize> {
        best_path(scores, &Steps::new(|before, after| self.pairs[before * LABELS + after] as i32))
    }

    fn change(&mut self, list: &[u32], label: usize, by: f32) {
        for &f in list {
            self.rows[f as usize][label] += by;
            self.sums[f as usize][label] += by * self.time;
        }
    }

    fn change_pair(&mut self, pair: usize, by: f32) {
        self.pairs[pair] += by;
        self.pair_sums[pair] += by * self.time;
    }

    /// The mean of all weights over time.
    fn average(self) -> (Vec<[f32; LABELS]>, Vec<f32>) {
        let time = self.time;
        let mean = |w: f32, sum: f32| w - sum / time;
        let rows = self.rows.iter().zip(&self.sums).map(|(w, s)| std::array::from_fn(|l| mean(w[l], s[l]))).collect();
        let pairs = self.pairs.iter().zip(&self.pair_sums).map(|(&w, &s)| mean(w, s)).collect();
        (rows, pairs)
    }
}

/// The file of a model: the heaviest rows that find room in their bucket.
fn write(hashes: &[u64], rows: &[[f32; LABELS]], pairs: &[f32], buckets: usize) -> Vec<u8> {
    let weight = |row: &[f32; LABELS]| row.iter().fold(0.0f32, |most, w| most.max(w.abs()));
    let mut order: Vec<usize> = (0..rows.len()).filter(|&i| weight(&rows[i]) > 0.0).collect();
    order.sort_by(|&a, &b| weight(&rows[b]).total_cmp(&weight(&rows[a])).then(hashes[a].cmp(&hashes[b])));
    let most = order.get(order.len() / 2000).map_or(1.0, |&i| weight(&rows[i]).max(1e-6));
    let scale = 127.0 / most;
    let mut out = MAGIC.to_vec();
    for w in pairs {
        out.extend_from_slice(&((w * scale).round().clamp(-32_000.0, 32_000.0) as i16).to_le_bytes());
    }
    out.resize(HEAD + BUCKET * buckets, 0);
    let mut filled = vec![0u8; buckets];
    for i in order {
        let bucket = bucket(hashes[i], buckets);
        let mark = (hashes[i] as u16).to_le_bytes();
        let from = HEAD + bucket * BUCKET;
        let used = usize::from(filled[bucket]);
        let clash = (0..used).any(|n| out[from + n * ROW..][..2] == mark);
        let cells = rows[i].map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8);
        if used == BUCKET / ROW || clash || cells == [0; LABELS] {
            continue;
        }
        let row = &mut out[from + used * ROW..][..ROW];
        row[..2].copy_from_slice(&mark);
        for (to, cell) in row[2..].iter_mut().zip(cells) {
            *to = cell as u8;
        }
        filled[bucket] += 1;
    }
    out
}
