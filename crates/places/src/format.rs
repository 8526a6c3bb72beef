//! The layout of the data files: places of fixed width, a pool of strings, lists of candidates. It is written by
//! `cargo xtask gazetteer` and read in place; it knows nothing of languages.
//!
//! - `places.bin`: [`WIDTH`] bytes a place, countries first, then regions, then districts, then cities
//!   with most people first;
//! - `strings.bin`: a byte of length and the bytes of each string, found by its offset;
//! - `lists.bin`: four bytes a candidate, the most likely first: the place and whether the name is its main one;
//! - `names.fst`: folded name → offset into the lists (in candidates) and how many;
//! - `words.fst`: folded word → what else the word is ([`Word`]).

/// Bytes of one place.
pub const WIDTH: usize = 24;

/// No string and no region.
pub const NONE: u32 = u32::MAX;

/// One place as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// Degrees north, times 100 000.
    pub lat: i32,
    /// Degrees east, times 100 000.
    pub lon: i32,
    /// People; of a region those of its cities.
    pub population: u32,
    /// Offset of the English name, in the lower 24 bits; the kind in the upper 8 (0 country, 1 region, 2 city,
    /// 3 district).
    pub kind_and_en: u32,
    /// Offset of the Russian name, or [`NONE`].
    pub ru: u32,
    /// A country: its two letters. A region or city: index of the country.
    pub country: u16,
    /// A city or district: index of its region among the places, or 0 for none. A country or region: index of its capital
    /// among the cities plus one, where it is among the first 65 534.
    pub other: u16,
}

impl Record {
    /// The bytes.
    pub fn to_bytes(self) -> [u8; WIDTH] {
        let mut bytes = [0; WIDTH];
        bytes[0..4].copy_from_slice(&self.lat.to_le_bytes());
        bytes[4..8].copy_from_slice(&self.lon.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.population.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.kind_and_en.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.ru.to_le_bytes());
        bytes[20..22].copy_from_slice(&self.country.to_le_bytes());
        bytes[22..24].copy_from_slice(&self.other.to_le_bytes());
        bytes
    }

    /// The place with an index; `None` past the end.
    pub fn read(places: &[u8], index: u32) -> Option<Record> {
        let at = index as usize * WIDTH;
        let bytes = places.get(at..at + WIDTH)?;
        let word = |from: usize| [bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]];
        Some(Record {
            lat: i32::from_le_bytes(word(0)),
            lon: i32::from_le_bytes(word(4)),
            population: u32::from_le_bytes(word(8)),
            kind_and_en: u32::from_le_bytes(word(12)),
            ru: u32::from_le_bytes(word(16)),
            country: u16::from_le_bytes([bytes[20], bytes[21]]),
            other: u16::from_le_bytes([bytes[22], bytes[23]]),
        })
    }
}

/// A candidate in a list: the place in the lower 24 bits, flags above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed(pub u32);

impl Listed {
    /// The name is not the place's main name.
    pub const ALTERNATE: u32 = 1 << 24;
    /// The name is an acronym and means the place only in capitals.
    pub const ACRONYM: u32 = 1 << 25;

    /// Index of the place.
    pub fn place(self) -> u32 {
        self.0 & 0xff_ffff
    }

    /// Whether a flag is set.
    pub fn is(self, flag: u32) -> bool {
        self.0 & flag != 0
    }
}

/// A name's list: offset and length in one number.
pub fn pack_list(offset: usize, length: usize) -> u64 {
    ((offset as u64) << 12) | (length as u64 & 0xfff)
}

/// The candidates of a name from its number.
pub fn read_list(lists: &[u8], packed: u64) -> impl Iterator<Item = Listed> + '_ {
    let (offset, length) = ((packed >> 12) as usize, (packed & 0xfff) as usize);
    let bytes = lists.get(offset * 4..(offset + length) * 4).unwrap_or_default();
    bytes.chunks_exact(4).map(|b| Listed(u32::from_le_bytes([b[0], b[1], b[2], b[3]])))
}

/// The string at an offset; `None` for [`NONE`].
pub fn read_string(strings: &[u8], offset: u32) -> Option<&str> {
    if offset == NONE {
        return None;
    }
    let at = offset as usize;
    let length = usize::from(*strings.get(at)?);
    std::str::from_utf8(strings.get(at + 1..at + 1 + length)?).ok()
}

/// What a word is besides a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Word(pub u64);

impl Word {
    /// It is a given name.
    pub const GIVEN: u64 = 1 << 8;
    /// It is a surname.
    pub const SURNAME: u64 = 1 << 9;

    /// How often it stands in lower case in the treebanks, at most 255.
    pub fn common(self) -> u64 {
        self.0 & 0xff
    }

    /// Whether a flag is set.
    pub fn is(self, flag: u64) -> bool {
        self.0 & flag != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let record = Record {
            lat: -4_331_195,
            lon: 17_900_000,
            population: 9,
            kind_and_en: 2 << 24 | 7,
            ru: NONE,
            country: 3,
            other: 0,
        };
        let mut bytes = vec![0; WIDTH];
        bytes.extend(record.to_bytes());
        assert_eq!(Record::read(&bytes, 1), Some(record));
        assert_eq!(Record::read(&bytes, 2), None);
    }

    #[test]
    fn lists_and_strings_outside_the_data_are_empty() {
        assert_eq!(read_list(&[1, 0, 0, 0], pack_list(0, 1)).map(Listed::place).collect::<Vec<_>>(), [1]);
        assert_eq!(read_list(&[1, 0, 0, 0], pack_list(1, 1)).count(), 0);
        assert_eq!(read_string(b"\x02ab", 0), Some("ab"));
        assert_eq!(read_string(b"\x09ab", 0), None);
    }
}
