//! How rare a term is in reports at large: a table that is shipped as data, never a count over the batch.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::hash::hash;

/// How many of ten thousand reports have a term, for the terms that are not rare.
static TABLE: LazyLock<HashMap<u64, f32>> = LazyLock::new(|| {
    let lines = include_str!("../data/terms.tsv").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).filter_map(|(term, n)| Some((hash(term), n.parse().ok()?))).collect()
});

/// Reports in ten thousand that a term has which is not in the table.
const UNSEEN: f32 = 0.7;

/// Weight of a term by its rarity: the logarithm of one in how many reports has it.
pub(crate) fn rarity(term: u64) -> f32 {
    (10_000.0 / TABLE.get(&term).copied().unwrap_or(UNSEEN)).ln().max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_weigh_more_than_words_of_every_day() {
        assert!(rarity(hash("orlova-that-nobody-knows")) > rarity(hash("police")));
        assert!(rarity(hash("police")) > rarity(hash("say")));
        assert!(rarity(hash("say")) >= 0.0);
    }
}
