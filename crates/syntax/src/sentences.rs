//! Puts tokens into sentences by punctuation, lines and the abbreviations of a language.

use std::ops::Range;

use crate::cut::Cut;
use crate::rules::Rules;
use crate::words::{Kind, kind};

/// Longest sentence in tokens; what is longer is no sentence (a list, a table) and is parted, best at a comma.
const LONGEST: usize = 400;
/// A line shorter than this many characters ends by choice (heading, item), not for want of room.
const SHORT_LINE: usize = 55;

/// Sentences of a text as ranges of tokens, without gaps or overlaps.
pub(crate) fn split(text: &str, cuts: &[Cut], rules: &Rules, breaks: &[usize]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut breaks = breaks.iter().copied().peekable();
    let mut from = 0;
    let mut line_from = 0;
    let mut comma = None;
    for i in 0..cuts.len() {
        let last = i + 1 == cuts.len();
        let next = cuts.get(i + 1).map_or(text.len(), |c| c.start);
        let mut inside = false;
        while let Some(at) = breaks.next_if(|b| *b < cuts[i].end) {
            inside |= at > cuts[i].start;
        }
        let gap = &text[cuts[i].end..next];
        let mut end = last || inside || breaks.peek().is_some_and(|b| *b <= next);
        if !end && gap.contains('\n') {
            end = gap.matches('\n').count() > 1 || line_ends(text, &cuts[line_from..=i], &text[next..]);
        }
        end = end || ends(text, cuts, rules, from, i);
        if gap.contains('\n') {
            line_from = i + 1;
        }
        if matches!(&text[cuts[i].clone()], "," | ";" | ":") {
            comma = Some(i);
        }
        if !end && i + 1 - from >= LONGEST {
            let at = comma.filter(|c| *c >= from + LONGEST / 2).unwrap_or(i);
            sentences.push(from..at + 1);
            from = at + 1;
        }
        if end {
            sentences.push(from..i + 1);
            from = i + 1;
        }
    }
    sentences
}

/// Whether a line break ends a sentence: an item follows, or the line was short.
fn line_ends(text: &str, line: &[Cut], rest: &str) -> bool {
    let first = rest.chars().next().unwrap_or(' ');
    if matches!(first, '•' | '*' | '-' | '–' | '—' | '·' | '●' | '▪' | '>') {
        return true;
    }
    let (start, end) = (line[0].start, line[line.len() - 1].end);
    let short = text[start..end].chars().nth(SHORT_LINE).is_none();
    let words_go_on = first.is_lowercase() || text[start..end].ends_with([',', '-', '–', '—', '(']);
    short && !words_go_on
}

/// Whether a sentence ends after a token that others follow.
fn ends(text: &str, cuts: &[Cut], rules: &Rules, from: usize, i: usize) -> bool {
    let form = |k: usize| &text[cuts[k].clone()];
    let next = form(i + 1);
    let touches = cuts[i].end == cuts[i + 1].start;
    if is_closing(next) && touches && !opens_here(text, cuts, i + 1) || is_smile(next) || is_note(text, cuts, i + 1) {
        return false;
    }
    let mut k = i;
    if k >= from + 3 && is_note(text, cuts, k - 2) {
        k -= 3;
    }
    while k > from && i - k < 4 && (is_closing(form(k)) || is_smile(form(k))) {
        k -= 1;
    }
    if is_smile(form(i)) && starts_upper(next) {
        return true;
    }
    let spaced = cuts[i].end < cuts[i + 1].start;
    let token = form(k);
    if is_stop(token) {
        let numbered =
            token == "." && k == from + 1 && form(from).bytes().all(|b| b.is_ascii_digit()) && form(from).len() < 4;
        let glued = !spaced && k == i && token == "." && !starts_upper(next);
        let asked = token != "." && token != "..." && token != "…" && k == i && i >= from + 3 && spaced;
        return !numbered && !glued && (!goes_on(next, token, k < i) || asked && next.starts_with(char::is_lowercase));
    }
    if k == i && token.ends_with('.') && token.len() > 1 && spaced {
        return abbreviation_ends(rules, token, next);
    }
    false
}

fn abbreviation_ends(rules: &Rules, token: &str, next: &str) -> bool {
    let lower = token[..token.len() - 1].to_lowercase();
    let dotted = lower.contains('.') && !rules.abbreviations.before.contains(&lower);
    (dotted || rules.abbreviations.anywhere.contains(&lower))
        && starts_upper(next)
        && (rules.starters.contains(&next.to_lowercase()) && has_lower(next) || next.len() == 1 && next == "A")
}

fn has_lower(word: &str) -> bool {
    word.chars().any(char::is_lowercase) || word.chars().count() == 1
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_stop(token: &str) -> bool {
    token.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '؟' | '۔' | '।'))
}

fn is_closing(token: &str) -> bool {
    matches!(token, "\"" | "'" | "''" | "’" | "’’" | "”" | "»" | ")" | "]" | "“" | "))")
}

/// A smile or pictures, which belong to the sentence before them.
fn is_smile(token: &str) -> bool {
    kind(token) == Kind::Emoji || (token.starts_with([':', ';', '=']) && token.len() > 1) || token.starts_with("))")
}

/// Whether the number of a footnote in brackets starts here, as in `[6]`.
fn is_note(text: &str, cuts: &[Cut], i: usize) -> bool {
    let form = |k: usize| cuts.get(k).map_or("", |c| &text[c.clone()]);
    form(i) == "[" && form(i + 2) == "]" && form(i + 1).len() < 4 && form(i + 1).bytes().all(|b| b.is_ascii_digit())
}

/// Whether a straight quotation mark after a stop opens what follows: it touches the next word, not the stop.
fn opens_here(text: &str, cuts: &[Cut], i: usize) -> bool {
    let spaced_before = i > 0 && cuts[i - 1].end < cuts[i].start;
    let touches_next = cuts.get(i + 1).is_some_and(|next| next.start == cuts[i].end);
    matches!(&text[cuts[i].clone()], "\"" | "'" | "“") && spaced_before && touches_next
}

/// Whether a sentence goes on after a stop: with a small letter, a comma, or the words of a speaker after a dash.
fn goes_on(next: &str, stop: &str, quoted: bool) -> bool {
    let Some(first) = next.chars().next() else { return false };
    if matches!(first, ',' | ';' | ':' | ')' | ']') {
        return true;
    }
    if matches!(first, '—' | '–' | '-') {
        return quoted || stop != ".";
    }
    first.is_lowercase() && (stop != "." || quoted || next.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use model::Language;

    use super::*;
    use crate::cut::cut;

    #[track_caller]
    fn check(language: Language, text: &str, breaks: &[usize], expect: &[&str]) {
        let rules = Rules::of(language);
        let cuts = cut(text, rules);
        let found: Vec<&str> = split(text, &cuts, rules, breaks)
            .into_iter()
            .map(|s| &text[cuts[s.start].start..cuts[s.end - 1].end])
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn english_sentences() {
        let check = |text: &str, expect: &[&str]| check(Language::EN, text, &[], expect);
        check(
            "Mr. J. Halloway left at 9 p.m. The police came.",
            &["Mr. J. Halloway left at 9 p.m.", "The police came."],
        );
        check(
            "He met U.S. President Dole. \"Stop!\" she said.",
            &["He met U.S. President Dole.", "\"Stop!\" she said."],
        );
        check("It burnt (badly.) Nobody came.", &["It burnt (badly.)", "Nobody came."]);
        check("He fled. [6] She stayed.", &["He fled. [6]", "She stayed."]);
        check("Who did it? nobody knows. 🙂 Thanks", &["Who did it?", "nobody knows. 🙂", "Thanks"]);
        check("1. Open the door.", &["1. Open the door."]);
        check("THE OFFICE BURNT. NOBODY CAME.", &["THE OFFICE BURNT.", "NOBODY CAME."]);
        check("Attack on office\nThe office was attacked", &["Attack on office", "The office was attacked"]);
        check(
            "A long line that was broken for want of room in a mail by the\nJoint Group is one sentence.",
            &["A long line that was broken for want of room in a mail by the\nJoint Group is one sentence."],
        );
        check("one\n\ntwo", &["one", "two"]);
    }

    #[test]
    fn russian_sentences() {
        let check = |text: &str, expect: &[&str]| check(Language::RU, text, &[], expect);
        check("В 2014 г. А. И. Тарханов уехал. Он жив.", &["В 2014 г. А. И. Тарханов уехал.", "Он жив."]);
        check("Это было в 2014 г. Он уехал.", &["Это было в 2014 г.", "Он уехал."]);
        check("«Уходите!» — сказал он. И т. д.", &["«Уходите!» — сказал он.", "И т. д."]);
    }

    #[test]
    fn a_block_ends_a_sentence() {
        check(Language::EN, "Heading Text goes on", &[7], &["Heading", "Text goes on"]);
    }
}
