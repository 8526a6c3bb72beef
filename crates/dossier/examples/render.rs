//! Renders a dossier that was written as JSON: `render FORMAT LANGUAGE WIDTH [explain] [color] < dossier.json`.
#![allow(clippy::print_stdout, reason = "an example prints its result")]

use khronika_dossier::{self as dossier, Style, Wording};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let read: model::Dossier = serde_json::from_reader(std::io::stdin().lock()).expect("a dossier as JSON");
    let style = Style {
        language: arguments.get(1).and_then(|code| Wording::from_code(code)).unwrap_or_default(),
        width: arguments.get(2).and_then(|width| width.parse().ok()).unwrap_or(80),
        color: arguments.iter().any(|a| a == "color"),
        explain: arguments.iter().any(|a| a == "explain"),
        ..Style::default()
    };
    let render = match arguments.first().map(String::as_str) {
        Some("md") => dossier::markdown,
        Some("html") => dossier::html,
        Some("csv") => dossier::csv,
        Some("json") => dossier::json,
        _ => dossier::text,
    };
    print!("{}", render(&read, &style));
}
