//! The pairs of codes that exclude each other, from a data file.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use model::Field;

static PAIRS: LazyLock<BTreeSet<(&str, &str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../data/exclusive.tsv").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|l| l.split_once('\t'))
        .filter_map(|(f, pair)| pair.split_once('\t').map(|(a, b)| (f, a, b)))
        .collect()
});

/// Whether the data file says that only one of two codes of a field can be true.
pub(crate) fn exclusive(field: Field, a: &str, b: &str) -> bool {
    PAIRS.contains(&(field.as_str(), a, b)) || PAIRS.contains(&(field.as_str(), b, a))
}

#[cfg(test)]
mod tests {
    use model::*;

    use super::*;

    #[test]
    fn every_pair_names_codes_that_there_are() {
        for (field, a, b) in PAIRS.iter() {
            let known = |code: &str| match Field::from_code(field).expect("a field") {
                Field::Act => ActCode::from_code(code).is_some(),
                Field::Outcome => OutcomeKind::from_code(code).is_some(),
                Field::Alerted => Answer::from_code(code).is_some(),
                Field::Response => ResponseKind::from_code(code).is_some(),
                _ => false,
            };
            assert!(known(a) && known(b) && a != b, "{field} {a} {b}");
        }
        assert!(exclusive(Field::Act, "abduction", "detention"));
        assert!(!exclusive(Field::Act, "arson", "detention"));
    }
}
