//! A linear model with sparse weights of one byte, read in place: a table from the hash of a feature to its
//! weights by class. It knows neither words nor tags.
//!
//! Layout (little endian): number of slots that a search starts at, number of all slots (u32), then the slots, each a fingerprint (u16) and the place of a row
//! (u24, 0 for an empty slot), then the rows: a count and as many pairs of class (u8) and weight (i8).
//! Slots are probed linearly (Knuth 1998, 6.4); a wrong fingerprint agrees once in 65,536 times.

/// Bytes of a slot.
pub(crate) const SLOT: usize = 5;

/// Weights of a model, in place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Linear {
    slots: &'static [u8],
    rows: &'static [u8],
    count: u64,
}

impl Linear {
    /// The model in some bytes; a model without weights where they are too few.
    pub(crate) fn new(bytes: &'static [u8]) -> Linear {
        let empty = Linear { slots: &[], rows: &[], count: 0 };
        let Some((head, rest)) = bytes.split_first_chunk::<8>() else { return empty };
        let number = |k: usize| u32::from_le_bytes([head[k], head[k + 1], head[k + 2], head[k + 3]]);
        match rest.split_at_checked(number(4) as usize * SLOT) {
            Some((slots, rows)) => Linear { slots, rows, count: u64::from(number(0)) },
            None => empty,
        }
    }

    /// Adds the weights of features to the scores of the classes. The tables are larger than the caches: all slots
    /// are touched before one is searched, and all rows before one is added, so that the processor waits for many
    /// at once.
    pub(crate) fn add(&self, features: &[u64], scores: &mut [i32; MOST_CLASSES]) {
        let mut places = [0u32; 64];
        for features in features.chunks(places.len()) {
            touch(self.slots, features.iter().map(|f| first_slot(*f, self.count) * SLOT));
            for (place, feature) in places.iter_mut().zip(features) {
                *place = self.place(*feature);
            }
            touch(self.rows, places[..features.len()].iter().map(|p| *p as usize));
            for place in places[..features.len()].iter().filter(|p| **p != 0) {
                let Some(row) = self.rows.get(*place as usize..) else { continue };
                let count = usize::from(row.first().copied().unwrap_or(0));
                for pair in row.get(1..1 + 2 * count).unwrap_or(&[]).chunks_exact(2) {
                    scores[usize::from(pair[0])] += i32::from(pair[1] as i8);
                }
            }
        }
    }

    /// Where the row of a feature is; 0 where it has none.
    #[inline]
    fn place(&self, feature: u64) -> u32 {
        let mut at = first_slot(feature, self.count) * SLOT;
        let print = fingerprint(feature);
        while let Some(entry) = self.slots.get(at..at + SLOT) {
            let place = u32::from_le_bytes([entry[2], entry[3], entry[4], 0]);
            if place == 0 || u16::from_le_bytes([entry[0], entry[1]]) == print {
                return place;
            }
            at += SLOT;
        }
        0
    }
}

/// Loads bytes at some places into the cache: no load waits for another, as they would behind a branch.
#[inline]
fn touch(bytes: &[u8], places: impl Iterator<Item = usize>) {
    let all = places.fold(0, |all, at| all ^ bytes.get(at).copied().unwrap_or(0));
    std::hint::black_box(all);
}

/// How many classes a model can have.
pub(crate) const MOST_CLASSES: usize = 256;

/// Where the search for a feature starts.
#[inline]
pub(crate) fn first_slot(feature: u64, count: u64) -> usize {
    (((feature >> 32) * count) >> 32) as usize
}

/// What a slot remembers of its feature.
#[inline]
pub(crate) fn fingerprint(feature: u64) -> u16 {
    feature as u16
}

/// Mixes a value into a hash.
#[inline]
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

/// Makes all bits of a hash depend on all others (the finaliser of SplitMix64, Steele et al. 2014).
#[inline]
pub(crate) fn finish(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// Hash of some bytes.
#[inline]
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut chunks = bytes.chunks_exact(8);
    let mut state = 0x5159_a1c0 ^ bytes.len() as u64;
    for chunk in &mut chunks {
        state = mix(state, u64::from_le_bytes(chunk.try_into().expect("a chunk has eight bytes")));
    }
    let mut last = [0; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    finish(mix(state, u64::from_le_bytes(last)))
}

/// Parts of a file: how many (u32), the length of each (u32), then their bytes.
pub(crate) fn section(bytes: &'static [u8], index: usize) -> &'static [u8] {
    let number = |at: usize| bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize);
    let Some(count) = number(0).filter(|count| index < *count) else { return &[] };
    let mut start = 4 + 4 * count;
    for k in 0..index {
        start += number(4 + 4 * k).unwrap_or(0);
    }
    bytes.get(start..start + number(4 + 4 * index).unwrap_or(0)).unwrap_or(&[])
}
