//! An averaged perceptron over hashed features, and its weights in the file form that [`crate::linear`] reads.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::linear::{SLOT, fingerprint, first_slot};

/// Features are hashes already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// What the average of a weight is made of.
#[derive(Clone, Copy)]
struct Past {
    since: u32,
    total: i64,
}

/// Weights of a feature: class in the upper eight bits and value in the others, so that scoring reads little.
#[derive(Default)]
struct Row {
    now: Vec<i32>,
    past: Vec<Past>,
}

fn class_of(weight: i32) -> usize {
    (weight as u32 >> 24) as usize
}

fn value_of(weight: i32) -> i32 {
    weight << 8 >> 8
}

/// Weights in training.
#[derive(Default)]
pub(super) struct Perceptron {
    index: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    rows: Vec<Row>,
    /// Decisions so far.
    pub(super) step: u32,
}

impl Perceptron {
    /// Adds the weights of a feature to the scores of the classes.
    pub(super) fn add(&self, feature: u64, scores: &mut [i32]) {
        if let Some(row) = self.index.get(&feature) {
            for weight in &self.rows[*row as usize].now {
                scores[class_of(*weight)] += value_of(*weight);
            }
        }
    }

    /// Moves the weight of a feature for a class.
    pub(super) fn update(&mut self, feature: u64, class: u8, by: i32) {
        let next = self.rows.len() as u32;
        let row = *self.index.entry(feature).or_insert(next);
        if row == next {
            self.rows.push(Row::default());
        }
        let row = &mut self.rows[row as usize];
        let at = row.now.iter().position(|w| class_of(*w) == usize::from(class)).unwrap_or_else(|| {
            row.now.push((u32::from(class) << 24) as i32);
            row.past.push(Past { since: self.step, total: 0 });
            row.now.len() - 1
        });
        let (past, value) = (&mut row.past[at], value_of(row.now[at]));
        past.total += i64::from(value) * i64::from(self.step - past.since);
        past.since = self.step;
        row.now[at] = ((u32::from(class) << 24) | ((value + by) as u32 & 0xff_ffff)) as i32;
    }

    /// The averaged weights, of which at most `most` are kept, in one byte each.
    pub(super) fn write(&self, most: usize) -> Vec<u8> {
        let steps = f64::from(self.step.max(1));
        let mean = |now: i32, past: Past| {
            (past.total as f64 + f64::from(value_of(now)) * f64::from(self.step - past.since)) / steps
        };
        let means = |row: &Row| -> Vec<f64> { row.now.iter().zip(&row.past).map(|(n, p)| mean(*n, *p)).collect() };
        let mut sizes: Vec<f64> = self.rows.iter().flat_map(means).map(f64::abs).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let limit = sizes.get(most).copied().unwrap_or(0.0);
        let largest = sizes.get(sizes.len() / 5000).copied().unwrap_or(1.0).max(1e-9);
        let scale = 127.0 / largest;
        let mut features: Vec<(u64, u32)> = self.index.iter().map(|(f, r)| (*f, *r)).collect();
        features.sort_unstable();
        let mut kept: Vec<(u64, Vec<u8>)> = Vec::new();
        for (feature, row) in features {
            let mut pairs: Vec<(u8, i8)> = Vec::new();
            let row = &self.rows[row as usize];
            for (weight, value) in row.now.iter().zip(means(row)) {
                let byte = (value * scale).round().clamp(-127.0, 127.0) as i8;
                if value.abs() > limit && byte != 0 {
                    pairs.push((class_of(*weight) as u8, byte));
                }
            }
            pairs.sort_unstable();
            if !pairs.is_empty() {
                let mut row = vec![pairs.len() as u8];
                row.extend(pairs.iter().flat_map(|(c, w)| [*c, *w as u8]));
                kept.push((feature, row));
            }
        }
        table(&kept)
    }
}

/// The table of features and their rows.
fn table(kept: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let count = kept.len() * 5 / 4 + 64;
    // Some slots past the last, so that a search never has to turn round.
    let mut slots = vec![0u8; (count + 4096) * SLOT];
    let mut rows = vec![0u8];
    let mut shared: HashMap<&[u8], usize> = HashMap::new();
    for (feature, row) in kept {
        let at = *shared.entry(row).or_insert_with(|| {
            rows.extend(row);
            rows.len() - row.len()
        });
        let mut slot = first_slot(*feature, count as u64);
        while slots[slot * SLOT + 2..slot * SLOT + SLOT] != [0, 0, 0] {
            slot += 1;
        }
        slots[slot * SLOT..slot * SLOT + 2].copy_from_slice(&fingerprint(*feature).to_le_bytes());
        slots[slot * SLOT + 2..slot * SLOT + SLOT].copy_from_slice(&(at as u32).to_le_bytes()[..3]);
    }
    let mut bytes = (count as u32).to_le_bytes().to_vec();
    bytes.extend(((slots.len() / SLOT) as u32).to_le_bytes());
    bytes.extend(slots);
    bytes.extend(rows);
    bytes
}
