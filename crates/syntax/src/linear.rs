//! A linear model with sparse weights of one byte, read in place: a table from the hash of a feature to its
//! weights by class. It knows neither words nor tags.
//!
//! A processor that looks up some tens of features for each word mostly waits for memory, so what a look-up needs
//! stands together. Layout (little endian): number of classes, of slots, of pilots, the clear lead (u32); the slots;
//! the pilots (u16); the rows. A slot is a fingerprint (u16) and [`INLINE`] pairs of class (u8) and weight (i8) or, for a
//! feature with more weights, [`LONG`], a zero and the place of its row (u32). A row is a count and as many pairs, or
//! [`DENSE`] and the weights of all classes. Slots do not cross lines of the cache where the bytes start at a multiple
//! of [`SLOT`].
//!
//! The slots are a perfect hash table in the manner of PTHash (Pibiri & Trani 2021): the pilot of a feature's bucket says
//! which hash leads to its slot. A search is without a branch, for a feature that the model knows and for one that it
//! does not: a load of a pilot, all of which fit the cache, and one of a slot. A wrong fingerprint agrees once in
//! 65,536 times.

/// Bytes of a slot.
pub(crate) const SLOT: usize = 8;
/// Weights that stand in the slot itself.
pub(crate) const INLINE: usize = 3;
/// In place of the first class of a slot: its weights are in a row.
pub(crate) const LONG: u8 = 255;
/// The count of a row that has the weights of all classes.
pub(crate) const DENSE: u8 = 255;

/// Weights of a model, in place.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Linear {
    classes: usize,
    /// The lead of a class over the others from which a part of the features is enough; 0 where it never is.
    clear: i32,
    slots: &'static [[u8; SLOT]],
    pilots: &'static [[u8; 2]],
    rows: &'static [u8],
}

/// Features that are looked up at once.
const AT_ONCE: usize = 80;

impl Linear {
    /// The model in some bytes; a model without weights where they are too few.
    pub(crate) fn new(bytes: &'static [u8]) -> Linear {
        Self::read(bytes).unwrap_or_default()
    }

    fn read(bytes: &'static [u8]) -> Option<Linear> {
        let (head, rest) = bytes.split_first_chunk::<16>()?;
        let number = |k: usize| u32::from_le_bytes([head[k], head[k + 1], head[k + 2], head[k + 3]]) as usize;
        let (slots, rest) = rest.split_at_checked(number(4) * SLOT)?;
        let (pilots, rows) = rest.split_at_checked(number(8) * 2)?;
        let (slots, pilots) = (slots.as_chunks().0, pilots.as_chunks().0);
        Some(Linear { classes: number(0).min(MOST_CLASSES), clear: number(12) as i32, slots, pilots, rows })
    }

    /// The scores of the classes: the sum of the weights of some features. The tables are larger than the caches: all
    /// slots are touched before one is read and all rows before one is added, so that the processor waits for many at
    /// once.
    pub(crate) fn scores(&self, features: &[u64]) -> [i16; MOST_CLASSES] {
        let mut sums = [0i16; MOST_CLASSES];
        self.add(features, &mut sums);
        sums
    }

    /// Whether a lead after a part of the features says that the others would change nothing.
    pub(crate) fn is_clear(&self, lead: i32) -> bool {
        self.clear > 0 && lead >= self.clear
    }

    /// Adds the weights of some features to the scores of the classes.
    pub(crate) fn add(&self, features: &[u64], sums: &mut [i16; MOST_CLASSES]) {
        let mut places = [0u32; AT_ONCE];
        let mut inline = [[[0u8; 2]; INLINE]; AT_ONCE];
        for features in features.chunks(AT_ONCE) {
            for (place, feature) in places.iter_mut().zip(features) {
                *place = self.slot(*feature);
            }
            touch(self.slots, &places[..features.len()], |slot| slot[0]);
            let (mut short, mut long) = (0, 0);
            for (k, feature) in features.iter().enumerate() {
                let slot = self.slots.get(places[k] as usize).copied().unwrap_or_default();
                let [low, high, a, b, c, d, e, f] = slot;
                let same = u16::from_le_bytes([low, high]) == fingerprint(*feature);
                inline[short] = [[a, b], [c, d], [e, f]];
                places[long] = u32::from_le_bytes([c, d, e, f]);
                short += usize::from(same & (a != LONG));
                long += usize::from(same & (a == LONG));
            }
            touch(self.rows, &places[..long], |byte| *byte);
            for pairs in &inline[..short] {
                add_pairs(pairs, sums);
            }
            for place in &places[..long] {
                self.add_row(*place as usize, sums);
            }
        }
    }

    /// Adds a row to sums.
    #[inline]
    fn add_row(&self, place: usize, sums: &mut [i16; MOST_CLASSES]) {
        let Some((count, row)) = self.rows.get(place..).and_then(<[u8]>::split_first) else { return };
        if *count == DENSE {
            for (sum, weight) in sums[..self.classes].iter_mut().zip(row) {
                *sum += i16::from(*weight as i8);
            }
        } else {
            add_pairs(row.as_chunks().0.get(..usize::from(*count)).unwrap_or(&[]), sums);
        }
    }

    /// The slot of a feature.
    #[inline]
    fn slot(&self, feature: u64) -> u32 {
        let pilot = self.pilots.get(bucket(feature, self.pilots.len())).map_or(0, |pilot| u16::from_le_bytes(*pilot));
        slot(feature, pilot, self.slots.len()) as u32
    }
}

/// Adds pairs of class and weight to sums.
#[inline]
fn add_pairs(pairs: &[[u8; 2]], sums: &mut [i16; MOST_CLASSES]) {
    for [class, weight] in pairs {
        sums[usize::from(*class)] += i16::from(*weight as i8);
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
