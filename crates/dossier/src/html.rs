//! The page as one HTML file: the dossier, and beside it the reports with the cited words marked. No script, nothing
//! from elsewhere; each number leads to its words and back.

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use model::{Dossier, Status, TextIndex};

use crate::Style;
use crate::line::{Line, Piece, shortened, source_label};
use crate::marks::{self, Marked};
use crate::page::{Body, Card, Contradiction, Detail, EventPage, FactRow, Page, Step, Voices};
use crate::words::Words;

const STYLE: &str = include_str!("html/style.css");
/// Nothing may be loaded and nothing may run, whatever stands in a report.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// So many code points of the cited words are shown when a pointer rests on a number.
const HINT: usize = 300;

/// The page as HTML.
pub(crate) fn render(page: &Page, dossier: &Dossier, style: &Style) -> String {
    let words = Words::of(style.language);
    let mut writer = Writer { page, words, used: BTreeSet::new() };
    let main = writer.main();
    let sources = writer.sources(dossier);
    let headline = page.parts.first().and_then(|part| part.events.first()).map(|event| writer.plain(&event.headline));
    let title = headline.map_or_else(|| page.title.clone(), |headline| format!("{} – {headline}", page.title));
    let markup = html! {
        (DOCTYPE)
        html lang=(style.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="generator" content={ "khronika " (style.version) };
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#sources" { (words.say("page.skip")) }
                div.sheet {
                    (main)
                    (sources)
                }
                footer { p { (page.version) } }
            }
        }
    };
    let mut out = markup.into_string();
    out.push('\n');
    out
}

struct Writer<'p> {
    page: &'p Page,
    words: &'static Words,
    /// The numbers that the page cites so far; the first use is where the words lead back to.
    used: BTreeSet<usize>,
}

impl Writer<'_> {
    fn main(&mut self) -> Markup {
        let page = self.page;
        html! {
            main {
                header {
                    h1 { (page.title) }
                    @for line in &page.lead { p { (self.line(line)) } }
                    (self.contents())
                }
                @for part in &page.parts {
                    section.part {
                        h2 { (part.title) }
                        @for event in &part.events { (self.event(event)) }
                    }
                }
                (self.aside())
            }
        }
    }

    fn contents(&self) -> Markup {
        let events: Vec<&EventPage> = self.page.parts.iter().flat_map(|part| &part.events).collect();
        html! {
            @if events.len() > 1 {
                nav aria-label=(self.words.say("page.contents")) {
                    ul {
                        @for event in events {
                            li { a href={ "#event-" (event.place + 1) } { (event.place + 1) ". " (self.plain(&event.headline)) } }
                        }
                    }
                }
            }
        }
    }

    fn event(&mut self, event: &EventPage) -> Markup {
        html! {
            article.event id={ "event-" (event.place + 1) } {
                h3 { span.number { (event.place + 1) "." } " " (self.line(&event.headline)) }
                @for line in &event.lead { p.lead { (self.line(line)) } }
                @for section in &event.sections {
                    section {
                        h4 { (section.title) }
                        @match &section.body {
                            Body::Lines(lines) => ul { @for line in lines { li { (self.line(line)) } } },
                            Body::Pairs(pairs) => (self.pairs(pairs)),
                            Body::Facts(rows) => (self.facts(&section.title, rows)),
                            Body::Steps(steps) => (self.steps(steps)),
                            Body::Contradictions(all) => { @for one in all { (self.contradiction(one)) } },
                        }
                    }
                }
            }
        }
    }

    fn pairs(&mut self, pairs: &[(String, Vec<Line>)]) -> Markup {
        html! {
            dl.glance {
                @for (label, lines) in pairs {
                    div {
                        dt { (label) }
                        @for line in lines { dd { (self.line(line)) } }
                    }
                }
            }
        }
    }

    fn facts(&mut self, title: &str, rows: &[FactRow]) -> Markup {
        let head =
            ["table.field", "table.value", "table.status", "table.for", "table.against"].map(|k| self.words.say(k));
        html! {
            table.facts {
                caption.unseen { (title) }
                thead { tr { @for label in &head { th scope="col" { (label) } } } }
                @for group in rows.chunk_by(|a, b| a.field == b.field) {
                    tbody {
                        @for (n, row) in group.iter().enumerate() {
                            tr {
                                @if n == 0 {
                                    @let lines = group.iter().map(|row| 1 + usize::from(!row.why.is_empty())).sum::<usize>();
                                    th scope="rowgroup" rowspan=(lines) { (row.field) }
                                }
                                td.value { (self.line(&row.value)) }
                                td data-label=(head[2]) {
                                    span class={ "status " (class(row.status)) } { (self.words.code("status", row.status.as_str())) }
                                }
                                td data-label=(head[3]) { (self.voices(&row.affirmed)) }
                                td data-label=(head[4]) { (self.voices(&row.denied)) }
                            }
                            @if !row.why.is_empty() {
                                tr.why { td colspan="4" { @for why in &row.why { p { (self.line(why)) } } } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn voices(&mut self, voices: &Voices) -> Markup {
        html! {
            b { (voices.names.len()) }
            @if !voices.names.is_empty() {
                ": "
                @for (n, name) in voices.names.iter().enumerate() {
                    @if n > 0 { (self.words.say("sign.items")) }
                    bdi { (name) }
                }
            }
            @for number in &voices.cites { " " (self.cite(*number)) }
        }
    }

    fn steps(&mut self, steps: &[Step]) -> Markup {
        let (time, step) = (self.words.say("table.time"), self.words.say("table.step"));
        html! {
            table.steps {
                thead.unseen { tr { th scope="col" { (time) } th scope="col" { (step) } } }
                tbody {
                    @for step in steps {
                        @if let Some(day) = &step.day { tr { th.day scope="colgroup" colspan="2" { (day) } } }
                        tr {
                            th scope="row" { (step.clock) }
                            td { (self.line(&step.line)) }
                        }
                    }
                }
            }
        }
    }

    fn contradiction(&mut self, contradiction: &Contradiction) -> Markup {
        html! {
            section.contradiction {
                h5 { (contradiction.title) }
                div.sides {
                    @for side in &contradiction.sides {
                        div {
                            p { b { (self.line(&side.value)) } }
                            ul { @for says in &side.says { li { (self.line(says)) } } }
                        }
                    }
                }
            }
        }
    }

    fn aside(&self) -> Markup {
        html! {
            @if !self.page.aside.is_empty() {
                section.part {
                    h2 { (self.words.say("part.aside")) }
                    p { (self.words.say("part.aside_note")) }
                    @for aside in &self.page.aside {
                        h3 { a href={ "#source-" (aside.report + 1) } { (source_label(aside.report)) } " "
                            bdi { (self.page.sources[aside.report].title) } }
                        @for (why, much, texts) in &aside.groups {
                            details {
                                summary { (why) " (" (much) ")" }
                                ul { @for text in texts { li dir="auto" { (text) } } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn sources(&mut self, dossier: &Dossier) -> Markup {
        let title = self.words.say("part.sources");
        let mut by_report = vec![Vec::new(); self.page.sources.len()];
        let mut absent = Vec::new();
        for (n, citation) in self.page.citations.iter().enumerate() {
            match citation.report {
                Some(place) => by_report[place].push(n + 1),
                None => absent.push(n + 1),
            }
        }
        html! {
            aside #sources aria-label=(title) tabindex="0" {
                h2 { (title) }
                @for (card, numbers) in self.page.sources.iter().zip(&by_report) {
                    (self.source(card, &dossier.reports[card.report].report, numbers))
                }
                @if !absent.is_empty() {
                    section.source {
                        p { (self.words.say("source.absent")) }
                        (self.lost(&absent))
                    }
                }
            }
        }
    }

    fn source(&mut self, card: &Card, report: &model::Report, numbers: &[usize]) -> Markup {
        let title = title_of(report);
        let (in_text, in_title, lost) = self.placed(report, numbers);
        let back = |n: usize| self.used.contains(&n).then(|| self.words.put("source.back", &[("n", &n.to_string())]));
        let title = title.map(|title| marks::html(title, in_title, back));
        let text = marks::html(&report.text, in_text, back);
        let language = report.lang.map(|language| language.to_string());
        html! {
            section.source id={ "source-" (card.report + 1) } {
                h3 {
                    span.number { (source_label(card.report)) } " "
                    @match title {
                        Some(title) => bdi lang=[&language] { (PreEscaped(title)) },
                        None => (card.title),
                    }
                }
                dl.card {
                    @for (label, detail) in &card.fields { div { dt { (label) } dd { (self.detail(detail)) } } }
                }
                @if !card.doubts.is_empty() {
                    h4 { (self.words.say("source.doubts")) }
                    ul { @for doubt in &card.doubts { li { (self.line(doubt)) } } }
                }
                h4 { (self.words.say("source.text")) }
                div.words lang=[&language] dir="auto" { (PreEscaped(text)) }
                @if !lost.is_empty() { (self.lost(&lost)) }
            }
        }
    }

    /// The marks in a report's text and in its title, and the citations whose words stand in neither.
    fn placed(&self, report: &model::Report, numbers: &[usize]) -> (Vec<Marked>, Vec<Marked>, Vec<usize>) {
        let (text, title) = (TextIndex::new(&report.text), TextIndex::new(title_of(report).unwrap_or_default()));
        let (mut in_text, mut in_title, mut lost) = (Vec::new(), Vec::new(), Vec::new());
        for number in numbers {
            let mut anchor = true;
            for span in &self.page.citations[number - 1].spans {
                let in_the_title = span.within.is_some();
                let (index, marks) = if in_the_title { (&title, &mut in_title) } else { (&text, &mut in_text) };
                let (start, end) = (index.byte(span.start), index.byte(span.end));
                if start < end && index.text()[start..end] == span.quote {
                    marks.push(Marked { start, end, number: *number, anchor });
                    anchor = false;
                }
            }
            if anchor {
                lost.push(*number);
            }
        }
        (in_text, in_title, lost)
    }

    /// Cited words that could not be marked where they should stand.
    fn lost(&self, numbers: &[usize]) -> Markup {
        html! {
            h4 { (self.words.say("source.lost")) }
            ul {
                @for number in numbers {
                    @let citation = &self.page.citations[number - 1];
                    li {
                        mark id={ "q" (number) } {
                            @if self.used.contains(number) {
                                a.back href={ "#u" (number) } { (number) }
                            }
                            (citation.label) " "
                            (self.quote(&citation.quote(), citation.language.map(|l| l.to_string())))
                        }
                    }
                }
            }
        }
    }

    fn detail(&self, detail: &Detail) -> Markup {
        html! {
            @match detail {
                Detail::Text(text) => bdi { (text) },
                Detail::Code(text) => code { (text) },
                Detail::Address(url) if is_web(url) => a.url href=(url) rel="noreferrer noopener" { (url) },
                Detail::Address(url) => span.url { (url) },
            }
        }
    }

    fn quote(&self, text: &str, language: Option<String>) -> Markup {
        html! { span.quote { (self.words.say("sign.open")) bdi lang=[language] { (text) } (self.words.say("sign.close")) } }
    }

    fn line(&mut self, line: &Line) -> Markup {
        html! {
            @for piece in &line.0 {
                @match piece {
                    Piece::Text(text) => (text),
                    Piece::Name(name) => bdi { (name) },
                    Piece::Quote(text, language) => (self.quote(text, language.map(|l| l.to_string()))),
                    Piece::Cite(number) => (self.cite(*number)),
                    Piece::Event(place, name) => a href={ "#event-" (place + 1) } { (name) },
                    Piece::Source(place) => a href={ "#source-" (place + 1) } { (source_label(*place)) },
                }
            }
        }
    }

    fn cite(&mut self, number: usize) -> Markup {
        let citation = &self.page.citations[number - 1];
        let first = self.used.insert(number).then(|| format!("u{number}"));
        let hint = format!("{}: {}", citation.label, shortened(&citation.quote(), HINT));
        html! { a.cite id=[first] href={ "#q" (number) } title=(hint) { "[" (number) "]" } }
    }

    fn plain(&self, line: &Line) -> String {
        line.plain(&self.words.say("sign.open"), &self.words.say("sign.close"))
    }
}

/// Only such addresses become links.
pub(crate) fn is_web(url: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    })
}

/// The title of a report, where it has one that can be seen.
fn title_of(report: &model::Report) -> Option<&str> {
    report.title.as_deref().filter(|title| !title.trim().is_empty())
}

fn class(status: Status) -> &'static str {
    match status {
        Status::Corroborated => "good",
        Status::SingleSource => "single",
        Status::Contested | Status::Denied => "bad",
    }
}
