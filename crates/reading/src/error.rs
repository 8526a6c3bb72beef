//! What cannot be read, and what a person can do about it.

/// Why an original gave no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There are no bytes at all.
    #[error("{path}: the file is empty; check that it was saved or copied whole")]
    Empty {
        /// As given.
        path: String,
    },
    /// The bytes are no text in any encoding.
    #[error("{path}: this is binary data and no text; save the report as plain text or HTML")]
    Binary {
        /// As given.
        path: String,
    },
    /// The format is known, but there is no reader for it.
    #[error("{path}: {format} is not read yet; {instead}")]
    NotReadYet {
        /// As given.
        path: String,
        /// The name of the format.
        format: &'static str,
        /// What to do meanwhile.
        instead: &'static str,
    },
}
