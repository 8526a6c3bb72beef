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

struct Weight {
    class: u8,
    value: i32,
    since: u32,
    total: i64,
}

/// Weights in training.
#[derive(Default)]
pub(super) struct Perceptron {
    index: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    rows: Vec<Vec<Weight>>,
    /// Decisions so far.
    pub(super) step: u32,
}

impl Perceptron {
    /// Adds the weights of a feature to the scores of the classes.
    pub(super) fn add(&self, feature: u64, scores: &mut [i32]) {
        if let Some(row) = self.index.get(&feature) {
            for weight in &self.rows[*row as usize] {
                scores[usize::from(weight.class)] += weight.value;
            }
        }
    }

    /// Moves the weight of a feature for a class.
    pub(super) fn update(&mut self, feature: u64, class: u8, by: i32) {
        let next = self.rows.len() as u32;
        let row = *self.index.entry(feature).or_insert(next);
        if row == next {
            self.rows.push(Vec::new());
        }
        let row = &mut self.rows[row as usize];
        let at = row.iter().position(|w| w.class == class).unwrap_or_else(|| {
            row.push(Weight { class, value: 0, since: self.step, total: 0 });
            row.len() - 1
        });
        let weight = &mut row[at];
        weight.total += i64::from(weight.value) * i64::from(self.step - weight.since);
        weight.since = self.step;
        weight.value += by;
    }

    /// The averaged weights, of which at most `most` are kept, in one byte each.
    pub(super) fn write(&self, most: usize) -> Vec<u8> {
        let steps = f64::from(self.step.max(1));
        let mean = |w: &Weight| (w.total as f64 + f64::from(w.value) * f64::from(self.step - w.since)) / steps;
        let mut sizes: Vec<f64> = self.rows.iter().flatten().map(|w| mean(w).abs()).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let limit = sizes.get(most).copied().unwrap_or(0.0);
        let largest = sizes.get(sizes.len() / 5000).copied().unwrap_or(1.0).max(1e-9);
        let scale = 127.0 / largest;
        let mut features: Vec<(u64, u32)> = self.index.iter().map(|(f, r)| (*f, *r)).collect();
        features.sort_unstable();
        let mut kept: Vec<(u64, Vec<u8>)> = Vec::new();
        for (feature, row) in features {
            let mut pairs: Vec<(u8, i8)> = Vec::new();
            for weight in &self.rows[row as usize] {
                let value = mean(weight);
                let byte = (value * scale).round().clamp(-127.0, 127.0) as i8;
                if value.abs() > limit && byte != 0 {
                    pairs.push((weight.class, byte));
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
