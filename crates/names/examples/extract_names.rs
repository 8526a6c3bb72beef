//! Prints the entities of reports as JSON lines.
#![allow(clippy::print_stdout, missing_docs)]
use std::io::BufRead;
fn main() {
    let model_free = std::env::args().any(|a| a == "--model-free");
    let all = std::env::args().any(|a| a == "--all");
    let mut tokens = 0;
    let mut seconds = 0.0;
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let item: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        let text = item["text"].as_str().or(item["page"].as_str()).unwrap_or_default();
        let language = model::Language::new(item["lang"].as_str().unwrap_or("en")).unwrap_or(model::Language::EN);
        let analysis = syntax::analyse(text, language, &[]);
        let index = model::TextIndex::new(text);
        tokens += analysis.tokens.len();
        let from = std::time::Instant::now();
        let context = khronika_names::Context::default();
        let options = khronika_names::Options { model_free };
        let names = khronika_names::names(text, true, &analysis, language, &context, options);
        seconds += from.elapsed().as_secs_f64();
        let entities: Vec<_> = names
            .entities
            .iter()
            .map(|e| {
                let spans: Vec<_> = e
                    .mentions
                    .iter()
                    .filter(|m| all || m.form.is_name())
                    .map(|m| {
                        let s = index.span(m.start..m.end);
                        serde_json::json!({"start": s.start, "end": s.end, "quote": s.quote, "form": format!("{:?}", m.form)})
                    })
                    .collect();
                serde_json::json!({"kind": e.kind.as_str(), "name": e.name, "aliases": e.aliases, "keys": e.keys, "why": e.why,
                    "occupation": e.occupation.map(|o| o.as_str()), "role": e.role, "sex": e.sex.map(|s| s.as_str()),
                    "place": e.place.as_ref().map(|p| format!("{p:?}")), "spans": spans})
            })
            .collect();
        let doubts: Vec<_> = names.doubts.iter().map(|d| format!("{} {}", d.code, d.note)).collect();
        println!("{}", serde_json::json!({"id": item["id"], "entities": entities, "doubts": doubts}));
    }
    eprintln!("{tokens} tokens, {:.0} tokens/s", tokens as f64 / seconds);
}
