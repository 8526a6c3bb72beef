//! What the paths on the command line stand for: files in a defined order, and what was left out on the way.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::cli;
use crate::problem::Problem;

/// One original to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// A file, by its path as given (and what was found below it).
    File { path: PathBuf, bytes: u64 },
    /// Standard input.
    Stdin,
}

/// What a path on the command line led to, in the order in which it is worked on.
#[derive(Debug)]
pub(crate) enum Found {
    Input(Input),
    Failed(Problem),
    LeftOut(Problem),
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::File { path, .. } => path.display().fmt(f),
            Input::Stdin => f.write_str("standard input"),
        }
    }
}

impl Input {
    /// The path as given, `-` for standard input.
    pub(crate) fn path(&self) -> String {
        match self {
            Input::File { path, .. } => path.display().to_string(),
            Input::Stdin => "-".to_owned(),
        }
    }

    /// How many bytes it has, where that is known before reading.
    pub(crate) fn weight(&self) -> u64 {
        match self {
            Input::File { bytes, .. } => *bytes,
            Input::Stdin => 0,
        }
    }

    /// All its bytes, if they are not more than allowed.
    pub(crate) fn read(&self, max_bytes: u64) -> Result<Vec<u8>, Problem> {
        let too_large = || {
            let limit = cli::size(max_bytes);
            let todo = format!("allow more with --max-bytes (now {limit}), or cut the reports out of it");
            Problem::new(self, format!("larger than {limit}"), todo)
        };
        let mut bytes = Vec::new();
        let read = match self {
            Input::File { bytes: size, .. } if *size > max_bytes => return Err(too_large()),
            Input::File { path, bytes: size } => {
                bytes.reserve_exact(*size as usize + 1);
                File::open(path).and_then(|file| file.take(max_bytes + 1).read_to_end(&mut bytes))
            }
            Input::Stdin => io::stdin().lock().take(max_bytes + 1).read_to_end(&mut bytes),
        };
        read.map_err(|error| Problem::io(self, &error))?;
        if bytes.len() as u64 > max_bytes { Err(too_large()) } else { Ok(bytes) }
    }
}

/// Everything that the paths stand for, in their order; a directory's files sorted by name.
pub(crate) fn find(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut stdin = false;
    for path in paths {
        if path == Path::new("-") {
            found.push(match std::mem::replace(&mut stdin, true) {
                false => Found::Input(Input::Stdin),
                true => Found::LeftOut(Problem::new("standard input", "named twice", "it is read once")),
            });
            continue;
        }
        match fs::metadata(path) {
            Err(error) => found.push(Found::Failed(Problem::io(path.display(), &error))),
            Ok(meta) if meta.is_dir() => walk(path, &mut found),
            Ok(meta) => found.push(Found::Input(Input::File { path: path.clone(), bytes: meta.len() })),
        }
    }
    found
}

fn walk(root: &Path, found: &mut Vec<Found>) {
    let before = found.len();
    let mut entries = WalkDir::new(root).min_depth(1).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.push(unreadable(root, &error));
                continue;
            }
        };
        if is_hidden(&entry) {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            let todo = "name it on the command line to read it";
            found.push(Found::LeftOut(Problem::new(entry.path().display(), "hidden, left out", todo)));
        } else if entry.file_type().is_file() {
            let bytes = entry.metadata().map_or(0, |meta| meta.len());
            found.push(Found::Input(Input::File { path: entry.into_path(), bytes }));
        } else if !entry.file_type().is_dir() {
            let todo = "give its content on standard input to read it";
            found.push(Found::LeftOut(Problem::new(entry.path().display(), "no file but a device, left out", todo)));
        }
    }
    if !found[before..].iter().any(|f| matches!(f, Found::Input(_) | Found::Failed(_))) {
        found.push(Found::Failed(Problem::new(
            root.display(),
            "no report in this directory",
            "name one that holds reports",
        )));
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Found {
    let path = error.path().unwrap_or(root).display();
    if error.loop_ancestor().is_some() {
        let todo = "what it points to is read where it stands";
        return Found::LeftOut(Problem::new(path, "a link back to a directory around it, left out", todo));
    }
    let io = error.io_error().map(io::Error::kind).unwrap_or(io::ErrorKind::Other);
    Found::Failed(Problem::io(path, &io.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &[Found]) -> Vec<String> {
        found
            .iter()
            .map(|f| match f {
                Found::Input(input) => input.path(),
                Found::Failed(problem) | Found::LeftOut(problem) => problem.to_string(),
            })
            .collect()
    }

    #[test]
    fn a_directory_gives_its_files_sorted_and_names_the_rest() {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let root = folder.path();
        fs::create_dir_all(root.join("b/.git")).expect("made");
        for name in ["b/two.txt", "b/one.txt", "a.txt", "c.txt", ".hidden", "b/.git/HEAD"] {
            fs::write(root.join(name), name).expect("written");
        }
        let found: Vec<String> =
            names(&find(&[root.to_owned()])).iter().map(|n| n.replace(&format!("{}/", root.display()), "")).collect();
        assert_eq!(
            found,
            [
                ".hidden: hidden, left out\n  name it on the command line to read it",
                "a.txt",
                "b/.git: hidden, left out\n  name it on the command line to read it",
                "b/one.txt",
                "b/two.txt",
                "c.txt",
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_a_circle_ends() {
        let folder = tempfile::tempdir().expect("a temporary directory");
        fs::write(folder.path().join("a.txt"), "a").expect("written");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("round")).expect("linked");
        let found = names(&find(&[folder.path().to_owned()]));
        assert_eq!(found.len(), 2);
        assert!(found[1].contains("a link back to a directory around it"), "{found:?}");
    }
}
