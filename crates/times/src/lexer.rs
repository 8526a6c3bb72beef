//! Cuts a text into runs of digits, runs of letters and single signs, finer than the tokens of the syntax.
//!
//! It knows no language. Everything is one pass over the text; offsets are bytes.

/// A run of digits, a run of letters, or one sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Lower case, with `е` for `ё`, `-` for every dash and `'` for every apostrophe.
    pub(crate) norm: String,
    /// Whether there is white space before it.
    pub(crate) spaced: bool,
    /// Whether a paragraph ends before it.
    pub(crate) breaks: bool,
    /// Whether a line ends before it.
    pub(crate) line: bool,
    pub(crate) capital: bool,
}

impl Piece {
    pub(crate) fn is_digits(&self) -> bool {
        self.norm.starts_with(|c: char| c.is_ascii_digit())
    }

    pub(crate) fn is_letters(&self) -> bool {
        self.norm.starts_with(char::is_alphabetic)
    }
}

#[derive(PartialEq, Clone, Copy)]
enum Kind {
    Digit,
    Letter,
    Sign,
}

/// Cuts a text.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut before = None;
    let (mut spaced, mut lines) = (false, 0);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || c == '\u{feff}' {
            spaced = true;
            lines += usize::from(c == '\n');
            before = None;
            continue;
        }
        let kind = match c {
            '0'..='9' => Kind::Digit,
            c if c.is_alphabetic() => Kind::Letter,
            // A stress mark or the two dots of ё written apart belongs to the letter.
            '\u{300}'..='\u{36f}' if before == Some(Kind::Letter) => Kind::Letter,
            _ => Kind::Sign,
        };
        if kind != Kind::Sign && before == Some(kind) {
            let last = out.last_mut().expect("a run goes on only after it has begun");
            last.end = at + c.len_utf8();
            push_normal(&mut last.norm, c);
        } else {
            let mut norm = String::new();
            push_normal(&mut norm, c);
            let capital = c.is_uppercase();
            let end = at + c.len_utf8();
            out.push(Piece { start: at, end, norm, spaced, breaks: lines > 1, line: lines > 0, capital });
            (spaced, lines) = (false, 0);
        }
        before = Some(kind);
    }
    out
}

fn push_normal(norm: &mut String, c: char) {
    match c {
        '\u{300}'..='\u{36f}' => {}
        'ё' | 'Ё' => norm.push('е'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => norm.push('-'),
        '\u{2018}' | '\u{2019}' | '`' | '\u{2bc}' => norm.push('\''),
        c => norm.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_letters_and_signs_are_apart() {
        let cut = |text: &str| pieces(text).into_iter().map(|p| p.norm).collect::<Vec<_>>().join(" ");
        for (text, expect) in [
            ("at 11.30am", "at 11 . 30 am"),
            ("3–5 июня", "3 - 5 июня"),
            ("half past nine o’clock", "half past nine o ' clock"),
            ("в её 90-х", "в ее 90 - х"),
        ] {
            assert_eq!(cut(text), expect);
        }
    }
}
