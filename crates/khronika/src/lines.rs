//! JSON lines: one report a line, each with its number, none larger than allowed.

use std::io::BufRead;

use crate::cli;
use crate::problem::Problem;

/// A line that is not empty.
pub(crate) struct Line {
    /// Its number, from 1.
    pub(crate) number: usize,
    /// Its bytes without the end of the line; or why it cannot be taken.
    pub(crate) bytes: Result<Vec<u8>, Problem>,
}

/// Reads line by line and never holds more than one line of the largest size.
pub(crate) struct Lines<R> {
    reader: R,
    name: String,
    max_bytes: u64,
    number: usize,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// The lines of what `name` names.
    pub(crate) fn new(reader: R, name: String, max_bytes: u64) -> Self {
        Lines { reader, name, max_bytes, number: 0, ended: false }
    }

    /// Reads up to the end of a line; `None` for a line that is too long (and is passed over).
    fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut fits = true;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                self.ended = true;
                break;
            }
            let end = buffer.iter().position(|b| *b == b'\n');
            let (part, used) = end.map_or((buffer, buffer.len()), |end| (&buffer[..end], end + 1));
            fits = fits && (line.len() + part.len()) as u64 <= self.max_bytes;
            if fits {
                line.extend_from_slice(part);
            } else {
                line = Vec::new();
            }
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        Ok(fits.then_some(line))
    }

    fn too_long(&self) -> Problem {
        let name = named(&self.name, self.number);
        let limit = cli::size(self.max_bytes);
        Problem::new(name, format!("longer than {limit}"), format!("allow more with --max-bytes (now {limit})"))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.ended {
            self.number += 1;
            let bytes = match self.line() {
                Ok(Some(mut line)) => {
                    if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                        line.drain(..3);
                    }
                    if line.iter().all(u8::is_ascii_whitespace) {
                        continue;
                    }
                    Ok(line)
                }
                Ok(None) => Err(self.too_long()),
                Err(error) => {
                    self.ended = true;
                    Err(Problem::io(&self.name, &error))
                }
            };
            return Some(Line { number: self.number, bytes });
        }
        None
    }
}

/// How a line is named to a person.
pub(crate) fn named(name: &str, number: usize) -> String {
    format!("{name}, line {number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(usize, Option<&str>)]) {
        for capacity in [1, 3, 4096] {
            let reader = std::io::BufReader::with_capacity(capacity, text.as_bytes());
            let lines: Vec<(usize, Option<String>)> = Lines::new(reader, "x".into(), 5)
                .map(|line| (line.number, line.bytes.ok().map(|b| String::from_utf8(b).expect("ASCII"))))
                .collect();
            let expect: Vec<_> = expect.iter().map(|(n, t)| (*n, t.map(str::to_owned))).collect();
            assert_eq!(lines, expect, "{text:?} by {capacity}");
        }
    }

    #[test]
    fn lines_with_their_numbers() {
        check("", &[]);
        check("\n \n", &[]);
        check("one\n\ntwo", &[(1, Some("one")), (3, Some("two"))]);
        check("\u{feff}ab\nlonger\nend\n", &[(1, Some("ab")), (2, None), (3, Some("end"))]);
    }
}
