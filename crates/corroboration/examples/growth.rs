//! How time and memory grow with the number of reports: a line for each size, of the first so many of the given lines
//! of extracted reports.
//!
//! ```text
//! khronika extract many.jsonl > many.extracted.jsonl
//! cargo run --release -p khronika-corroboration --example growth -- many.extracted.jsonl 10000 20000 100000
//! ```
//!
//! A size is run in the order given; the peak of memory (MiB) is that of the process up to then (Linux only).

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement, and no part of the crate")]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use khronika_corroboration::{Batch, Options, corroborate_batch};
use model::Extracted;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut given = std::env::args().skip(1);
    let path = given.next().ok_or("give a file of extracted reports and one size or more")?;
    let sizes: Vec<usize> = given.map(|n| n.parse()).collect::<Result<_, _>>()?;
    println!("reports\tevents\treading s\tcorroborating s\tMiB after reading\tMiB at the peak");
    for size in sizes {
        let start = Instant::now();
        let (mut batch, mut count) = (Batch::default(), 0);
        for line in BufReader::new(File::open(&path)?).lines().take(size) {
            batch.add(serde_json::from_str::<Extracted>(&line?)?);
            count += 1;
        }
        let (read, held) = (start.elapsed(), peak());
        let start = Instant::now();
        let events = corroborate_batch(batch, &Options::default());
        let (made, most) = (start.elapsed(), peak());
        let seconds = |t: std::time::Duration| format!("{:.1}", t.as_secs_f32());
        println!("{count}\t{}\t{}\t{}\t{held}\t{most}", events.len(), seconds(read), seconds(made));
    }
    Ok(())
}

/// The most memory that the process has had so far, in MiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
}
