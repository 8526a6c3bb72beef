//! What kind of block each of the report's own pieces is: heading, item, quote, live update, paragraph.

use model::BlockKind;

use crate::furniture::{Judged, is_item};
use crate::markers::{self, Markers};
use crate::piece::Piece;

/// Words of a live update at most.
const UPDATE_WORDS: usize = 90;
/// Updates in a row that need no announcement when a time stands beside each.
const TIMED_RUN: usize = 2;
/// Quotes in a row that are updates once announced.
const QUOTED_RUN: usize = 2;

/// Gives each kept piece of a plain text its kind.
pub(crate) fn set_kinds(pieces: &mut [Piece], judged: &Judged, markers: &Markers) {
    let own: Vec<usize> = (0..pieces.len()).filter(|at| pieces[*at].aside.is_none()).collect();
    for (order, at) in own.iter().copied().enumerate() {
        let view = &judged.views[at];
        let next = own.get(order + 1).map(|next| &judged.views[*next]);
        let dashes_around = [order.checked_sub(1), Some(order + 1)];
        let in_list = dashes_around.iter().flatten().filter_map(|n| own.get(*n)).any(|n| is_item(&pieces[*n].text));
        pieces[at].kind = match &pieces[at].text {
            _ if judged.title == Some(at) => BlockKind::Heading,
            text if is_bulleted(text) || is_numbered(text) => BlockKind::Item,
            text if is_item(text) && in_list && view.count <= 40 => BlockKind::Item,
            text if is_item(text) || is_quoted(text) => BlockKind::Quote,
            _ if !view.sentence && view.count <= 16 && view.letters && next.is_some_and(|n| n.is_prose()) => {
                BlockKind::Heading
            }
            _ => BlockKind::Paragraph,
        };
    }
    set_updates(pieces, &own, markers);
}

/// Finds the live updates among the kept paragraphs of a page.
pub(crate) fn set_updates_of_page(pieces: &mut [Piece], markers: &Markers) {
    let own: Vec<usize> = (0..pieces.len()).filter(|at| pieces[*at].aside.is_none()).collect();
    set_updates(pieces, &own, markers);
}

fn is_bulleted(text: &str) -> bool {
    text.starts_with(['•', '●', '▪', '■', '◦', '‣', '·']) || text.starts_with("* ")
}

/// "1.", "2)", "a)".
fn is_numbered(text: &str) -> bool {
    let mark = text.split(' ').next().unwrap_or_default();
    let Some(number) = mark.strip_suffix(['.', ')']).filter(|_| mark.len() < text.len()) else { return false };
    let digits = !number.is_empty() && number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    digits || (mark.ends_with(')') && number.chars().count() == 1)
}

/// Whether the whole piece is one quotation.
fn is_quoted(text: &str) -> bool {
    const PAIRS: &[(char, &[char])] =
        &[('"', &['"']), ('“', &['”', '"']), ('«', &['»']), ('„', &['“', '”']), ('‘', &['’']), ('\'', &['\''])];
    let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| text.starts_with(*opening)) else { return false };
    let inner = text.chars().next().map_or("", |first| &text[first.len_utf8()..]);
    let inner = inner.trim_end_matches(|c: char| c.is_whitespace() || ".,!?".contains(c));
    inner.strip_suffix(*closing).is_some_and(|words| !words.contains(closing[0]))
}

/// A time of day at the start of a piece: its words, and the rest of the piece.
fn leading_time(text: &str) -> Option<(&str, &str)> {
    let mark = text.trim_start_matches(['[', '(']);
    let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
    let rest = mark.get(digits..)?.strip_prefix([':', '.', 'h'])?;
    let hour: u8 = mark[..digits].parse().ok()?;
    let minutes = rest.get(..2).filter(|two| two.bytes().all(|b| b.is_ascii_digit()))?;
    let after = &rest[2..];
    let stops = after.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '.' || after.starts_with(['a', 'p']));
    let valid = (1..=2).contains(&digits) && hour < 24 && minutes.parse::<u8>().is_ok_and(|m| m < 60) && stops;
    let end = digits + 3;
    valid.then(|| (&mark[..end], after))
}

/// Runs of posts: announced and quoted, or each with its time.
fn set_updates(pieces: &mut [Piece], own: &[usize], markers: &Markers) {
    let mut order = 0;
    while order < own.len() {
        let announced = order > 0 && {
            let before = &pieces[own[order - 1]].text;
            before.ends_with(':') && markers.announces_live(&markers::words(before))
        };
        let timed = run(pieces, &own[order..], |text| leading_time(text).is_some());
        let quoted = if announced {
            run(pieces, &own[order..], |text| is_quoted(text) || leading_time(text).is_some())
        } else {
            0
        };
        let length = match (announced, timed, quoted) {
            (true, _, QUOTED_RUN..) => quoted,
            (_, TIMED_RUN.., _) => timed,
            _ => 0,
        };
        for at in &own[order..order + length] {
            let piece = &mut pieces[*at];
            piece.kind = BlockKind::Update;
            piece.time = leading_time(&piece.text).map(|(time, _)| time.to_owned());
        }
        order += length.max(1);
    }
}

/// How many pieces from the first on are short and as asked.
fn run(pieces: &[Piece], own: &[usize], wanted: impl Fn(&str) -> bool) -> usize {
    let short = |text: &str| text.split_whitespace().take(UPDATE_WORDS + 1).count() <= UPDATE_WORDS;
    own.iter().take_while(|at| wanted(&pieces[**at].text) && short(&pieces[**at].text)).count()
}
