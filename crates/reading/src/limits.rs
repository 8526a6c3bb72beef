//! Limits that keep any input cheap, and thresholds with the day and the pages they were set on.

/// Pieces that one original is cut into at most; the lines of a longer one are joined. Keeps 64 MB of one-letter
/// lines under the limit of memory.
pub(crate) const MOST_PIECES: usize = 100_000;
/// Elements inside one another that a page may have; deeper ones are read as part of the deepest. Real pages stay
/// under 100.
pub(crate) const DEEPEST: usize = 512;
/// Elements and texts that one page is taken apart into; beyond it words are kept, tags are not.
pub(crate) const MOST_NODES: usize = 1_000_000;
