//! Every number that was set by looking at data, each with the date and the set that it was set on.

/// Reports whose event (or publication) lies further apart than this are strangers, whatever their words.
/// 2026-11-25, `gvc` dev.
pub(crate) const WINDOW_DAYS: i32 = 14;

/// Two groups of reports are one from this mean likeness on. 2026-11-25, `gvc` and `ecbplus` dev.
pub(crate) const SAME_EVENT: f32 = 0.22;

/// Only pairs of at least this share of [`SAME_EVENT`] connect reports to a set that is looked at as a whole.
/// 2026-11-25, `gvc` dev.
pub(crate) const CONNECTS: f32 = 0.8;

/// The heaviest terms of a report, of which each pair is a key. 2026-11-25, `gvc` and `ecbplus` dev.
pub(crate) const KEY_TERMS: usize = 12;

/// A key under which more than this many comparisons a report would be made is refined by a second one.
/// 2026-11-25, 100,000 multiplied reports.
pub(crate) const PAIRS_A_KEY: usize = 40;

/// Sets of connected reports larger than this are cut at a higher likeness first. 2026-11-25, memory of a matrix.
pub(crate) const LARGEST_SET: usize = 1500;
