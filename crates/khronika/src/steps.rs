//! The steps as the commands call them: each library behind one function, its errors turned into problems once.

use corroboration::Batch;
use model::{Block, Dossier, Doubt, DoubtCode, Event, Extracted, Published, Report, Source};
use reading::Given;

use crate::cli::{self, Common, DossierFormat};
use crate::inputs::Input;
use crate::parallel;
use crate::problem::Problem;

/// An original → its reports.
pub(crate) fn read(input: &Input, common: &Common) -> Result<Vec<Report>, Problem> {
    let bytes = input.read(common.max_bytes)?;
    let given = Given { source: common.source.clone(), url: common.url.clone(), published: common.published.clone() };
    reading::read(&bytes, &input.path(), &given).map_err(|error| unread(input, &error))
}

/// The library says what failed and what to do in one sentence, with the path in front.
fn unread(input: &Input, error: &reading::ReadError) -> Problem {
    let sentence = error.to_string();
    let sentence = sentence.strip_prefix(&format!("{}: ", input.path())).unwrap_or(&sentence);
    let (what, todo) = sentence.split_once("; ").unwrap_or((sentence, "save the report as plain text and read that"));
    Problem::new(input, what, todo)
}

/// Fills in what the command line says of reports that do not say it themselves.
pub(crate) fn given(mut report: Report, common: &Common) -> Report {
    if common.source.is_some() || common.url.is_some() {
        let source = report.source.get_or_insert_with(Source::default);
        source.name = source.name.take().or_else(|| common.source.clone());
        source.url = source.url.take().or_else(|| common.url.clone());
    }
    if let (None, Some(edtf)) = (&report.published, &common.published) {
        report.published = Some(Published { edtf: edtf.clone(), from: None });
    }
    report
}

/// Text that is enough to tell a language.
const ENOUGH_FOR_LANGUAGE: usize = 64 << 10;

/// The same report with the language that its words are in, where it does not say it.
pub(crate) fn with_language(mut report: Report) -> Report {
    if report.lang.is_none() {
        let start = &report.text[..boundary(&report.text, ENOUGH_FOR_LANGUAGE)];
        let read = reading::read(start.as_bytes(), "-", &Given::default()).unwrap_or_default();
        report.lang = read.first().and_then(|read| read.lang);
    }
    report
}

/// The last boundary between characters that is not after `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Text after this many bytes is kept and not extracted from: a report of two hundred pages is no report.
const MOST_EXTRACTED: usize = 512 << 10;

/// A report → the report with its claims.
pub(crate) fn extract(report: Report, options: &extraction::Options) -> Extracted {
    if report.text.len() <= MOST_EXTRACTED {
        return extraction::extract(report, options);
    }
    let start = start_of(&report);
    let mut extracted = extraction::extract(start, options);
    let limit = cli::size(MOST_EXTRACTED as u64);
    let note = format!("claims are only taken from the first {limit} of the text");
    let mut doubts = std::mem::take(&mut extracted.report.doubts);
    doubts.push(Doubt::new(DoubtCode::Truncated, note));
    extracted.report = Report { doubts, lang: extracted.report.lang, ..report };
    extracted
}

/// The same report with the start of its text only.
fn start_of(report: &Report) -> Report {
    let text = report.text[..boundary(&report.text, MOST_EXTRACTED)].to_owned();
    let length = text.chars().count();
    let blocks =
        report.blocks.iter().filter(|b| b.start < length).map(|b| Block { end: b.end.min(length), ..b.clone() });
    Report {
        khronika: report.khronika,
        id: report.id.clone(),
        title: report.title.clone(),
        lang: report.lang,
        published: report.published.clone(),
        authors: report.authors.clone(),
        source: report.source.clone(),
        original: report.original.clone(),
        blocks: blocks.collect(),
        set_aside: Vec::new(),
        doubts: report.doubts.clone(),
        text,
    }
}

/// Reports with claims → events.
pub(crate) fn corroborate(reports: &[Extracted], explain: bool) -> Result<Vec<Event>, Problem> {
    parallel::caught(&ALL, || Ok(corroboration::corroborate(reports, &corroboration::Options { explain })))
}

/// The same of a batch, in which each report takes less room.
pub(crate) fn corroborate_batch(batch: Batch, explain: bool) -> Result<Vec<Event>, Problem> {
    parallel::caught(&ALL, || Ok(corroboration::corroborate_batch(batch, &corroboration::Options { explain })))
}

/// A dossier and new reports → the whole new dossier.
pub(crate) fn corroborate_into(previous: &Dossier, new: Vec<Extracted>, explain: bool) -> Result<Dossier, Problem> {
    parallel::caught(&ALL, || Ok(corroboration::corroborate_into(previous, new, &corroboration::Options { explain })))
}

const ALL: &str = "these reports together";

/// A dossier → what a person reads.
pub(crate) fn render(dossier: &Dossier, format: DossierFormat, style: &dossier::Style) -> Result<String, Problem> {
    let render = match format {
        DossierFormat::Text => dossier::text,
        DossierFormat::Md => dossier::markdown,
        DossierFormat::Html => dossier::html,
        DossierFormat::Json => dossier::json,
        DossierFormat::Csv => dossier::csv,
    };
    parallel::caught(&ALL, || Ok(render(dossier, style)))
}

#[cfg(test)]
mod tests {
    use model::Language;

    use super::*;

    #[test]
    fn a_report_that_names_no_language_gets_that_of_its_words() {
        let check = |text: &str, lang: Option<Language>, expect: Option<Language>| {
            let report = serde_json::json!({"id": "r-1", "text": text, "lang": lang});
            let report: Report = serde_json::from_value(report).expect("a report");
            assert_eq!(with_language(report).lang, expect, "{text}");
        };
        check("Милиция задержала в Оше двух адвокатов и журналиста.", None, Some(Language::RU));
        check("Police in Osh detained two lawyers and a journalist.", None, Some(Language::EN));
        check("Police in Osh detained two lawyers and a journalist.", Some(Language::RU), Some(Language::RU));
        check("", None, None);
    }

    #[test]
    fn a_very_long_text_stays_whole_and_says_where_claims_end() {
        let text = "Слово и дело. ".repeat(60_000);
        let long = serde_json::json!({"id": "r-1", "lang": "ru", "text": text,
            "blocks": [{"kind": "paragraph", "start": 0, "end": text.chars().count()}]});
        let long: Report = serde_json::from_value(long).expect("a report");
        let start = start_of(&long);
        assert!(start.text.len() <= MOST_EXTRACTED && start.text.len() > MOST_EXTRACTED - 4);
        assert_eq!(start.blocks[0].end, start.text.chars().count());
        let extracted = extract(long, &extraction::Options::default());
        assert_eq!(extracted.report.text, text);
        assert!(extracted.report.doubts.iter().any(|d| d.code == DoubtCode::Truncated));
    }
}
