//! Dossiers as people get them. `attack.json` is an invented case: an attack on an office, told by a statement, a
//! Russian news page and an agency, with a denial, contested numbers, live updates and an earlier arson.

mod hostile;
mod looks;

use khronika_dossier::{Style, Wording};
use model::Dossier;
use unicode_width::UnicodeWidthStr;

/// The invented case.
pub(crate) fn attack() -> Dossier {
    serde_json::from_str(include_str!("../cases/attack.json")).expect("a dossier")
}

/// Both languages, with and without reasons.
pub(crate) fn styles() -> Vec<Style> {
    let mut styles = Vec::new();
    for language in [Wording::En, Wording::Ru] {
        for explain in [false, true] {
            styles.push(Style { language, explain, ..Style::default() });
        }
    }
    styles
}

/// Every link inside the page leads somewhere, every identifier stands once, nothing runs, nothing is loaded.
pub(crate) fn check_html(html: &str) -> usize {
    let values = |name: &str| -> Vec<String> {
        let before = format!(" {name}=\"");
        let pieces = html.split(&before).skip(1);
        pieces.filter_map(|piece| Some(piece.split_once('"')?.0.to_owned())).collect()
    };
    let mut ids = values("id");
    let links: Vec<String> =
        values("href").into_iter().filter_map(|h| h.strip_prefix('#').map(str::to_owned)).collect();
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!(all, ids.len(), "an identifier stands twice");
    for link in &links {
        assert!(ids.binary_search(link).is_ok(), "#{link} leads nowhere");
    }
    let lower = html.to_lowercase();
    for forbidden in ["<script", "<img", "<iframe", "<link", "javascript:\"", "@import", "url("] {
        assert!(!lower.contains(forbidden), "{forbidden}");
    }
    links.len()
}

/// No line is wider than the page, but for a last word that cannot be broken; nothing steers the terminal.
pub(crate) fn check_text(text: &str, width: usize) {
    for line in text.lines() {
        assert!(!line.chars().any(char::is_control), "{line:?}");
        let last = line.rsplit(' ').next().unwrap_or_default();
        // A column of labels takes a third at most.
        let fits = last.width() + width / 3 + 2 <= width;
        assert!(line.width() <= width || !fits, "wider than {width}: {line:?}");
    }
}
