//! Where the result goes: standard output, or a file that appears whole or not at all.

use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::NamedTempFile;

use crate::cli::{Color, Common};
use crate::problem::{Problem, Stop};

/// The result of a run.
pub(crate) enum Output {
    /// Standard output.
    Stdout(BufWriter<Stdout>),
    /// A temporary file that becomes `path` at the end.
    File { writer: BufWriter<NamedTempFile>, path: PathBuf },
}

impl Output {
    /// Opens what `-o` names, or standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Problem> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Output::Stdout(BufWriter::with_capacity(1 << 16, io::stdout())));
        };
        if path.is_dir() {
            return Err(Problem::new(path.display(), "this is a directory", "name a file after -o"));
        }
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let file =
            tempfile::Builder::new().prefix(".khronika-").permissions(permissions()).tempfile_in(folder).map_err(
                |error| Problem::new(path.display(), cause(&error), "name a file in a directory that can be written"),
            )?;
        Ok(Output::File { writer: BufWriter::with_capacity(1 << 16, file), path: path.to_owned() })
    }

    /// Writes one JSON object and ends its line.
    pub(crate) fn json_line(&mut self, value: &impl Serialize) -> Result<(), Stop> {
        serde_json::to_writer(&mut *self, value).map_err(io::Error::from)?;
        self.write_all(b"\n")?;
        Ok(())
    }

    /// Ends the result: a file takes its name only where something was produced.
    pub(crate) fn finish(self, produced: bool) -> Result<(), Stop> {
        match self {
            Output::Stdout(mut writer) => Ok(writer.flush()?),
            Output::File { writer, path } if produced => {
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(&path).map_err(|error| {
                    Problem::new(path.display(), cause(&error.error), "name a file in a directory that can be written")
                })?;
                Ok(())
            }
            Output::File { .. } => Ok(()),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(writer) => writer.write(bytes),
            Output::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(writer) => writer.flush(),
            Output::File { writer, .. } => writer.flush(),
        }
    }
}

/// What the operating system said, without the path of the temporary file.
fn cause(error: &io::Error) -> String {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such directory".to_owned(),
        io::ErrorKind::PermissionDenied => "writing there is not permitted".to_owned(),
        kind => kind.to_string(),
    };
    format!("could not be written ({why})")
}

/// As a plain new file has them: what the user's mask leaves.
#[cfg(unix)]
fn permissions() -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o666)
}

#[cfg(not(unix))]
fn permissions() -> std::fs::Permissions {
    std::fs::metadata(".").map(|here| here.permissions()).expect("the working directory exists")
}

/// Whether the result is coloured.
pub(crate) fn colored(common: &Common) -> bool {
    match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            common.output.is_none() && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
        }
    }
}

/// Columns of the terminal that the result goes to, where it does.
pub(crate) fn width(common: &Common) -> Option<usize> {
    let terminal = common.output.is_none().then(|| terminal_size::terminal_size_of(io::stdout())).flatten();
    terminal.map(|(terminal_size::Width(columns), _)| usize::from(columns))
}
