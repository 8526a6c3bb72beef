//! Normal forms of names in one Latin script.

/// Normal forms of a name, the most telling first.
pub fn key(name: &str) -> Vec<String> {
    vec![any_ascii::any_ascii(name).to_lowercase()]
}
