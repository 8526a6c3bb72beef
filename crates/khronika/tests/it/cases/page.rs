//! The form of a case: fences with reports, lines that begin with `- `, and what is only for the reader.

/// A case as it is written.
#[derive(Debug, Default)]
pub(super) struct Case {
    pub(super) reports: Vec<Report>,
    /// Lines about the main event.
    pub(super) main: Vec<Line>,
    /// Lines about other events, each group about one.
    pub(super) others: Vec<Vec<Line>>,
}

/// A report in a fence.
#[derive(Debug)]
pub(super) struct Report {
    /// `txt` or `html`.
    pub(super) ending: &'static str,
    pub(super) text: String,
}

/// A line that is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// In the file, from 1.
    pub(super) number: usize,
    pub(super) known_miss: bool,
    pub(super) not: bool,
    pub(super) field: String,
    pub(super) value: String,
    /// The status or modality in brackets.
    pub(super) mark: Option<String>,
    /// As it is written, without `known miss:`.
    pub(super) text: String,
}

/// Fields that a line can be about.
const FIELDS: &[&str] = &[
    "act",
    "victim",
    "perpetrator",
    "when",
    "where",
    "target",
    "instrument",
    "casualties",
    "outcome",
    "alerted",
    "response",
    "demand",
    "link",
    "quote",
    "person",
    "organisation",
    "authority",
    "place",
    "doubt",
    "events",
    "voices",
    "by",
    "body",
];

impl Case {
    /// Reads a case; an error says which line is not understood.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut case = Case::default();
        let mut lines = text.lines().enumerate();
        while let Some((at, line)) = lines.next() {
            if let Some(kind) = line.strip_prefix("```report") {
                let ending = match kind.trim() {
                    "" => "txt",
                    "html" => "html",
                    other => return Err(format!("{}: a report is text or html, not \"{other}\"", at + 1)),
                };
                let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
                case.reports.push(Report { ending, text: body.join("\n") + "\n" });
            } else if line.trim() == "Other event:" {
                case.others.push(Vec::new());
            } else if let Some(rest) = line.strip_prefix("- ") {
                let line = Line::parse(at + 1, rest)?;
                case.others.last_mut().unwrap_or(&mut case.main).push(line);
            }
        }
        if case.reports.is_empty() || case.main.is_empty() && case.others.is_empty() {
            return Err(
                "1: a case needs a report in a fence marked \"report\" and lines that begin with \"- \"".to_owned()
            );
        }
        Ok(case)
    }
}

impl Line {
    fn parse(number: usize, text: &str) -> Result<Self, String> {
        let (known_miss, text) = match text.strip_prefix("known miss: ") {
            Some(rest) => (true, rest.trim()),
            None => (false, text.trim()),
        };
        let (not, rest) = match text.strip_prefix("not ") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (field, value) = rest.split_once(": ").ok_or_else(|| format!("{number}: write \"- field: value\""))?;
        if !FIELDS.contains(&field) {
            return Err(format!("{number}: no field \"{field}\"; there are {}", FIELDS.join(", ")));
        }
        let (value, mark) = match value.strip_suffix(')').and_then(|v| v.rsplit_once(" (")) {
            Some((value, mark)) => (value, Some(mark.to_owned())),
            None => (value, None),
        };
        let (field, value) = (field.to_owned(), value.trim().to_owned());
        Ok(Line { number, known_miss, not, field, value, mark, text: text.to_owned() })
    }
}

#[test]
fn the_form_of_a_case() {
    let text = "# T\n\nProse - with a dash.\n\n```report html\n<p>A</p>\n```\n- act: arson (denied)\n\nOther event:\n- known miss: not victim: Anna\n";
    let case = Case::parse(text).expect("a case");
    assert_eq!((case.reports.len(), case.reports[0].ending, case.reports[0].text.as_str()), (1, "html", "<p>A</p>\n"));
    assert_eq!((case.main[0].value.as_str(), case.main[0].mark.as_deref()), ("arson", Some("denied")));
    let other = &case.others[0][0];
    assert!(other.known_miss && other.not && other.value == "Anna" && other.number == 11);
    assert!(Case::parse("```report\nA\n```\n- colour: red\n").expect_err("no such field").starts_with("4: no field"));
    assert!(Case::parse("- act: arson\n").is_err());
}
