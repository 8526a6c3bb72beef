//! Stable hashes (FNV-1a, 64 bits) and normal forms of names; both the same on every machine and in every run.

/// A hash that is fed piece by piece.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    pub(crate) fn new() -> Self {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    /// Adds bytes and a mark after them, so that "ab" + "c" differs from "a" + "bc".
    pub(crate) fn text(self, text: &str) -> Self {
        text.bytes().chain([0xff]).fold(self, Hash::byte)
    }

    pub(crate) fn number(self, number: u64) -> Self {
        number.to_le_bytes().into_iter().fold(self, Hash::byte)
    }

    fn byte(self, byte: u8) -> Self {
        Hash((self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// The hash, with its bits mixed once more (the end of MurmurHash3's finaliser).
    pub(crate) fn end(self) -> u64 {
        let mut h = self.0;
        h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    }
}

/// The hash of one text.
pub(crate) fn hash(text: &str) -> u64 {
    Hash::new().text(text).end()
}

/// Letters and digits of a name in Latin script and lower case, words apart by one space.
pub(crate) fn plain(name: &str) -> String {
    let latin = any_ascii::any_ascii(name).to_ascii_lowercase();
    latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_do_not_run_together() {
        assert_ne!(Hash::new().text("ab").text("c").end(), Hash::new().text("a").text("bc").end());
        assert_eq!(hash("arson"), hash("arson"));
    }

    #[test]
    fn names_meet_in_one_script() {
        assert_eq!(plain("Мария  Орлова"), "mariya orlova");
        assert_eq!(plain("“Front-Line” Ltd."), "front line ltd");
    }
}
