//! Limits that keep any input cheap, and thresholds with the day and the pages they were set on.

/// Pieces that one original is cut into at most; the lines of a longer one are joined. Keeps 64 MB of one-letter
/// lines under the limit of memory.
pub(crate) const MOST_PIECES: usize = 100_000;
/// Elements inside one another that a page may have; deeper ones are read as part of the deepest. Real pages stay
/// under 100.
pub(crate) const DEEPEST: usize = 512;
/// Elements and texts that one page is taken apart into; beyond it words are kept, tags are not.
pub(crate) const MOST_NODES: usize = 500_000;
/// Attributes of one tag that are read; the tokenizer compares each with all before it.
pub(crate) const MOST_ATTRIBUTES: usize = 200;
/// Bytes up to which a line is looked at for a day, a credit, an address.
pub(crate) const LINE: usize = 500;
/// Pieces up to which each is asked for its language by trigrams.
pub(crate) const FEW_PIECES: usize = 3_000;
