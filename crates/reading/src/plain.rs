//! Plain text to pieces: lines, unwrapped where they were wrapped at a width.

use model::BlockKind;

use crate::limits::MOST_PIECES;
use crate::piece::Piece;

/// Widths of lines that a program has wrapped.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=110;

/// Lines without an empty one between them that are looked at together.
const LONGEST_CHUNK: usize = 2_000;

/// Cuts a text into its paragraphs.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let mut cutter = Cutter { pieces: Vec::new(), together: lines.div_ceil(MOST_PIECES).max(1), lines: 0 };
    let mut chunk: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            chunk.push(line);
        }
        if !chunk.is_empty() && (line.trim().is_empty() || chunk.len() >= LONGEST_CHUNK) {
            cutter.push(&chunk);
            chunk.clear();
        }
    }
    cutter.pieces
}

struct Cutter {
    pieces: Vec<Piece>,
    /// Lines that make one piece where a text has too many.
    together: usize,
    lines: usize,
}

impl Cutter {
    /// The lines between two empty lines: one paragraph where they are wrapped, else one each.
    fn push(&mut self, lines: &[&str]) {
        let wrapped = is_wrapped(lines);
        for (index, line) in lines.iter().enumerate() {
            let joined = (wrapped && index > 0) || !self.lines.is_multiple_of(self.together);
            match self.pieces.last_mut() {
                Some(last) if joined => {
                    last.text.push(' ');
                    push_squeezed(&mut last.text, line);
                }
                _ => self.pieces.push(Piece { gap: index == 0, ..Piece::new(squeezed(line), BlockKind::Paragraph) }),
            }
            self.lines += 1;
        }
    }
}

/// Whether a program broke the lines: all but the last are near one width, and most stop inside a sentence.
fn is_wrapped(lines: &[&str]) -> bool {
    let Some((_, wrapped)) = lines.split_last().filter(|(_, rest)| rest.len() >= 2) else { return false };
    let widths: Vec<usize> = wrapped.iter().map(|line| line.trim_end().chars().count()).collect();
    let (Some(widest), Some(narrowest)) = (widths.iter().max(), widths.iter().min()) else { return false };
    let inside = wrapped.iter().filter(|line| !line.trim_end().ends_with(['.', '!', '?', ':', ';', '…'])).count();
    WRAPPED.contains(widest) && narrowest + 25 >= *widest && inside * 3 >= wrapped.len() * 2
}

/// One blank between words.
pub(crate) fn squeezed(line: &str) -> String {
    let mut squeezed = String::with_capacity(line.len());
    push_squeezed(&mut squeezed, line);
    squeezed
}

fn push_squeezed(to: &mut String, line: &str) {
    for (index, word) in line.split_whitespace().enumerate() {
        if index > 0 {
            to.push(' ');
        }
        to.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let pieces = pieces(text);
        assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn lines_are_paragraphs_unless_they_were_wrapped() {
        check("A title\nA line.\n\n  Two   blanks\t\n", &["A title", "A line.", "Two blanks"]);
        let wrapped = "On the morning of the third day the office in the old town was\n\
                       searched again, and two of those who had come to open it were\n\
                       taken to the station for questioning, where they stayed until\nlate.";
        check(wrapped, &[&wrapped.replace('\n', " ")]);
        let statements = "The office in the old town was searched in the morning again.\n\
                          The two who had come to open it were taken to the station.\n\
                          Both stayed there until late, and nobody was told of it then.\nAll is calm.";
        check(statements, &statements.lines().collect::<Vec<_>>());
    }

    #[test]
    fn very_many_lines_are_joined() {
        let pieces = pieces(&"a\n".repeat(250_000));
        assert!(pieces.len() <= MOST_PIECES);
        assert_eq!(pieces.iter().map(|p| p.text.split(' ').count()).sum::<usize>(), 250_000);
    }
}
