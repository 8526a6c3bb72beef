//! `cargo xtask hostile`: makes inputs that are meant to hurt and measures that the program stays within its bounds.
//!
//! Each input must end with an exit code of the command line (0 to 3) within [`SECONDS`] and [`MEGABYTES`]. Time is
//! that of the processor over all threads, so that a busy machine changes nothing.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::chore::{binary, root, say};

/// Time of the processor that one input may take.
const SECONDS: f64 = 5.0;
/// Memory that one input may take at its peak.
const MEGABYTES: f64 = 512.0;
/// After so long on the clock a run is ended.
const PATIENCE: Duration = Duration::from_secs(180);

/// An input: the name of its file, how it is made, and the arguments that the program gets before its path.
struct Case {
    name: &'static str,
    make: fn(&mut dyn Write) -> std::io::Result<()>,
    arguments: &'static [&'static str],
}

const MIB: usize = 1 << 20;

const CASES: &[Case] = &[
    Case { name: "empty.txt", make: |_| Ok(()), arguments: &["dossier"] },
    Case { name: "binary.txt", make: |out| repeat(out, &noise(4096), 5 * MIB), arguments: &["dossier"] },
    Case { name: "report.pdf", make: |out| repeat(out, b"%PDF-1.7\n", MIB), arguments: &["dossier"] },
    Case { name: "over-the-limit.txt", make: |out| repeat(out, b"word ", 65 * MIB), arguments: &["dossier"] },
    Case { name: "just-under-the-limit.txt", make: |out| repeat(out, TEXT, 63 * MIB), arguments: &["read"] },
    Case { name: "one-line-of-50-mb.txt", make: |out| repeat(out, b"word ", 50 * MIB), arguments: &["dossier"] },
    Case { name: "one-word-of-50-mb.txt", make: |out| repeat(out, b"a", 50 * MIB), arguments: &["dossier"] },
    Case { name: "reports-of-50-mb.txt", make: |out| repeat(out, TEXT, 50 * MIB), arguments: &["dossier"] },
    Case { name: "one-letter-lines.txt", make: |out| repeat(out, b"a\n", 20 * MIB), arguments: &["dossier"] },
    Case {
        name: "capitals.txt",
        make: |out| repeat(out, b"POLICE BEAT ANNA IN PARIS ON MONDAY ", MIB),
        arguments: &["dossier"],
    },
    Case {
        name: "no-full-stop.txt",
        make: |out| repeat(out, "he said that they were beaten and ".as_bytes(), MIB),
        arguments: &["dossier"],
    },
    Case { name: "quotes.txt", make: |out| repeat(out, "«“\"".as_bytes(), MIB), arguments: &["dossier"] },
    Case { name: "brackets.txt", make: |out| repeat(out, b"(", MIB), arguments: &["dossier"] },
    Case {
        name: "emoji.txt",
        make: |out| repeat(out, "👩\u{200d}👩\u{200d}👧 ".as_bytes(), 5 * MIB),
        arguments: &["dossier"],
    },
    Case {
        name: "invalid-utf-8.txt",
        make: |out| repeat(out, b"Police \xff\xfe beat \xc3 people. ", 5 * MIB),
        arguments: &["dossier"],
    },
    Case { name: "deep.html", make: deep, arguments: &["dossier"] },
    Case { name: "unclosed.html", make: |out| repeat(out, b"<b><i><a href=x>", 10 * MIB), arguments: &["dossier"] },
    Case { name: "attributes.html", make: attributes, arguments: &["dossier"] },
    Case { name: "tables.html", make: |out| repeat(out, b"<table><tr><td>", MIB), arguments: &["dossier"] },
    Case { name: "broken.jsonl", make: broken, arguments: &["extract"] },
    Case { name: "line-of-50-mb.jsonl", make: long_line, arguments: &["extract"] },
    Case {
        name: "line-over-the-limit.jsonl",
        make: |out| repeat(out, b"{\"id\": \"a\"", 70 * MIB),
        arguments: &["extract"],
    },
    Case { name: "deep.jsonl", make: |out| repeat(out, b"[", 10 * MIB), arguments: &["extract"] },
    Case { name: "same-id.jsonl", make: same_id, arguments: &["extract"] },
    Case { name: "many-lines.jsonl", make: many_lines, arguments: &["extract", "--layers", "words"] },
];

const TEXT: &[u8] = b"Police in Gulu detained four people on 3 June 2019, their lawyer said. They were beaten.\n\n";

/// Makes each input, runs the program on it, and fails where one went over a bound; `NAME…` picks some.
pub(crate) fn run_all(names: &[&str]) -> anyhow::Result<()> {
    let binary = binary()?;
    let folder = root().join("target/hostile");
    std::fs::create_dir_all(&folder)?;
    let mut over = Vec::new();
    for case in CASES.iter().filter(|case| names.is_empty() || names.contains(&case.name)) {
        let path = folder.join(case.name);
        let mut out = BufWriter::new(std::fs::File::create(&path)?);
        (case.make)(&mut out)?;
        out.flush()?;
        let run = measure(&binary, case, &path)?;
        std::fs::remove_file(&path)?;
        say(&format!(
            "{:28} {:5.2} s {:6.0} MB  exit {}  {}",
            case.name, run.seconds, run.megabytes, run.exit, run.says
        ));
        if run.seconds > SECONDS || run.megabytes > MEGABYTES || !matches!(run.exit, 0..=3) {
            over.push(case.name);
        }
    }
    if !over.is_empty() {
        bail!("over {SECONDS} s or {MEGABYTES} MB, or ended by a crash: {}", over.join(", "));
    }
    Ok(())
}

struct Run {
    seconds: f64,
    megabytes: f64,
    exit: i32,
    says: String,
}

fn measure(binary: &Path, case: &Case, path: &Path) -> anyhow::Result<Run> {
    let folder = path.parent().expect("a file lies in a folder");
    let errors = path.with_extension("errors");
    let mut command = Command::new(binary);
    command.args(case.arguments).arg(case.name).current_dir(folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(std::fs::File::create(&errors)?);
    let start = Instant::now();
    let mut child = command.spawn().context("the program could not be started")?;
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let (mut peak, mut seconds): (f64, f64) = (0.0, 0.0);
    let exit = loop {
        peak = peak.max(megabytes(&process).unwrap_or(0.0));
        seconds = seconds.max(processor(&process).unwrap_or(0.0));
        if let Some(exit) = child.try_wait()? {
            break exit.code().unwrap_or(-1);
        }
        if start.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            break -1;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let says = std::fs::read_to_string(&errors)?.lines().next().unwrap_or_default().chars().take(90).collect();
    std::fs::remove_file(&errors)?;
    Ok(Run { seconds, megabytes: peak, exit, says })
}

/// Seconds of the processor that a process has had so far, over all its threads, where the system tells it: fields
/// 14 and 15 of `stat`, in hundredths on Linux.
fn processor(process: &Path) -> Option<f64> {
    let stat = std::fs::read_to_string(process.join("stat")).ok()?;
    let after_name = stat.rsplit_once(") ")?.1;
    let fields: Vec<f64> = after_name.split(' ').skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    Some(fields.iter().sum::<f64>() / 100.0)
}

/// The peak of a process's memory so far, where the system tells it (`VmHWM` of Linux).
fn megabytes(process: &Path) -> Option<f64> {
    let status = std::fs::read_to_string(process.join("status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}

fn repeat(out: &mut dyn Write, piece: &[u8], bytes: usize) -> std::io::Result<()> {
    (0..bytes / piece.len().max(1)).try_for_each(|_| out.write_all(piece))
}

/// Bytes without a pattern, the same on every run.
fn noise(length: usize) -> Vec<u8> {
    let mut state: u32 = 1;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

fn deep(out: &mut dyn Write) -> std::io::Result<()> {
    repeat(out, b"<div>", 5 * 100_000)?;
    out.write_all(b"<p>Police beat four people in Gulu.</p>")?;
    repeat(out, b"</div>", 6 * 100_000)
}

fn attributes(out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(b"<div ")?;
    (0..200_000).try_for_each(|n| write!(out, "a{n}=1 "))?;
    out.write_all(b">text</div>")
}

fn broken(out: &mut dyn Write) -> std::io::Result<()> {
    for n in 0..2_000 {
        writeln!(out, "{{\"id\": \"r{n}\", \"text\": \"Police bea")?;
    }
    out.write_all(b"{\"id\": \"whole\", \"text\": \"Police beat Anna.\"}\n")
}

fn long_line(out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(b"{\"id\": \"a\", \"text\": \"")?;
    repeat(out, b"Police beat four people in Gulu. ", 50 * MIB)?;
    out.write_all(b"\"}\n{\"id\": \"b\", \"text\": \"Police beat Anna.\"}\n")
}

fn same_id(out: &mut dyn Write) -> std::io::Result<()> {
    (0..2_000).try_for_each(|n| writeln!(out, "{{\"id\": \"a\", \"text\": \"Police beat {n} people.\"}}"))
}

fn many_lines(out: &mut dyn Write) -> std::io::Result<()> {
    (0..20_000).try_for_each(|n| writeln!(out, "{{\"id\": \"r{n}\", \"text\": \"Police beat {n} people in Gulu.\"}}"))
}
