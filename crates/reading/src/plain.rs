//! Plain text to pieces: lines, unwrapped where they were wrapped at a width.

use model::BlockKind;

use crate::limits::MOST_PIECES;
use crate::piece::Piece;

/// Widths of lines that a program has wrapped.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=110;

/// Cuts a text into its paragraphs.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let mut pieces = Vec::new();
    let mut chunk: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            chunk.push(line);
        } else if !chunk.is_empty() {
            push_chunk(&mut pieces, &chunk);
            chunk.clear();
        }
    }
    if lines > MOST_PIECES { joined(pieces) } else { pieces }
}

/// The lines between two empty lines: one paragraph where they are wrapped, else one each.
fn push_chunk(pieces: &mut Vec<Piece>, lines: &[&str]) {
    let mut gap = true;
    let wrapped = is_wrapped(lines);
    for line in lines {
        let line = squeezed(line);
        match pieces.last_mut() {
            Some(last) if wrapped && !gap => {
                last.text.push(' ');
                last.text.push_str(&line);
            }
            _ => pieces.push(Piece { gap, ..Piece::new(line, BlockKind::Paragraph) }),
        }
        gap = false;
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
    for word in line.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

/// Neighbours joined until there are few enough.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let together = pieces.len().div_ceil(MOST_PIECES);
    let mut few: Vec<Piece> = Vec::with_capacity(MOST_PIECES);
    for (at, piece) in pieces.into_iter().enumerate() {
        match few.last_mut() {
            Some(last) if at % together != 0 => {
                last.text.push(' ');
                last.text.push_str(&piece.text);
            }
            _ => few.push(piece),
        }
    }
    few
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
