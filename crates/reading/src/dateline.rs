//! The day of publication as a plain text shows it: a short line of its own with a day in it, beside the title or at
//! the end, or the head of the first paragraph ("Kampala, 14 June 2023 – …"). A day inside a sentence is the event's, not
//! the text's, and is not taken.

use model::AsideReason;

use crate::dates::{self, Found, Order};
use crate::furniture::Judged;
use crate::markers::{Markers, words};
use crate::piece::Piece;

/// Words of a date line besides the date.
const OTHER_WORDS: usize = 7;
/// Pieces from the end on in which a date line may stand.
const TAIL: usize = 3;

/// The day of publication, if a line says so.
pub(crate) fn published(pieces: &[Piece], judged: &Judged, markers: &Markers) -> Option<Found> {
    let prose = judged.views.iter().position(|view| view.is_prose()).unwrap_or(pieces.len());
    let tail = pieces.len().saturating_sub(TAIL).max(prose);
    let mut shown = None;
    for at in (0..prose).chain(tail..pieces.len()) {
        let foreign = matches!(pieces[at].aside, Some(AsideReason::Teaser | AsideReason::Comment));
        let text = pieces[at].text.as_str();
        if foreign || judged.title == Some(at) || judged.views[at].words.is_empty() {
            continue;
        }
        let Some(found) = dates::days(text, markers, Order::DayFirst).next() else { continue };
        let before = words(&text[..found.at.start]);
        let around = before.len() + words(&text[found.at.end..]).len();
        if before.iter().any(|word| markers.is_updated(word)) {
            continue;
        }
        if before.iter().any(|word| markers.is_published(word)) {
            return Some(found);
        }
        if around <= OTHER_WORDS && !judged.views[at].is_prose() {
            shown.get_or_insert(found);
        }
    }
    shown.or_else(|| at_the_head(&pieces.get(prose)?.text, markers))
}

/// The day behind a place and before a dash that head a paragraph.
fn at_the_head(text: &str, markers: &Markers) -> Option<Found> {
    let found = dates::days(text, markers, Order::DayFirst).next()?;
    let (place, rest) = (text[..found.at.start].trim_end(), &text[found.at.end..]);
    let named = place.ends_with(',') && (1..=PLACE_WORDS).contains(&words(place).len());
    let capitals = place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    // "On Sunday, 14 June – a day after the vote – …" goes on as a sentence does.
    let body = [" – ", " — ", " - "].iter().find_map(|dash| rest.strip_prefix(dash));
    let begins = body.is_some_and(|body| body.starts_with(char::is_uppercase));
    (named && capitals && begins).then_some(found)
}

/// The most words of a place that heads a paragraph.
const PLACE_WORDS: usize = 4;
