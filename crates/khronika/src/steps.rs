//! The steps as the commands call them: each library behind one function, its errors turned into problems once.

use model::{Dossier, Event, Extracted, Published, Report, Source};

use crate::cli::{Common, DossierFormat, Layer};
use crate::inputs::Input;
use crate::parallel;
use crate::problem::Problem;

/// How reports are extracted.
pub(crate) struct ExtractOptions {
    pub(crate) layers: Vec<Layer>,
    pub(crate) explain: bool,
    pub(crate) tokens: bool,
    pub(crate) model_free: bool,
}

/// An original → its reports.
pub(crate) fn read(input: &Input, common: &Common) -> Result<Vec<Report>, Problem> {
    let bytes = input.read(common.max_bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let report = serde_json::json!({"id": "r-0000000000000000", "text": text});
    Ok(vec![given(serde_json::from_value(report).expect("a report"), common)])
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

/// A report → the report with its claims.
pub(crate) fn extract(report: Report, options: &ExtractOptions) -> Result<Extracted, Problem> {
    let _ = (&options.layers, options.explain, options.tokens, options.model_free);
    Ok(Extracted {
        report,
        entities: vec![],
        times: vec![],
        quotes: vec![],
        events: vec![],
        claims: vec![],
        terms: Default::default(),
        tokens: None,
    })
}

/// Reports with claims → events.
pub(crate) fn corroborate(reports: &[Extracted], explain: bool) -> Result<Vec<Event>, Problem> {
    parallel::caught(&ALL, || Ok(corroboration::corroborate(reports, &corroboration::Options { explain })))
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
