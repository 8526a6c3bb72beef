//! Every number that was set by looking at data, each with the date and the set that it was set on.

/// Reports whose event (or publication) lies further apart than this are strangers, whatever their words.
/// 2026-11-25, `gvc` dev.
pub(crate) const WINDOW_DAYS: i32 = 14;

/// Likeness fades by this share with each day between two reports. 2026-11-25, `gvc` dev.
pub(crate) const FADES_A_DAY: f32 = 0.03;

/// Share of names in the likeness of two reports in one language; the rest is words. 2026-11-25, `gvc` dev.
pub(crate) const NAMES_SHARE: f32 = 0.2;

/// Share of the likeness of names that counts between two languages, where words say nothing. 2026-11-25,
/// `defenders` dev.
pub(crate) const NAMES_ACROSS_LANGUAGES: f32 = 0.9;

/// Weight of the name of a country, a region or a thing beside that of a city, a person, an organisation.
/// 2026-11-25, `defenders` dev.
pub(crate) const VAGUE_NAME: f32 = 0.3;

/// What one exact day in both adds to their likeness. 2026-11-25, `gvc` dev.
pub(crate) const SAME_DAY: f32 = 0.03;

/// What each day takes away by which two exact days differ, where that is more than one. 2026-11-25, `gvc` dev.
pub(crate) const OTHER_DAY: f32 = 0.03;

/// What one who suffered in both adds. 2026-11-25, `gvc` dev.
pub(crate) const SAME_VICTIM: f32 = 0.08;

/// What one city in both adds (a region less). 2026-11-25, `gvc` dev.
pub(crate) const SAME_PLACE: f32 = 0.04;

/// What another place takes away. 2026-11-25, `gvc` dev.
pub(crate) const OTHER_PLACE: f32 = 0.08;

/// What it adds that victim, day and act are all the same. 2026-11-25, `defenders` dev.
pub(crate) const ALL_AGREE: f32 = 0.1;

/// What it takes away that both tell of acts, and of other ones. 2026-11-25, `defenders` dev.
pub(crate) const OTHER_ACT: f32 = 0.03;

/// Two groups of reports are one from this mean likeness on. 2026-11-25, `gvc`, `ecbplus` and `telegram` dev: with
/// 0.18 their figures are 84.3, 88.1, 73.6; with 0.21 85.4, 87.1, 75.9; with 0.24 84.8, 85.4, 76.6.
pub(crate) const SAME_EVENT: f32 = 0.21;

/// Only pairs of at least this share of [`SAME_EVENT`] connect reports to a set that is looked at as a whole.
/// 2026-11-25, `gvc` dev.
pub(crate) const CONNECTS: f32 = 0.8;

/// The heaviest terms of a report, of which each pair is a key. 2026-11-25, `gvc` and `ecbplus` dev.
pub(crate) const KEY_TERMS: usize = 12;

/// The heaviest names of a report, of which each pair is a key. 2026-11-25, `defenders` dev.
pub(crate) const KEY_NAMES: usize = 8;

/// A key under which more than this many comparisons a report would be made is refined by a second one.
/// 2026-11-25, 100,000 multiplied reports.
pub(crate) const PAIRS_A_KEY: usize = 40;

/// Sets of connected reports larger than this are cut at a higher likeness first. 2026-11-25, memory of a matrix.
pub(crate) const LARGEST_SET: usize = 1500;

/// Two times of day no further apart than this can be one; for each that is "around", as much again.
/// 2026-11-25, `defenders` dev.
pub(crate) const CLOCK_MINUTES: u16 = 15;

/// Two cities nearer than this can be one place under two names (a suburb, a village). 2026-11-25, `gvc` dev.
pub(crate) const ONE_PLACE_KM: f64 = 15.0;

/// Two calls to one addressee are one from this share of words on. 2026-11-25, `defenders` dev.
pub(crate) const SAME_DEMAND: f32 = 0.5;

/// A report is a near copy of another from this share of its five-word runs on. 2026-11-25, `gvc` dev.
pub(crate) const COPY_SHARE: f32 = 0.5;

/// A report is a translation from this share of its names and numbers in the same order on. 2026-11-25, `defenders`
/// dev.
pub(crate) const TRANSLATION_SHARE: f32 = 0.7;

/// Names and numbers that a report needs before order says anything. 2026-11-25, `defenders` dev.
pub(crate) const TRANSLATION_TOKENS: usize = 12;

/// A year that nobody tells is that of a report of the event published at most so many days after. 2026-11-25,
/// `defenders` dev.
pub(crate) const TOLD_WITHIN_DAYS: i32 = 60;

/// A report speaks with the voice of another from this share of its claims on that it attributes to it.
/// 2026-11-25, `defenders` dev.
pub(crate) const RELAYED_SHARE: f32 = 0.5;

/// Claims of one value that a further claim is compared with before it counts as another value. 2026-11-25, bounded
/// work for events of thousands of reports.
pub(crate) const COMPARED_IN_A_VALUE: usize = 12;

/// A passing mention is of an event from this much agreement on. 2026-11-25, `defenders` dev.
pub(crate) const SAME_MENTION: f32 = 2.2;

/// A passing mention may get the day wrong by so many days. 2026-11-25, `defenders` dev.
pub(crate) const SLIP_DAYS: i32 = 2;
