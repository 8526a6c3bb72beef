//! A sentence in pieces that each format renders in its own way, and the cleaning of words that come from outside.

use model::Language;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words of the dossier.
    Text(String),
    /// A name from a report, of whatever script.
    Name(String),
    /// Words of a report, in quotation marks.
    Quote(String, Option<Language>),
    /// The number of a citation, from 1.
    Cite(usize),
    /// An event of the dossier by its place, and how it is called.
    Event(usize, String),
    /// A report of the dossier by its place.
    Source(usize),
}

/// A sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line(pub(crate) Vec<Piece>);

impl Line {
    /// A line of one piece.
    pub(crate) fn of(piece: Piece) -> Line {
        Line(vec![piece])
    }

    /// A name on its own.
    pub(crate) fn name(name: &str) -> Line {
        Line::of(Piece::Name(clean(name)))
    }

    /// Words of a report on their own.
    pub(crate) fn quote(words: &str, language: Option<Language>) -> Line {
        Line::of(Piece::Quote(clean(words), language))
    }

    /// Adds words of the dossier.
    pub(crate) fn text(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Piece::Text(text)) => text.push_str(words),
            _ => self.0.push(Piece::Text(words.to_owned())),
        }
    }

    /// Adds the pieces of another line.
    pub(crate) fn extend(&mut self, other: Line) {
        for piece in other.0 {
            match piece {
                Piece::Text(words) => self.text(&words),
                piece => self.0.push(piece),
            }
        }
    }

    /// Adds citations after a space.
    pub(crate) fn cite(&mut self, numbers: &[usize]) {
        if !numbers.is_empty() && !self.is_empty() {
            self.text(" ");
        }
        self.0.extend(numbers.iter().map(|n| Piece::Cite(*n)));
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same line with a capital at its beginning, where it begins with words of the dossier.
    pub(crate) fn capital(mut self) -> Line {
        if let Some(Piece::Text(text)) = self.0.first_mut() {
            *text = capital(text);
        }
        self
    }

    /// Its words without citations; `open` and `close` stand around quotations.
    pub(crate) fn plain(&self, open: &str, close: &str) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) | Piece::Name(text) | Piece::Event(_, text) => out.push_str(text),
                Piece::Quote(words, _) => {
                    out.push_str(open);
                    out.push_str(words);
                    out.push_str(close);
                }
                Piece::Cite(_) => {}
                Piece::Source(n) => out.push_str(&source_label(*n)),
            }
        }
        out.trim_end().to_owned()
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Line::of(Piece::Text(text.to_owned()))
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Line::of(Piece::Text(text))
    }
}

/// Text with a capital at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// How a report is called in short: `S1` for the first.
pub(crate) fn source_label(place: usize) -> String {
    format!("S{}", place + 1)
}

/// Words of a report on one line, fit to be shown: white space is one blank, and what steers a terminal or turns the
/// direction of the words around it becomes a visible sign.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(visible(c));
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// The beginning of long words, at the end of a word where there is one.
pub(crate) fn shortened(text: &str, length: usize) -> String {
    let text = clean(text);
    let Some((end, _)) = text.char_indices().nth(length) else { return text };
    let cut = &text[..end];
    let cut = cut.rfind(' ').filter(|at| *at > end / 2).map_or(cut, |at| &cut[..at]);
    format!("{cut}…")
}

/// Words of a report with their line breaks, otherwise as [`clean`] has them.
pub(crate) fn clean_lines(text: &str) -> String {
    text.chars().map(|c| if c == '\n' || c == '\t' { c } else { visible(c) }).collect()
}

/// The character itself, or a sign in place of one that steers instead of being read.
fn visible(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => char::REPLACEMENT_CHARACTER,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}' => {
            char::REPLACEMENT_CHARACTER
        }
        c => c,
    }
}

/// Whether it holds letters that are written from right to left.
pub(crate) fn is_right_to_left(text: &str) -> bool {
    let right_to_left = |c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
            || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    text.chars().any(right_to_left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_and_does_not_steer() {
        assert_eq!(clean("a\x1b[31mred\x07"), "a␛[31mred␇");
        assert_eq!(clean(" two\r\n\tlines \u{85}x"), "two lines x");
        assert_eq!(clean("abc\u{202e}fed"), "abc\u{fffd}fed");
        assert_eq!(clean_lines("a\n\nb\x1b]0;t\u{9b}"), "a\n\nb␛]0;t\u{fffd}");
    }
}
