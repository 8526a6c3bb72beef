//! The page as CommonMark. Citations are numbered links to a list that quotes the words; the table of facts uses the
//! table extension that most readers of Markdown know.

use crate::Style;
use crate::html::is_web;
use crate::line::{Line, Piece, is_right_to_left, shortened, source_label};
use crate::page::{Body, Contradiction, Detail, EventPage, FactRow, Page, Step, Voices};
use crate::words::Words;

/// So many code points of a piece that was set aside are shown.
const ASIDE: usize = 300;

/// The page as Markdown.
pub(crate) fn render(page: &Page, style: &Style) -> String {
    let mut sheet = Sheet { out: String::new(), words: Words::of(style.language) };
    sheet.heading(1, &escaped(&page.title));
    page.lead.iter().for_each(|line| sheet.paragraph(line));
    for part in &page.parts {
        sheet.heading(2, &escaped(&part.title));
        part.events.iter().for_each(|event| sheet.event(event));
    }
    sheet.citations(page);
    sheet.aside(page);
    sheet.sources(page);
    sheet.out.push_str("---\n\n");
    sheet.paragraph(&page.version.clone().into());
    sheet.out.truncate(sheet.out.trim_end().len());
    sheet.out.push('\n');
    sheet.out
}

struct Sheet {
    out: String,
    words: &'static Words,
}

impl Sheet {
    fn heading(&mut self, level: usize, title: &str) {
        self.out.push_str(&format!("{} {title}\n\n", "#".repeat(level)));
    }

    /// A heading that links can lead to.
    fn target(&mut self, level: usize, id: &str, title: &str) {
        self.heading(level, &format!("<a id=\"{id}\"></a>{title}"));
    }

    fn paragraph(&mut self, line: &Line) {
        let text = self.inline(line);
        self.out.push_str(&format!("{text}\n\n"));
    }

    fn list<'a>(&mut self, lines: impl IntoIterator<Item = &'a Line>) {
        for line in lines {
            let text = self.inline(line);
            self.out.push_str(&format!("- {text}\n"));
        }
        self.out.push('\n');
    }

    fn event(&mut self, event: &EventPage) {
        let headline = format!("{}\\. {}", event.place + 1, self.inline(&event.headline));
        self.target(3, &format!("event-{}", event.place + 1), &headline);
        event.lead.iter().for_each(|line| self.paragraph(line));
        for section in &event.sections {
            self.heading(4, &escaped(&section.title));
            match &section.body {
                Body::Lines(lines) => self.list(lines),
                Body::Pairs(pairs) => self.pairs(pairs),
                Body::Facts(rows) => self.facts(rows),
                Body::Steps(steps) => self.steps(steps),
                Body::Contradictions(all) => all.iter().for_each(|one| self.contradiction(one)),
            }
        }
    }

    fn pairs(&mut self, pairs: &[(String, Vec<Line>)]) {
        for (label, lines) in pairs {
            self.out.push_str(&format!("- **{}**\n", escaped(label)));
            for line in lines {
                let text = self.inline(line);
                self.out.push_str(&format!("  - {text}\n"));
            }
        }
        self.out.push('\n');
    }

    fn facts(&mut self, rows: &[FactRow]) {
        let keys = ["table.field", "table.value", "table.status", "table.for", "table.against"];
        let head = keys.map(|key| escaped(&self.words.say(key)));
        self.out.push_str(&format!("| {} |\n|---|---|---|---|---|\n", head.join(" | ")));
        for row in rows {
            let status = self.words.code("status", row.status.as_str());
            let (value, affirmed, denied) =
                (self.inline(&row.value), self.voices(&row.affirmed), self.voices(&row.denied));
            let cells = [escaped(&row.field), value, escaped(&status), affirmed, denied];
            self.out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        self.out.push('\n');
        self.why(rows);
    }

    /// Rules and reasons, below the table.
    fn why(&mut self, rows: &[FactRow]) {
        if rows.iter().all(|row| row.why.is_empty()) {
            return;
        }
        self.heading(5, &escaped(&self.words.say("page.explain")));
        for row in rows.iter().filter(|row| !row.why.is_empty()) {
            let value = self.inline(&row.value);
            self.out.push_str(&format!("- {}: {value}\n", escaped(&row.field)));
            for why in &row.why {
                let why = self.inline(why);
                self.out.push_str(&format!("  - {why}\n"));
            }
        }
        self.out.push('\n');
    }

    fn voices(&self, voices: &Voices) -> String {
        let mut text = voices.names.len().to_string();
        if !voices.names.is_empty() {
            let names: Vec<String> = voices.names.iter().map(|name| isolated(name)).collect();
            text.push_str(&format!(": {}", names.join(&self.words.say("sign.items"))));
        }
        for number in &voices.cites {
            text.push_str(&format!(" {}", cite(*number)));
        }
        text
    }

    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            if let Some(day) = &step.day {
                self.out.push_str(&format!("- **{}**\n", escaped(day)));
            }
            let text = self.inline(&step.line);
            let clock = if step.clock.is_empty() { String::new() } else { format!("{} ", escaped(&step.clock)) };
            let indent = if steps[0].day.is_some() { "  " } else { "" };
            self.out.push_str(&format!("{indent}- {clock}{text}\n"));
        }
        self.out.push('\n');
    }

    fn contradiction(&mut self, contradiction: &Contradiction) {
        self.heading(5, &escaped(&contradiction.title));
        for side in &contradiction.sides {
            let value = self.inline(&side.value);
            self.out.push_str(&format!("- **{value}**\n"));
            for says in &side.says {
                let says = self.inline(says);
                self.out.push_str(&format!("  - {says}\n"));
            }
        }
        self.out.push('\n');
    }

    fn citations(&mut self, page: &Page) {
        if page.citations.is_empty() {
            return;
        }
        self.heading(2, &escaped(&self.words.say("part.citations")));
        for (n, citation) in page.citations.iter().enumerate() {
            let number = n + 1;
            let label = match citation.report {
                Some(place) => format!("[{}](#source-{})", citation.label, place + 1),
                None => escaped(&citation.label),
            };
            let quote = self.quote(&citation.quote());
            self.out.push_str(&format!("- <a id=\"c{number}\"></a>\\[{number}\\] {label} {quote}\n"));
        }
        self.out.push('\n');
    }

    fn aside(&mut self, page: &Page) {
        if page.aside.is_empty() {
            return;
        }
        self.heading(2, &escaped(&self.words.say("part.aside")));
        self.paragraph(&self.words.say("part.aside_note").into());
        for aside in &page.aside {
            let place = aside.report;
            let title = isolated(&page.sources[place].title);
            self.heading(3, &format!("[{}](#source-{}) {title}", source_label(place), place + 1));
            for (why, much, texts) in &aside.groups {
                self.out.push_str(&format!("- {} ({})\n", escaped(why), escaped(much)));
                for text in texts {
                    self.out.push_str(&format!("  - {}\n", isolated(&shortened(text, ASIDE))));
                }
            }
            self.out.push('\n');
        }
    }

    fn sources(&mut self, page: &Page) {
        if page.sources.is_empty() {
            return;
        }
        self.heading(2, &escaped(&self.words.say("part.sources")));
        for card in &page.sources {
            let title = format!("{} {}", source_label(card.report), isolated(&card.title));
            self.target(3, &format!("source-{}", card.report + 1), &title);
            for (label, detail) in &card.fields {
                let detail = match detail {
                    Detail::Text(text) => isolated(text),
                    Detail::Address(url) if is_web(url) => format!("<{}>", address(url)),
                    Detail::Address(url) => isolated(url),
                    Detail::Code(text) => code(text),
                };
                self.out.push_str(&format!("- {}: {detail}\n", escaped(label)));
            }
            self.out.push('\n');
            if !card.doubts.is_empty() {
                self.heading(4, &escaped(&self.words.say("source.doubts")));
                self.list(&card.doubts);
            }
        }
    }

    fn inline(&self, line: &Line) -> String {
        let mut out = String::new();
        for piece in &line.0 {
            match piece {
                Piece::Text(text) => out.push_str(&escaped(text)),
                Piece::Name(name) => out.push_str(&isolated(name)),
                Piece::Quote(words, _) => out.push_str(&self.quote(words)),
                Piece::Cite(number) => out.push_str(&cite(*number)),
                Piece::Event(place, name) => out.push_str(&format!("[{}](#event-{})", isolated(name), place + 1)),
                Piece::Source(place) => out.push_str(&format!("[{}](#source-{})", source_label(*place), place + 1)),
            }
        }
        out
    }

    fn quote(&self, words: &str) -> String {
        format!("{}{}{}", self.words.say("sign.open"), isolated(words), self.words.say("sign.close"))
    }
}

fn cite(number: usize) -> String {
    format!("\\[[{number}](#c{number})\\]")
}

/// Words that run from right to left between the marks that keep them from turning what stands around them.
fn isolated(text: &str) -> String {
    let words = escaped(text);
    if is_right_to_left(text) { format!("\u{2068}{words}\u{2069}") } else { words }
}

/// Words in which nothing is taken for Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => out.extend(['\\', c]),
            // Only at the beginning of a line these begin a list.
            '+' | '-' | '=' if out.is_empty() => out.extend(['\\', c]),
            '.' | ')' if !out.is_empty() && out.len() < 10 && out.bytes().all(|b| b.is_ascii_digit()) => {
                out.extend(['\\', c]);
            }
            // Bare addresses become links in some readers; only a source's own address should be one.
            ':' if out.ends_with("http") || out.ends_with("https") => out.push_str("&#58;"),
            c => out.push(c),
        }
    }
    out
}

/// An address fit to stand between angle brackets.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            ' ' => out.push_str("%20"),
            '\\' => out.push_str("%5C"),
            c => out.push(c),
        }
    }
    out
}

/// A checksum or identifier as code; anything else as words.
fn code(text: &str) -> String {
    let bare = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if bare { format!("`{text}`") } else { isolated(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_report_is_taken_for_markdown() {
        for (text, expected) in [
            ("<b>x</b> & *y*", "&lt;b&gt;x&lt;/b&gt; &amp; \\*y\\*"),
            ("- item", "\\- item"),
            ("12. June", "12\\. June"),
            ("a [link](javascript:x) | cell", "a \\[link\\](javascript:x) \\| cell"),
            ("see https://x.example", "see https&#58;//x.example"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(code("r-0a1b"), "`r-0a1b`");
        assert_eq!(code("a`b"), "a\\`b");
        assert_eq!(address("https://x.example/<y> z"), "https://x.example/%3Cy%3E%20z");
    }
}
