//! Chooses among matches that overlap, and drops what only looks like a time.
//!
//! It knows no meaning beyond "this is a year by itself"; what it goes by are words around and how much is covered.

use crate::calendar::What;
use crate::chart::Match;
use crate::expression::Expr;
use crate::lexer::Piece;
use crate::lexicon::Lexicon;

/// What a covered piece is worth, and what one more time costs.
const PIECE: i32 = 10;
const TIME: i32 = 6;

/// A match that was chosen.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) whole: Match,
    /// The two ends of an interval, where each is a time by itself.
    pub(crate) ends: Option<[Match; 2]>,
}

/// The best set of matches that do not overlap, in the order of the text.
pub(crate) fn choose(mut matches: Vec<Match>, pieces: &[Piece], lexicon: &Lexicon) -> Vec<Chosen> {
    matches.retain(|m| !m.is_bare_year() || plausible_year(m, pieces, lexicon));
    matches.retain(|m| !m.is_number_like() || !is_decimal(m, pieces, lexicon));
    matches.retain(|m| !m.ends_in_ordinal(pieces) || ordinal_stands_alone(m, pieces, lexicon));
    matches.sort_by_key(|m| (m.end, m.first, m.weight));
    // best[i]: worth of the best set that ends at or before the i-th distinct end, and its last match.
    let mut ends: Vec<usize> = vec![0];
    let mut best: Vec<(i64, Option<usize>, usize)> = vec![(0, None, 0)];
    for (index, found) in matches.iter().enumerate() {
        let before = ends.partition_point(|end| *end <= found.first) - 1;
        let last = ends.len() - 1;
        let worth = i64::from(PIECE * (found.end - found.first) as i32 - TIME + found.weight) + best[before].0;
        if ends[last] < found.end {
            ends.push(found.end);
            best.push((best[last].0, None, last));
        }
        let last = ends.len() - 1;
        if worth > best[last].0 {
            best[last] = (worth, Some(index), before);
        }
    }
    let mut chosen = Vec::new();
    let mut at = ends.len() - 1;
    while at > 0 {
        let (_, index, before) = best[at];
        if let Some(index) = index {
            let whole = matches[index].clone();
            let ends = ends_of(&whole, &matches);
            chosen.push(Chosen { whole, ends });
        }
        at = before;
    }
    chosen.reverse();
    chosen
}

/// The ends of an interval among all matches, which are sorted by their end.
fn ends_of(whole: &Match, matches: &[Match]) -> Option<[Match; 2]> {
    let Some(Expr::Range(from, to)) = &whole.timex.day else { return None };
    let inside = matches.partition_point(|m| m.end <= whole.first)..matches.partition_point(|m| m.end <= whole.end);
    let named = |expr: &Expr, end: Option<usize>| {
        let fits = |m: &&Match| {
            m.first >= whole.first
                && end.is_none_or(|end| m.end == end)
                && m.timex.clock.is_none()
                && m.timex.day.as_ref() == Some(expr)
        };
        matches[inside.clone()].iter().filter(fits).max_by_key(|m| m.end - m.first).cloned()
    };
    let (from, to) = (named(from, None)?, named(to, Some(whole.end))?);
    (from.end <= to.first).then_some([from, to])
}

impl Match {
    /// Two numbers with a sign between them, which may be one number.
    fn is_number_like(&self) -> bool {
        self.timex.clock.is_some()
            || matches!(self.timex.day, Some(Expr::Numeric { year: None, .. } | Expr::Free(What::MonthDay(..))))
    }

    /// A day of a month as an ordinal, which may count something else.
    fn ends_in_ordinal(&self, pieces: &[Piece]) -> bool {
        matches!(self.timex.day, Some(Expr::Free(What::Dom(_)))) && pieces[self.end - 1].is_letters()
    }

    /// A number of four digits that only may be a year.
    fn is_bare_year(&self) -> bool {
        self.end == self.first + 1 && matches!(self.timex.day, Some(Expr::Year(_)))
    }
}

/// Whether a number of four digits is a year, by the words beside it.
fn plausible_year(found: &Match, pieces: &[Piece], lexicon: &Lexicon) -> bool {
    let piece = &pieces[found.first];
    let listed = |words: &[String], p: &Piece| words.binary_search(&p.norm).is_ok();
    let before = found.first.checked_sub(1).map(|i| &pieces[i]);
    let after = pieces.get(found.end);
    let Some(Expr::Year(year)) = found.timex.day else { return false };
    if before.is_some_and(|p| listed(&lexicon.not_before_year, p))
        || after.is_some_and(|p| listed(&lexicon.not_after_year, p))
    {
        return false;
    }
    if before.is_some_and(|p| listed(&lexicon.before_year, p) && piece.spaced) {
        return true;
    }
    // Part of a longer sign: 1999.5, 12-1999-b, £1999.
    let joined = before.is_some_and(|p| !piece.spaced && !matches!(p.norm.as_str(), "(" | "\"" | "'" | "/" | "["))
        || after.is_some_and(|p| {
            let tail = pieces.get(found.end + 1).is_some_and(|t| !t.spaced && t.is_digits());
            !p.spaced && (p.is_letters() || (tail && p.norm != "/") || matches!(p.norm.as_str(), "%" | "$" | "€"))
        });
    (1900..=2050).contains(&year) && !joined
}

/// Whether what looks like a time of day or a date is a number with its noun (2.35 million).
fn is_decimal(found: &Match, pieces: &[Piece], lexicon: &Lexicon) -> bool {
    let noun = |p: &Piece| lexicon.not_after_clock.binary_search(&p.norm).is_ok();
    pieces[found.end - 1].is_digits() && pieces.get(found.end).is_some_and(noun)
}

/// Whether no noun follows an ordinal that would be what it counts ("the 15th floor").
fn ordinal_stands_alone(found: &Match, pieces: &[Piece], lexicon: &Lexicon) -> bool {
    pieces.get(found.end).is_none_or(|next| {
        next.breaks
            || next.is_digits()
            || (next.is_letters() && lexicon.after_ordinal.binary_search(&next.norm).is_ok())
            || (!next.is_letters() && next.norm != "-")
    })
}
