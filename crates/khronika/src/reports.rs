//! From JSON lines to reports: each line parsed on its own, a bad one named and passed over.

use std::collections::HashMap;
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use model::{Doubt, DoubtCode, Extracted, Report, ReportId};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::cli::Common;
use crate::lines::{self, Line, Lines};
use crate::originals::HasReport;
use crate::parallel;
use crate::problem::{Problem, Stop};
use crate::reporter::Reporter;

/// A stream of lines and the name that it has for a person.
pub(crate) struct Source {
    name: String,
    lines: Lines<Box<dyn BufRead>>,
}

/// The lines of a file, or of standard input without one (or with `-`).
pub(crate) fn lines(file: Option<&Path>, common: &Common) -> Result<Source, Problem> {
    let (name, reader): (String, Box<dyn BufRead>) = match file.filter(|path| *path != Path::new("-")) {
        None => ("standard input".to_owned(), Box::new(BufReader::with_capacity(1 << 16, io::stdin()))),
        Some(path) => {
            let file = File::open(path).map_err(|error| Problem::io(path.display(), &error))?;
            (path.display().to_string(), Box::new(BufReader::with_capacity(1 << 16, file)))
        }
    };
    Ok(Source { lines: Lines::new(reader, name.clone(), common.max_bytes), name })
}

/// Parses each line, does `work` on it, and hands the results over in the order of the lines.
pub(crate) fn each<P, T>(
    source: Source,
    reporter: &mut Reporter,
    parse: impl Fn(&[u8]) -> Result<P, Bad> + Sync,
    work: impl Fn(P) -> Result<T, Problem> + Sync,
    mut take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<(), Stop>
where
    P: Send,
    T: HasReport + Send,
{
    let Source { name, lines } = source;
    let one = |line: Line| {
        let named = lines::named(&name, line.number);
        let made = line
            .bytes
            .and_then(|bytes| parallel::caught(&named, || work(parse(&bytes).map_err(|bad| bad.problem(&named))?)));
        (line.number, named, made)
    };
    let mut seen = Seen::default();
    parallel::in_order(
        lines,
        |line| line.bytes.as_ref().map_or(0, |b| b.len() as u64),
        one,
        |(number, named, made)| {
            let checked = made.and_then(|mut result| {
                seen.check(&named, number, result.report_mut())?;
                reporter.doubts(&named, &result.report_mut().doubts)?;
                Ok(result)
            });
            match checked {
                Ok(result) => {
                    take(result)?;
                    reporter.produced();
                }
                Err(problem) => reporter.failed(&problem),
            }
            Ok(())
        },
    )
}

/// Why a line is no report.
pub(crate) struct Bad {
    what: String,
    todo: &'static str,
}

impl Bad {
    fn problem(self, named: &str) -> Problem {
        Problem::new(named, self.what, self.todo)
    }
}

/// A report from a line with at least `id` and `text`. Other fields are used when they are as the interface has
/// them; one that is not is left out with a doubt.
pub(crate) fn parse_report(line: &[u8]) -> Result<Report, Bad> {
    let mut report: Report = match serde_json::from_slice(line) {
        Ok(report) => report,
        Err(error) => lenient(json(line)?, &error)?,
    };
    if report.id.as_str().trim().is_empty() {
        return Err(Bad {
            what: "the field \"id\" is empty".to_owned(),
            todo: "give each report an identifier of its own",
        });
    }
    mend_blocks(&mut report);
    Ok(report)
}

/// An extracted report from a line as `khronika extract` writes it.
pub(crate) fn parse_extracted(line: &[u8]) -> Result<Extracted, Bad> {
    // A tree of values costs more than the report itself: it is only made where there is something to find out.
    match serde_json::from_slice::<Extracted>(line) {
        Ok(report) if !report.claims.is_empty() => return Ok(report),
        _ => {}
    }
    let value = json(line)?;
    let todo = "give lines that `khronika extract` wrote";
    if value.get("claims").is_none() {
        return Err(Bad { what: "no extracted report: the field \"claims\" is missing".to_owned(), todo });
    }
    typed(value).map_err(|error| Bad { what: format!("no extracted report ({})", reason(&error)), todo })
}

fn json(line: &[u8]) -> Result<Value, Bad> {
    serde_json::from_slice(line).map_err(|error| Bad {
        what: format!("broken JSON ({})", reason(&error)),
        todo: "write one whole JSON object a line",
    })
}

/// What serde says, without the number of the line: each line is parsed alone, so that it is always 1.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match (text.rfind(" at line "), error.column()) {
        (Some(end), 1..) => format!("{} at byte {}", &text[..end], error.column()),
        _ => text,
    }
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, serde_json::Error> {
    serde_json::from_value(value)
}

const OPTIONAL: [&str; 9] =
    ["khronika", "title", "lang", "published", "authors", "source", "original", "blocks", "doubts"];

fn lenient(value: Value, error: &serde_json::Error) -> Result<Report, Bad> {
    let Value::Object(mut fields) = value else {
        return Err(Bad {
            what: "no JSON object".to_owned(),
            todo: "write one JSON object with \"id\" and \"text\" a line",
        });
    };
    for needed in ["id", "text"] {
        if !fields.get(needed).is_some_and(Value::is_string) {
            let what = format!("the field \"{needed}\" is missing or no text");
            return Err(Bad { what, todo: "give each report at least \"id\" and \"text\"" });
        }
    }
    let mut doubts = Vec::new();
    for name in OPTIONAL.into_iter().chain(["set_aside"]) {
        let Some(field) = fields.remove(name) else { continue };
        let mut alone = serde_json::Map::new();
        alone.insert("id".to_owned(), "r".into());
        alone.insert("text".to_owned(), "".into());
        alone.insert(name.to_owned(), field);
        if typed::<Report>(alone.clone().into()).is_ok() {
            fields.extend(alone.remove_entry(name));
        } else {
            doubts.push(Doubt::new(
                DoubtCode::MetadataIgnored,
                format!("the field \"{name}\" is not as the interface has it"),
            ));
        }
    }
    let what = || format!("no report ({})", reason(error));
    let mut report: Report = typed(fields.into())
        .map_err(|_| Bad { what: what(), todo: "write the fields as docs/INTERFACES.md has them" })?;
    report.doubts.extend(doubts);
    Ok(report)
}

/// Drops what does not fit the text: blocks outside it, out of order or overlapping, and doubts about other words.
fn mend_blocks(report: &mut Report) {
    let length = report.text.chars().count();
    let mut end = 0;
    let fits = report.blocks.iter().all(|block| {
        let fits = block.start >= end && block.start <= block.end && block.end <= length;
        end = block.end;
        fits
    });
    if !fits {
        report.blocks.clear();
        let note = "the field \"blocks\" does not fit the text";
        report.doubts.push(Doubt::new(DoubtCode::MetadataIgnored, note));
    }
}

/// Which identifiers were seen, by what text, on which line.
#[derive(Default)]
struct Seen {
    hasher: RandomState,
    first: HashMap<u64, (u64, usize)>,
}

impl Seen {
    /// The same identifier with the same words is the same report again; with other words it is an error.
    fn check(&mut self, named: &str, number: usize, report: &mut Report) -> Result<(), Problem> {
        let (id, text) = (self.hasher.hash_one(&report.id), self.hasher.hash_one(&report.text));
        match self.first.get(&id) {
            None => {
                self.first.insert(id, (text, number));
            }
            Some((same, first)) if *same == text => {
                let known = report.doubts.iter().any(|d| d.code == DoubtCode::SameBytes);
                if !known {
                    report.doubts.push(Doubt::new(DoubtCode::SameBytes, format!("the same report as line {first}")));
                }
            }
            Some((_, first)) => {
                let ReportId(id) = &report.id;
                let what = format!("the identifier \"{id}\" stands on line {first} with other words");
                return Err(Problem::new(named, what, "give each report an identifier of its own"));
            }
        }
        Ok(())
    }
}
