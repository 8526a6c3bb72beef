//! Runs the program as a person would, in a folder of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) exit: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates/khronika lies two below").to_owned()
}

/// A folder with files for one test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, with the folders that it needs.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("made");
        std::fs::write(path, content).expect("written");
        self
    }

    /// Runs the program in this folder without standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.path(), arguments, b"")
    }

    /// Runs the program in this folder with standard input.
    pub(crate) fn pipe(&self, arguments: &[&str], stdin: impl AsRef<[u8]>) -> Run {
        run_in(self.path(), arguments, stdin.as_ref())
    }
}

/// Runs the program in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_khronika"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("standard input is piped");
    let given = stdin.to_owned();
    // A program that ends early closes its input; that is for the assertions to see.
    let feeder = std::thread::spawn(move || drop(pipe.write_all(&given)));
    let done = child.wait_with_output().expect("the program ends");
    feeder.join().expect("feeding does not panic");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what the program says is UTF-8");
    Run { exit: done.status.code().expect("it ends by itself"), stdout: text(done.stdout), stderr: text(done.stderr) }
}
