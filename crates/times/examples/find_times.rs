//! Reads reports as JSON lines and prints the times of each as JSON lines, in code points.
//!
//! `khronika extract --layers times` does the same; this is the layer by itself, for measuring it.

use std::io::{BufRead, Write};

use model::{Edtf, Language, TextIndex};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in std::io::stdin().lock().lines() {
        let report: serde_json::Value = serde_json::from_str(&line?)?;
        let text = report["text"].as_str().unwrap_or_default();
        let language = report["lang"].as_str().and_then(Language::new).unwrap_or(Language::EN);
        let published = report["published"]["edtf"].as_str().and_then(|e| Edtf::parse(e).ok());
        let analysis = syntax::analyse(text, language, &[]);
        let (found, doubts) =
            khronika_times::times(text, &analysis, khronika_times::Lexicon::of(language), published.as_ref());
        let index = TextIndex::new(text);
        let times: Vec<_> = found
            .iter()
            .flat_map(|f| std::iter::once(f).chain(&f.ends))
            .map(|f| {
                serde_json::json!({
                    "start": index.code_points(f.start), "end": index.code_points(f.end), "edtf": f.edtf,
                    "clock": f.clock, "part": f.part, "zone": f.zone, "approximate": f.approximate,
                    "rule": f.rule, "anchor": f.anchor, "basis": format!("{:?}", f.basis),
                })
            })
            .collect();
        let doubts: Vec<_> = doubts.iter().map(|d| format!("{} {}", d.code, d.note)).collect();
        writeln!(out, "{}", serde_json::json!({"id": report["id"], "times": times, "doubts": doubts}))?;
    }
    Ok(())
}
