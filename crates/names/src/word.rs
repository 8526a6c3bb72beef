//! Words as the layers of this crate compare them: lower case, stem, shape. Knows no tables but endings.

use std::hash::{BuildHasherDefault, Hasher};

/// A 64-bit hash of bytes, the same on every machine.
#[inline]
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        h = (h.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    mix(h ^ bytes.len() as u64)
}

/// Spreads the bits of a number.
#[inline]
pub(crate) fn mix(mut h: u64) -> u64 {
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 32)
}

/// A hasher for keys that are hashes already.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// A map whose keys are hashes.
pub(crate) type HashedMap<V> = std::collections::HashMap<u64, V, BuildHasherDefault<Same>>;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// Nothing but small letters, possibly with marks between them.
    Lower,
    /// A capital, then small letters.
    Title,
    /// Two capitals or more and no small letter.
    Upper,
    /// A single capital, perhaps with a full stop.
    Initial,
    /// Capitals inside: "McDonald", "iPhone", "al-Sadr".
    Mixed,
    /// Digits.
    Digits,
    /// Letters and digits.
    Code,
    /// Anything else.
    Mark,
}

impl Shape {
    /// The shape of a word.
    pub(crate) fn of(form: &str) -> Shape {
        let (mut upper, mut lower, mut digit, mut letters) = (0u32, 0u32, 0u32, 0u32);
        let mut first_upper = false;
        for c in form.chars().take(64) {
            if c.is_alphabetic() {
                if c.is_uppercase() {
                    upper += 1;
                    first_upper |= letters == 0;
                } else {
                    lower += 1;
                }
                letters += 1;
            } else if c.is_numeric() {
                digit += 1;
            }
        }
        match (upper, lower, digit) {
            (0, 0, 0) => Shape::Mark,
            (0, 0, _) => Shape::Digits,
            (_, _, 1..) => Shape::Code,
            (0, _, _) => Shape::Lower,
            (1, 0, _) => Shape::Initial,
            (_, 0, _) => Shape::Upper,
            (1, _, _) if first_upper => Shape::Title,
            _ => Shape::Mixed,
        }
    }

    /// Whether a name can begin with it, where case tells anything.
    pub(crate) fn is_capital(self) -> bool {
        matches!(self, Shape::Title | Shape::Upper | Shape::Initial | Shape::Mixed)
    }
}

/// The longest ending of a list is taken off, as long as three letters are left.
pub(crate) fn strip<'w>(lower: &'w str, endings: &[String]) -> &'w str {
    let mut best = lower;
    for ending in endings {
        if let Some(stem) = lower.strip_suffix(ending.as_str())
            && stem.len() < best.len()
            && stem.chars().nth(2).is_some()
            && !(ending == "s" && (stem.ends_with('s') || stem.ends_with('u') || stem.ends_with('i')))
        {
            best = stem;
        }
    }
    best
}

/// A word with a capital first letter.
pub(crate) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A word written in small letters written the way another word is: all capitals, first capital, each part of a
/// hyphenated word with its own.
pub(crate) fn cased_like(lower: &str, model: &str) -> String {
    if Shape::of(model) == Shape::Upper {
        return lower.to_uppercase();
    }
    let mut heads = model.split('-').map(|part| part.chars().next().is_some_and(char::is_uppercase));
    let parts: Vec<String> = lower
        .split('-')
        .map(|part| if heads.next().unwrap_or(false) { capitalised(part) } else { part.to_owned() })
        .collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (form, shape) in [
            ("дом", Shape::Lower),
            ("Дом", Shape::Title),
            ("МВД", Shape::Upper),
            ("А.", Shape::Initial),
            ("McKay", Shape::Mixed),
            ("2015", Shape::Digits),
            ("G20", Shape::Code),
            ("—", Shape::Mark),
        ] {
            assert_eq!(Shape::of(form), shape, "{form}");
        }
    }

    #[test]
    fn a_stem_keeps_three_letters() {
        let endings = ["а", "ами", "ого"].map(String::from);
        assert_eq!(strip("суда", &endings), "суд");
        assert_eq!(strip("ива", &endings), "ива");
        assert_eq!(strip("домами", &endings), "дом");
    }

    #[test]
    fn case_follows_a_model() {
        assert_eq!(cased_like("комитет", "КОМИТЕТА"), "КОМИТЕТ");
        assert_eq!(cased_like("римский-корсаков", "Римского-Корсакова"), "Римский-Корсаков");
        assert_eq!(cased_like("комитет", "комитета"), "комитет");
    }
}
