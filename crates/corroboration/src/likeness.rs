//! How much two tellings look like one event: agreement for it, disagreement against it, silence neither.

use crate::profile::{Profile, Words};
use crate::thresholds::WINDOW_DAYS;

/// What two main tellings of two reports have in common, as a number; [`crate::thresholds::SAME_EVENT`] is the line.
pub(crate) fn likeness(a: (&Words, &Profile), b: (&Words, &Profile)) -> f32 {
    if gap(anchor(a), anchor(b)) > WINDOW_DAYS {
        return 0.0;
    }
    a.0.likeness(b.0)
}

/// First and last day by which a telling is held against others: the event's, or else the publication's.
pub(crate) fn anchor(telling: (&Words, &Profile)) -> Option<(i32, i32)> {
    telling.1.days.filter(|(first, last)| last - first <= WINDOW_DAYS).or(telling.0.published)
}

/// Days between two ranges; none where they meet or one is not known.
pub(crate) fn gap(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> i32 {
    a.zip(b).map_or(0, |(a, b)| (a.0 - b.1).max(b.0 - a.1).max(0))
}
