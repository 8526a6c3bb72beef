//! What happened in its order: live updates as they were posted, then what facts give a time for.

use model::*;

use crate::corpus::Corpus;
use crate::facts::Aligned;

/// The live updates of the event's reports in their order, then one entry for each time that a fact gives.
pub(crate) fn timeline(corpus: &Corpus, group: &[usize], aligned: &[Aligned]) -> Vec<TimelineEntry> {
    let mut live: Vec<(usize, u32, TimelineEntry)> = Vec::new();
    for telling in group.iter().map(|t| &corpus.tellings[*t]) {
        let report = corpus.reports[telling.report];
        for claim in telling.claims.iter().map(|n| &report.claims[*n]) {
            let Value::Update(update) = &claim.value else { continue };
            let entry = TimelineEntry {
                edtf: None,
                clock: update.clock,
                approximate: false,
                text: update.text.clone(),
                report: report.report.id.clone(),
                spans: claim.spans.clone(),
            };
            live.push((telling.report, update.order, entry));
        }
    }
    live.sort_by_key(|(report, order, _)| (*report, *order));
    let mut dated: Vec<TimelineEntry> = aligned.iter().filter_map(|fact| entry(corpus, fact)).collect();
    dated.sort_by(|a, b| (first_day(a), a.clock, &a.report).cmp(&(first_day(b), b.clock, &b.report)));
    live.into_iter().map(|(.., entry)| entry).chain(dated).collect()
}

fn first_day(entry: &TimelineEntry) -> Option<i32> {
    entry.edtf.as_ref().and_then(|e| e.bounds().0).map(crate::profile::day_number)
}

fn entry(corpus: &Corpus, fact: &Aligned) -> Option<TimelineEntry> {
    let Value::When(when) = &fact.rep.value else { return None };
    if fact.rep.modality != Modality::Actual || fact.status == Status::Denied {
        return None;
    }
    let report = corpus.reports[fact.rep.report];
    let claim = &report.claims[fact.rep.claim];
    Some(TimelineEntry {
        edtf: when.edtf.clone(),
        clock: when.clock,
        approximate: when.approximate,
        text: sentence(&report.report.text, claim.spans.first()),
        report: report.report.id.clone(),
        spans: claim.spans.clone(),
    })
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
