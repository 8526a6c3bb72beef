//! What happened in its order: what facts give a time for, and live updates as they were posted.

use model::*;

use crate::corpus::Corpus;
use crate::facts::Aligned;
use crate::profile::day_number;
use crate::tellings::Telling;

/// When an entry comes: day (days since 1970), minutes of that day; nothing known comes first.
type Moment = (Option<i32>, Option<u16>);

/// One entry for each live update and for each time that a fact gives, in the order of time. Updates of one report
/// keep the order in which they were posted: one without a time of day comes after the update before it, the first of
/// them after the event began. A page may have the newest first.
pub(crate) fn timeline(
    corpus: &Corpus,
    group: &[usize],
    aligned: &[Aligned],
    when: Option<&When>,
) -> Vec<TimelineEntry> {
    let day = when.and_then(|w| w.edtf.as_ref()).and_then(|e| e.bounds().0).map(day_number);
    let began: Moment = (day, when.and_then(|w| w.clock).map(Clock::minutes));
    let mut found: Vec<(Moment, TimelineEntry)> = aligned.iter().filter_map(|fact| entry(corpus, fact)).collect();
    found.sort_by(|(a, x), (b, y)| (a, &x.report).cmp(&(b, &y.report)));
    for telling in group.iter().map(|t| &corpus.tellings[*t]) {
        let mut last = began;
        for (clock, update) in updates(corpus.reports[telling.report], telling) {
            last = last.max((day, clock));
            found.push((last, update));
        }
    }
    found.sort_by_key(|(moment, _)| *moment); // Stable: what comes at one moment stays as it is.
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// The live updates of a telling as they were posted, with their minutes of the day.
fn updates(report: &Extracted, telling: &Telling) -> Vec<(Option<u16>, TimelineEntry)> {
    let update = |claim: &Claim| {
        let Value::Update(update) = &claim.value else { return None };
        let entry = TimelineEntry {
            edtf: None,
            clock: update.clock,
            approximate: false,
            text: update.text.clone(),
            report: report.report.id.clone(),
            spans: claim.spans.clone(),
        };
        Some((update.order, update.clock.map(Clock::minutes), entry))
    };
    let mut found: Vec<_> = telling.claims.iter().filter_map(|n| update(&report.claims[*n])).collect();
    found.sort_by_key(|(order, ..)| *order);
    let clocks: Vec<u16> = found.iter().filter_map(|(_, clock, _)| *clock).collect();
    if newest_first(&clocks) {
        found.reverse();
    }
    found.into_iter().map(|(_, clock, entry)| (clock, entry)).collect()
}

/// Whether times of day go back more often than on; half a day or more between two of them is a midnight.
fn newest_first(clocks: &[u16]) -> bool {
    let steps = || clocks.windows(2).map(|pair| i32::from(pair[1]) - i32::from(pair[0]));
    let (back, on) = (|step: &i32| (-HALF_A_DAY..0).contains(step), |step: &i32| (1..HALF_A_DAY).contains(step));
    steps().filter(back).count() > steps().filter(on).count()
}

/// In minutes.
const HALF_A_DAY: i32 = 12 * 60;

fn entry(corpus: &Corpus, fact: &Aligned) -> Option<(Moment, TimelineEntry)> {
    let Value::When(when) = &fact.rep.value else { return None };
    if fact.rep.modality != Modality::Actual || fact.status == Status::Denied {
        return None;
    }
    let report = corpus.reports[fact.rep.report];
    let claim = &report.claims[fact.rep.claim];
    let day = when.edtf.as_ref().and_then(|e| e.bounds().0).map(day_number);
    let entry = TimelineEntry {
        edtf: when.edtf.clone(),
        clock: when.clock,
        approximate: when.approximate,
        text: sentence(&report.report.text, claim.spans.first()),
        report: report.report.id.clone(),
        spans: claim.spans.clone(),
    };
    Some(((day, when.clock.map(Clock::minutes)), entry))
}

/// The longest sentence that is looked at around a span, in code points.
const LONGEST: usize = 400;

/// The sentence around a span; the span's own words where it stands in a title.
fn sentence(text: &str, span: &Span) -> String {
    if span.within.is_some() {
        return span.quote.clone();
    }
    let index = TextIndex::new(text);
    let (start, end) = (index.byte(span.start), index.byte(span.end));
    if start > end || end > text.len() {
        return span.quote.clone();
    }
    let ends = |c: char| matches!(c, '\n' | '!' | '?' | '…');
    let full_stop = |before: &str, after: &str| {
        let next = |c: char| c.is_lowercase() || c.is_numeric();
        before.ends_with('.') && after.starts_with(char::is_whitespace) && !after.trim_start().starts_with(next)
    };
    let from = text[..start].char_indices().rev().take(LONGEST).find(|(at, c)| {
        let next = at + c.len_utf8();
        ends(*c) || full_stop(&text[..next], &text[next..])
    });
    let to = text[end..].char_indices().take(LONGEST).find(|(at, c)| {
        let next = end + at + c.len_utf8();
        ends(*c) || full_stop(&text[..next], &text[next..]) || (*c == '.' && next == text.len())
    });
    let from = from.map_or_else(
        || text[..start].char_indices().rev().take(LONGEST).last().map_or(start, |(at, _)| at),
        |(at, c)| at + c.len_utf8(),
    );
    let to = to.map_or_else(
        || text[end..].char_indices().take(LONGEST).last().map_or(end, |(at, c)| end + at + c.len_utf8()),
        |(at, c)| end + at + c.len_utf8(),
    );
    text[from..to].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_the_newest_first() {
        assert!(newest_first(&[700, 690, 650, 655, 600]));
        assert!(!newest_first(&[600, 650, 640, 700]));
        assert!(!newest_first(&[600, 600]));
        assert!(!newest_first(&[]));
    }

    #[test]
    fn a_span_stands_in_a_sentence() {
        let text = "Men came at noon. An hour later, on 3 Jan. 2015, they left! Nobody was hurt.\n\nEnd";
        for (quote, expect) in [
            ("An hour later", "An hour later, on 3 Jan. 2015, they left!"),
            ("at noon", "Men came at noon."),
            ("hurt", "Nobody was hurt."),
            ("End", "End"),
        ] {
            let at = text.find(quote).expect("a part of the text");
            let span = TextIndex::new(text).span(at..at + quote.len());
            assert_eq!(sentence(text, &span), expect);
        }
    }
}
