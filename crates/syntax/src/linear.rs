//! A linear model with sparse weights of one byte, read in place: a table from the hash of a feature to its
//! weights by class. It knows neither words nor tags.
//!
//! Layout (little endian): number of classes, of pilots, of slots (u32); the pilots (u16); the slots, each a fingerprint
//! (u16) and the place of a row (u24, 0 for none); the rows. A row is a count and as many pairs of class (u8) and
//! weight (i8), or [`DENSE`] and the weights of all classes.
//!
//! The slots are a perfect hash table in the manner of PTHash (Pibiri & Trani 2021): the pilot of a feature's bucket says
//! which hash leads to its slot. A search is two loads without a branch, for a feature that the model knows and for one
//! that it does not. A wrong fingerprint agrees once in 65,536 times.

/// Bytes of a slot.
pub(crate) const SLOT: usize = 5;
/// The count of a row that has the weights of all classes.
pub(crate) const DENSE: u8 = 255;

/// Weights of a model, in place.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Linear {
    classes: usize,
    pilots: &'static [[u8; 2]],
    slots: &'static [[u8; SLOT]],
    rows: &'static [u8],
}

/// Features that are looked up at once.
const AT_ONCE: usize = 72;

impl Linear {
    /// The model in some bytes; a model without weights where they are too few.
    pub(crate) fn new(bytes: &'static [u8]) -> Linear {
        Self::read(bytes).unwrap_or_default()
    }

    fn read(bytes: &'static [u8]) -> Option<Linear> {
        let (head, rest) = bytes.split_first_chunk::<12>()?;
        let number = |k: usize| u32::from_le_bytes([head[k], head[k + 1], head[k + 2], head[k + 3]]) as usize;
        let (pilots, rest) = rest.split_at_checked(number(4) * 2)?;
        let (slots, rows) = rest.split_at_checked(number(8) * SLOT)?;
        let (pilots, slots) = (pilots.as_chunks().0, slots.as_chunks().0);
        Some(Linear { classes: number(0).min(MOST_CLASSES), pilots, slots, rows })
    }

    /// The scores of the classes: the sum of the weights of some features. The tables are larger than the caches: all
    /// slots are touched before one is read and all rows before one is added, so that the processor waits for many at
    /// once.
    pub(crate) fn scores(&self, features: &[u64]) -> [i16; MOST_CLASSES] {
        let mut sums = [0i16; MOST_CLASSES];
        let mut places = [0u32; AT_ONCE];
        for features in features.chunks(AT_ONCE) {
            for (place, feature) in places.iter_mut().zip(features) {
                *place = self.slot(*feature);
            }
            touch(self.slots, &places[..features.len()], |slot| slot[0]);
            let mut known = 0;
            for (k, feature) in features.iter().enumerate() {
                places[known] = self.row(*feature, places[k]);
                known += usize::from(places[known] != 0);
            }
            touch(self.rows, &places[..known], |byte| *byte);
            for place in &places[..known] {
                self.add(*place as usize, &mut sums);
            }
        }
        sums
    }

    /// Adds a row to sums.
    #[inline]
    fn add(&self, place: usize, sums: &mut [i16; MOST_CLASSES]) {
        let Some((count, row)) = self.rows.get(place..).and_then(<[u8]>::split_first) else { return };
        if *count == DENSE {
            for (sum, weight) in sums[..self.classes].iter_mut().zip(row) {
                *sum += i16::from(*weight as i8);
            }
        } else {
            for [class, weight] in row.get(..2 * usize::from(*count)).unwrap_or(&[]).as_chunks().0 {
                sums[usize::from(*class)] += i16::from(*weight as i8);
            }
        }
    }

    /// The slot of a feature.
    #[inline]
    fn slot(&self, feature: u64) -> u32 {
        let pilot = self.pilots.get(bucket(feature, self.pilots.len())).map_or(0, |pilot| u16::from_le_bytes(*pilot));
        slot(feature, pilot, self.slots.len()) as u32
    }

    /// Where the row of a feature is that has a slot; 0 where the slot is of another feature.
    #[inline]
    fn row(&self, feature: u64, slot: u32) -> u32 {
        let Some([low, high, place @ ..]) = self.slots.get(slot as usize) else { return 0 };
        let same = u16::from_le_bytes([*low, *high]) == fingerprint(feature);
        let place = u32::from_le_bytes([place[0], place[1], place[2], 0]);
        std::hint::select_unpredictable(same, place, 0)
    }
}

/// Loads what is at some places into the cache: no load waits for another, as they would behind a branch.
#[inline]
fn touch<T>(table: &[T], places: &[u32], byte: impl Fn(&T) -> u8) {
    let all = places.iter().fold(0, |all, at| all ^ table.get(*at as usize).map_or(0, &byte));
    std::hint::black_box(all);
}

/// How many classes a model can have.
pub(crate) const MOST_CLASSES: usize = 256;

/// The bucket of a feature.
#[inline]
pub(crate) fn bucket(feature: u64, buckets: usize) -> usize {
    (((feature >> 32) * buckets as u64) >> 32) as usize
}

/// The slot that a pilot leads a feature to.
#[inline]
pub(crate) fn slot(feature: u64, pilot: u16, slots: usize) -> usize {
    let hash = (feature ^ u64::from(pilot).wrapping_mul(0xd6e8_feb8_6659_fd93)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (((hash >> 32) * slots as u64) >> 32) as usize
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
