//! What failed and what to do about it, in pairs, and the exit code that follows.

use std::fmt;
use std::io;

/// An input, or a whole run, that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// What failed, naming the input.
    what: String,
    /// What a person can do.
    todo: String,
}

impl Problem {
    /// A problem with an input.
    pub(crate) fn new(input: impl fmt::Display, what: impl fmt::Display, todo: impl Into<String>) -> Self {
        Problem { what: format!("{input}: {what}"), todo: todo.into() }
    }

    /// An input that the operating system did not give.
    pub(crate) fn io(input: impl fmt::Display, error: &io::Error) -> Self {
        let (what, todo) = match error.kind() {
            io::ErrorKind::NotFound => ("there is no such file or directory", "check how the path is spelt"),
            io::ErrorKind::PermissionDenied => ("reading is not permitted", "ask its owner for the right to read it"),
            io::ErrorKind::IsADirectory => ("this is a directory where a file is needed", "name a file"),
            io::ErrorKind::NotADirectory => ("a part of the path is no directory", "check how the path is spelt"),
            _ => return Problem::new(input, format!("could not be read ({error})"), "check the disk and try again"),
        };
        Problem::new(input, what, todo)
    }

    /// A panic that was caught at the last net.
    pub(crate) fn bug(input: impl fmt::Display, message: &str) -> Self {
        Problem::new(
            input,
            format!("khronika made a mistake of its own on this input ({message})"),
            "the other inputs are not touched; please report this as SECURITY.md says, with the input if you may share it",
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  {}", self.what, self.todo)
    }
}

/// Why a run ended before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Whoever read the output went away; no error.
    BrokenPipe,
    /// Nothing more can be done.
    Failed(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Stop::Failed(problem)
    }
}

/// An error while writing the result.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::BrokenPipe,
            _ => Stop::Failed(Problem::new(
                "the result",
                format!("could not be written ({error})"),
                "check that there is room on the disk",
            )),
        }
    }
}
