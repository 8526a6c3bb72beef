//! Features of what is judged: facts about a candidate as short words, kept as hashes.

/// The features of one candidate. Each is a few words joined ("suffers", "detention"); what is kept is its hash and,
/// where somebody wants to read them, the words.
#[derive(Debug, Default)]
pub(crate) struct Features {
    pub hashes: Vec<u32>,
    pub words: Option<Vec<String>>,
}

impl Features {
    /// Features whose words are kept too.
    pub(crate) fn readable() -> Self {
        Features { hashes: Vec::new(), words: Some(Vec::new()) }
    }

    /// Adds a feature.
    pub(crate) fn put(&mut self, parts: &[&str]) {
        let mut hash = BASIS;
        for (at, part) in parts.iter().enumerate() {
            hash = mix(if at == 0 { hash } else { mix(hash, " ") }, part);
        }
        self.hashes.push(finish(hash));
        if let Some(words) = &mut self.words {
            words.push(parts.join(" "));
        }
    }
}

/// FNV-1a of a feature's words, its upper half mixed into the lower.
pub(crate) fn hash(words: &str) -> u32 {
    finish(mix(BASIS, words))
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(hash: u64, words: &str) -> u64 {
    words.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn finish(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

/// A count as one of a few words.
pub(crate) fn amount(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4-5",
        6..=9 => "6-9",
        10..=19 => "10-19",
        _ => "20+",
    }
}

/// A part of a whole as one of a few words.
pub(crate) fn share(part: usize, whole: usize) -> &'static str {
    match (100 * part).checked_div(whole).unwrap_or(0) {
        0..=4 => "<5%",
        5..=14 => "<15%",
        15..=29 => "<30%",
        30..=49 => "<50%",
        50..=74 => "<75%",
        _ => "75%+",
    }
}
