//! A report's text with the cited words marked, each mark with the number of its citation. Marks nest where spans
//! do; where two spans cross, the later one is cut and goes on behind the end of the earlier one.

use maud::Render;

use crate::line::clean_lines;

/// Words to mark: bytes of the text, and the citation that begins there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The number of the citation, and whether the mark is where links to it lead.
    pub(crate) number: usize,
    pub(crate) anchor: bool,
}

/// Text as HTML with marks; `back` says how the link back from a citation's number is called, for the numbers that
/// are cited at all. Its time is linear in the text and, but for sorting, in the marks.
pub(crate) fn html(text: &str, mut marks: Vec<Marked>, back: impl Fn(usize) -> Option<String>) -> String {
    marks.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.number));
    let mut out = String::with_capacity(text.len() + marks.len() * 64);
    let mut open: Vec<usize> = Vec::new();
    // What is left of cut marks: they look the same, so one piece goes on for all of them.
    let mut rest: Option<(usize, usize)> = None;
    let mut marks = marks.into_iter().peekable();
    let mut at = 0;
    loop {
        let next_mark = marks.peek().map(|mark| mark.start);
        let next_rest = rest.map(|(start, _)| start);
        let next = [open.last().copied(), next_mark, next_rest].into_iter().flatten().min();
        let Some(next) = next else { break };
        clean_lines(&text[at..next]).render_to(&mut out);
        at = next;
        let end = open.last().copied();
        if end == Some(at) {
            out.push_str("</mark>");
            open.pop();
        } else if let Some((_, until)) = rest.filter(|(start, _)| *start == at) {
            let cut = end.map_or(until, |end| until.min(end));
            rest = (cut < until).then_some((cut, until));
            out.push_str("<mark class=\"on\">");
            open.push(cut);
        } else if let Some(mark) = marks.next() {
            let cut = end.map_or(mark.end, |end| mark.end.min(end));
            if cut < mark.end {
                let (start, until) = rest.unwrap_or((cut, mark.end));
                rest = Some((start.min(cut), until.max(mark.end)));
            }
            begin(&mark, &back, &mut out);
            open.push(cut);
        }
    }
    clean_lines(&text[at..]).render_to(&mut out);
    out
}

fn begin(mark: &Marked, back: impl Fn(usize) -> Option<String>, out: &mut String) {
    if !mark.anchor {
        out.push_str("<mark>");
        return;
    }
    let number = mark.number;
    out.push_str(&format!("<mark id=\"q{number}\">"));
    if let Some(label) = back(number) {
        out.push_str(&format!("<a class=\"back\" href=\"#u{number}\" aria-label=\""));
        label.render_to(out);
        out.push_str(&format!("\">{number}</a>"));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(text: &str, spans: &[(usize, usize)]) -> String {
        let marks = spans.iter().enumerate();
        let marks = marks.map(|(n, (start, end))| Marked { start: *start, end: *end, number: n + 1, anchor: true });
        html(text, marks.collect(), |_| None)
    }

    #[test]
    fn marks_nest_and_crossing_marks_are_cut() {
        for (spans, expected) in [
            (vec![(2, 4)], "ab<mark id=\"q1\">cd</mark>efgh"),
            (vec![(1, 6), (2, 4)], "a<mark id=\"q1\">b<mark id=\"q2\">cd</mark>ef</mark>gh"),
            (vec![(0, 4), (2, 6)], "<mark id=\"q1\">ab<mark id=\"q2\">cd</mark></mark><mark class=\"on\">ef</mark>gh"),
            (vec![(0, 2), (2, 4)], "<mark id=\"q1\">ab</mark><mark id=\"q2\">cd</mark>efgh"),
            (vec![(0, 2), (0, 2)], "<mark id=\"q1\"><mark id=\"q2\">ab</mark></mark>cdefgh"),
        ] {
            assert_eq!(marked("abcdefgh", &spans), expected);
        }
    }

    #[test]
    fn what_a_report_says_is_escaped() {
        assert_eq!(marked("<b>&\x1b", &[(0, 3)]), "<mark id=\"q1\">&lt;b&gt;</mark>&amp;␛");
    }

    proptest! {
        #[test]
        fn marks_are_balanced_and_keep_the_text(spans in proptest::collection::vec((0usize..40, 1usize..40), 0..12)) {
            let text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
            let spans: Vec<_> = spans.into_iter().map(|(start, length)| (start, (start + length).min(text.len()))).collect();
            let html = marked(text, &spans);
            let mut depth = 0i32;
            let mut plain = String::new();
            for piece in html.split('<') {
                let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
                depth += i32::from(tag.starts_with("mark")) - i32::from(tag == "/mark");
                prop_assert!(depth >= 0);
                plain.push_str(words);
            }
            prop_assert_eq!(depth, 0);
            prop_assert_eq!(plain, text);
            for number in 1..=spans.len() {
                let id = format!("id=\"q{}\"", number);
                prop_assert_eq!(html.matches(&id).count(), 1);
            }
        }
    }
}
