//! The page as plain text for a terminal of some width. No table is wider than the page: each fact is a few lines
//! under its field.

use model::Status;
use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::Style;
use crate::line::{Line, Piece, is_right_to_left, shortened, source_label};
use crate::page::{Body, Contradiction, Detail, EventPage, FactRow, Page, Step, Voices};
use crate::words::Words;

/// Narrower pages are written as wide as this.
const NARROWEST: usize = 20;
/// So many code points of a piece that was set aside are shown.
const ASIDE: usize = 70;
/// So many pieces of one reason are shown.
const PIECES: usize = 3;

/// Select Graphic Rendition codes (ECMA-48) for what a terminal may colour.
#[derive(Clone, Copy)]
enum Paint {
    Title,
    Label,
    Good,
    Single,
    Bad,
}

impl Paint {
    fn code(self) -> &'static str {
        match self {
            Paint::Title => "1",
            Paint::Label => "2",
            Paint::Good => "32",
            Paint::Single => "33",
            Paint::Bad => "31",
        }
    }
}

/// The page as text.
pub(crate) fn render(page: &Page, style: &Style) -> String {
    let mut sheet = Sheet {
        out: String::new(),
        width: style.width.max(NARROWEST),
        color: style.color,
        words: Words::of(style.language),
    };
    sheet.heading(&page.title, '=');
    for line in &page.lead {
        sheet.paragraph("", line);
    }
    for part in &page.parts {
        sheet.blank();
        sheet.heading(&part.title, '=');
        for event in &part.events {
            sheet.event(event);
        }
    }
    sheet.citations(page);
    sheet.aside(page);
    sheet.sources(page);
    sheet.blank();
    sheet.wrapped("", "", &page.version);
    sheet.out
}

struct Sheet {
    out: String,
    width: usize,
    color: bool,
    words: &'static Words,
}

impl Sheet {
    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn painted(&self, paint: Paint, text: &str) -> String {
        if self.color { format!("\x1b[{}m{text}\x1b[0m", paint.code()) } else { text.to_owned() }
    }

    /// A heading, underlined.
    fn heading(&mut self, title: &str, under: char) {
        self.blank();
        let lines = textwrap::wrap(title, self.options("", ""));
        let longest = lines.iter().map(|line| textwrap::core::display_width(line)).max().unwrap_or(0);
        for line in &lines {
            let line = self.painted(Paint::Title, line);
            self.out.push_str(&line);
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(under, longest));
        self.out.push_str("\n\n");
    }

    fn options<'a>(&self, first: &'a str, rest: &'a str) -> Options<'a> {
        Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .break_words(false)
            .word_separator(WordSeparator::Custom(separate))
    }

    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        for line in textwrap::wrap(text, self.options(first, rest)) {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    fn paragraph(&mut self, indent: &str, line: &Line) {
        let text = self.plain(line);
        self.wrapped(indent, indent, &text);
        self.blank();
    }

    fn item(&mut self, line: &Line) {
        let text = self.plain(line);
        self.wrapped("- ", "  ", &text);
    }

    fn event(&mut self, event: &EventPage) {
        let headline = format!("{}. {}", event.place + 1, self.plain(&event.headline));
        self.heading(&headline, '-');
        for line in &event.lead {
            self.paragraph("", line);
        }
        for section in &event.sections {
            self.blank();
            let title = self.painted(Paint::Title, &section.title);
            self.wrapped("", "", &title);
            self.out.push('\n');
            match &section.body {
                Body::Lines(lines) => lines.iter().for_each(|line| self.item(line)),
                Body::Pairs(pairs) => self.pairs(pairs),
                Body::Facts(rows) => self.facts(rows),
                Body::Steps(steps) => self.steps(steps),
                Body::Contradictions(all) => all.iter().for_each(|c| self.contradiction(c)),
            }
            self.blank();
        }
    }

    /// Labels in a column of their own where the page is wide enough, on lines of their own otherwise.
    fn labelled(&mut self, column: usize, label: &str, text: &str) {
        if column == 0 {
            if !label.is_empty() {
                let label = self.painted(Paint::Label, label);
                self.out.push_str(&label);
                self.out.push('\n');
            }
            return self.wrapped("  ", "  ", text);
        }
        let pad = column.saturating_sub(textwrap::core::display_width(label));
        let first = format!("{}{}", self.painted(Paint::Label, label), " ".repeat(pad));
        let first = if label.is_empty() { " ".repeat(column) } else { first };
        self.wrapped(&first, &" ".repeat(column), text);
    }

    fn column<'a>(&self, labels: impl Iterator<Item = &'a str>) -> usize {
        let longest = labels.map(textwrap::core::display_width).max().unwrap_or(0);
        if self.width < 60 || longest > self.width / 3 { 0 } else { longest + 2 }
    }

    fn pairs(&mut self, pairs: &[(String, Vec<Line>)]) {
        let column = self.column(pairs.iter().map(|(label, _)| label.as_str()));
        for (label, lines) in pairs {
            for (n, line) in lines.iter().enumerate() {
                let text = self.plain(line);
                self.labelled(column, if n == 0 { label } else { "" }, &text);
            }
        }
    }

    fn facts(&mut self, rows: &[FactRow]) {
        let column = self.column(rows.iter().map(|row| row.field.as_str()));
        let mut field = "";
        for row in rows {
            let label = if row.field == field { "" } else { &row.field };
            field = &row.field;
            let value = self.plain(&row.value);
            self.labelled(column, label, &value);
            let tally = self
                .words
                .put("table.tally", &[("for", &self.voices(&row.affirmed)), ("against", &self.voices(&row.denied))]);
            let status = self.painted(paint(row.status), &self.words.code("status", row.status.as_str()));
            let standing = format!("{status}{}{tally}", self.words.say("sign.dash"));
            let indent = " ".repeat(column + 2);
            self.wrapped(&indent, &indent, &standing);
            for why in &row.why {
                let text =
                    format!("{}{}{}", self.words.say("page.explain"), self.words.say("sign.colon"), self.plain(why));
                self.wrapped(&indent, &format!("{indent}  "), &text);
            }
        }
    }

    fn voices(&self, voices: &Voices) -> String {
        let mut text = voices.names.len().to_string();
        if !voices.names.is_empty() {
            let names: Vec<String> = voices.names.iter().map(|name| isolated(name)).collect();
            text.push_str(&format!(" ({})", names.join(&self.words.say("sign.items"))));
        }
        if !voices.cites.is_empty() {
            text.push(' ');
            text.extend(voices.cites.iter().map(|n| format!("[{n}]")));
        }
        text
    }

    fn steps(&mut self, steps: &[Step]) {
        let column = self.column(steps.iter().map(|step| step.clock.as_str()));
        for step in steps {
            if let Some(day) = &step.day {
                let day = self.painted(Paint::Label, day);
                self.wrapped("", "", &day);
            }
            let text = self.plain(&step.line);
            self.labelled(column, &step.clock, &text);
        }
    }

    fn contradiction(&mut self, contradiction: &Contradiction) {
        let title = contradiction.title.clone();
        self.wrapped("", "", &title);
        for side in &contradiction.sides {
            let value = self.plain(&side.value);
            self.wrapped("- ", "  ", &value);
            for says in &side.says {
                let text = self.plain(says);
                self.wrapped("    ", "    ", &text);
            }
        }
        self.blank();
    }

    fn citations(&mut self, page: &Page) {
        if page.citations.is_empty() {
            return;
        }
        let title = self.words.say("part.citations");
        self.heading(&title, '=');
        let column = page.citations.len().to_string().len() + 3;
        for (n, citation) in page.citations.iter().enumerate() {
            let words = Line::quote(&citation.quote(), citation.language);
            let text = format!("{} {}", citation.label, self.plain(&words));
            let first = format!("{:<column$}", format!("[{}]", n + 1));
            self.wrapped(&first, &" ".repeat(column), &text);
        }
    }

    fn aside(&mut self, page: &Page) {
        if page.aside.is_empty() {
            return;
        }
        let (title, note) = (self.words.say("part.aside"), self.words.say("part.aside_note"));
        self.heading(&title, '=');
        self.paragraph("", &note.into());
        for aside in &page.aside {
            let title = format!("{} {}", source_label(aside.report), isolated(&page.sources[aside.report].title));
            self.wrapped("", "  ", &title);
            for (why, much, texts) in &aside.groups {
                self.wrapped("- ", "  ", &format!("{why} ({much})"));
                for text in texts.iter().take(PIECES) {
                    self.wrapped("    ", "    ", &isolated(&shortened(text, ASIDE)));
                }
                if texts.len() > PIECES {
                    self.wrapped("    ", "    ", &self.words.say("sign.missing"));
                }
            }
            self.blank();
        }
    }

    fn sources(&mut self, page: &Page) {
        if page.sources.is_empty() {
            return;
        }
        let title = self.words.say("part.sources");
        self.heading(&title, '=');
        for card in &page.sources {
            let title = format!("{} {}", source_label(card.report), isolated(&card.title));
            let title = self.painted(Paint::Title, &title);
            self.wrapped("", "   ", &title);
            let column = self.column(card.fields.iter().map(|(label, _)| label.as_str()));
            for (label, detail) in &card.fields {
                let (Detail::Text(text) | Detail::Address(text) | Detail::Code(text)) = detail;
                self.labelled(column, label, &isolated(text));
            }
            card.doubts.iter().for_each(|doubt| self.item(doubt));
            self.blank();
        }
    }

    fn plain(&self, line: &Line) -> String {
        let mut out = String::new();
        for piece in &line.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Name(name) | Piece::Event(_, name) => out.push_str(&isolated(name)),
                Piece::Quote(words, _) => {
                    out.push_str(&self.words.say("sign.open"));
                    out.push_str(&isolated(words));
                    out.push_str(&self.words.say("sign.close"));
                }
                Piece::Cite(n) => out.push_str(&format!("[{n}]")),
                Piece::Source(place) => out.push_str(&source_label(*place)),
            }
        }
        out
    }
}

fn paint(status: Status) -> Paint {
    match status {
        Status::Corroborated => Paint::Good,
        Status::SingleSource => Paint::Single,
        Status::Contested | Status::Denied => Paint::Bad,
    }
}

/// Words that run from right to left between the marks that keep them from turning what stands around them
/// (FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE).
fn isolated(text: &str) -> String {
    if is_right_to_left(text) { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
}

/// A line can end at every blank, and inside of words where Unicode lets it end; an address is one word.
fn separate(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    Box::new(WordSeparator::AsciiSpace.find_words(line).flat_map(parts))
}

fn parts(word: Word<'_>) -> Vec<Word<'_>> {
    let plain = word.word.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain || word.word.contains("://") {
        return vec![word];
    }
    let Word { word, whitespace, .. } = word;
    let mut parts: Vec<Word<'_>> = WordSeparator::UnicodeBreakProperties.find_words(word).collect();
    if let Some(last) = parts.last_mut() {
        last.whitespace = whitespace;
    }
    parts
}
