//! An averaged perceptron over hashed features, and its weights in the file form that [`crate::linear`] reads.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use crate::linear::{DENSE, INLINE, LONG, SLOT, bucket, fingerprint, slot};

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

    /// The averaged weights, of which at most `most` are kept, in one byte each, and the lead that is clear.
    pub(super) fn write(&self, most: usize, clear: u32) -> Vec<u8> {
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
        let mut kept: Vec<(u64, Vec<(u8, i8)>)> = Vec::new();
        for (feature, row) in features {
            let row = &self.rows[row as usize];
            let mut pairs: Vec<(u8, i8)> = Vec::new();
            for (weight, value) in row.now.iter().zip(means(row)) {
                let byte = (value * scale).round().clamp(-127.0, 127.0) as i8;
                if value.abs() > limit && byte != 0 {
                    pairs.push((class_of(*weight) as u8, byte));
                }
            }
            pairs.sort_unstable();
            if !pairs.is_empty() {
                kept.push((feature, pairs));
            }
        }
        table(&kept, clear)
    }
}

/// The table of features and their weights by class ([`crate::linear`] says how it is laid out).
fn table(kept: &[(u64, Vec<(u8, i8)>)], clear: u32) -> Vec<u8> {
    let classes = kept.iter().flat_map(|(_, pairs)| pairs).map(|(class, _)| usize::from(*class) + 1).max().unwrap_or(0);
    // The longest rows come first: those are of the features that are met most.
    let mut places = BTreeMap::new();
    for (_, pairs) in kept.iter().filter(|(_, pairs)| pairs.len() > INLINE) {
        let row = row(pairs, classes);
        places.insert((Reverse(row.len()), row), 0);
    }
    let mut rows: Vec<u8> = Vec::new();
    for ((_, row), place) in &mut places {
        *place = rows.len() as u32;
        rows.extend(row);
    }
    let slot_of = |(feature, pairs): &(u64, Vec<(u8, i8)>)| -> (u64, [u8; SLOT]) {
        let mut bytes = [0; SLOT];
        bytes[..2].copy_from_slice(&fingerprint(*feature).to_le_bytes());
        if pairs.len() > INLINE {
            let row = row(pairs, classes);
            bytes[2] = LONG;
            bytes[4..].copy_from_slice(&places[&(Reverse(row.len()), row)].to_le_bytes());
        } else {
            let weights = pairs.iter().flat_map(|(class, weight)| [*class, *weight as u8]);
            bytes[2..].iter_mut().zip(weights).for_each(|(to, byte)| *to = byte);
        }
        (*feature, bytes)
    };
    let slots: HashMap<u64, [u8; SLOT]> = kept.iter().map(slot_of).collect();
    let features: Vec<u64> = kept.iter().map(|(feature, _)| *feature).collect();
    let (pilots, taken) = perfect(&features);
    let mut bytes = Vec::new();
    for number in [classes, taken.len(), pilots.len(), clear as usize] {
        bytes.extend((number as u32).to_le_bytes());
    }
    bytes.extend(taken.iter().flat_map(|feature| feature.map_or([0; SLOT], |f| slots[&f])));
    bytes.extend(pilots.iter().flat_map(|p| p.to_le_bytes()));
    bytes.extend(rows);
    bytes
}

/// The bytes of a row: all weights where a quarter of the classes have one, for adding them is the faster.
fn row(pairs: &[(u8, i8)], classes: usize) -> Vec<u8> {
    if 4 * pairs.len() < classes {
        let bytes = pairs.iter().flat_map(|(class, weight)| [*class, *weight as u8]);
        return std::iter::once(pairs.len() as u8).chain(bytes).collect();
    }
    let mut row = vec![0; 1 + classes];
    row[0] = DENSE;
    for (class, weight) in pairs {
        row[1 + usize::from(*class)] = *weight as u8;
    }
    row
}

/// A perfect hash of features: the pilot of each bucket and the feature in each slot. The fullest buckets choose their
/// pilot first; a table of which some bucket finds none is made a little larger.
fn perfect(features: &[u64]) -> (Vec<u16>, Vec<Option<u64>>) {
    let mut size = features.len() * 10 / 9 + 1;
    let mut buckets = vec![Vec::new(); features.len() / 4 + 1];
    for feature in features {
        buckets[bucket(*feature, features.len() / 4 + 1)].push(*feature);
    }
    let mut order: Vec<usize> = (0..buckets.len()).collect();
    order.sort_by_key(|b| std::cmp::Reverse(buckets[*b].len()));
    'sizes: loop {
        let (mut pilots, mut taken) = (vec![0u16; buckets.len()], vec![None; size]);
        for number in &order {
            let features = &buckets[*number];
            let fits = |pilot: &u16| {
                let mut slots: Vec<usize> = features.iter().map(|f| slot(*f, *pilot, size)).collect();
                slots.sort_unstable();
                slots.windows(2).all(|w| w[0] != w[1]) && slots.iter().all(|s| taken[*s].is_none())
            };
            let Some(pilot) = (0..=u16::MAX).find(fits) else {
                size += size / 50 + 1;
                continue 'sizes;
            };
            pilots[*number] = pilot;
            for feature in features {
                taken[slot(*feature, pilot, size)] = Some(*feature);
            }
        }
        return (pilots, taken);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::{Linear, finish};

    #[test]
    fn a_table_gives_each_feature_its_weights_and_a_stranger_none() {
        let feature = |k: u64| finish(k + 1);
        let weights = |k: u64| -> Vec<(u8, i8)> {
            (0..=(k % 40) as u8)
                .filter(|c| !k.is_multiple_of(3) || c.is_multiple_of(7))
                .map(|c| (c, (k % 120) as i8 - 60))
                .collect()
        };
        let kept: Vec<_> = (0..5000).map(|k| (feature(k), weights(k))).collect();
        let model = Linear::new(table(&kept, 0).leak());
        for (feature, pairs) in &kept {
            let mut wanted = [0; 256];
            pairs.iter().for_each(|(class, weight)| wanted[usize::from(*class)] = i16::from(*weight));
            assert_eq!(model.scores(&[*feature]), wanted);
        }
        let strangers = (5000..15_000).filter(|k| model.scores(&[feature(*k)]) != [0; 256]).count();
        assert!(strangers <= 2, "{strangers}");
    }
}
