//! Extraction from the outside: a report in, claims out.

mod examples;
mod hostile;
mod judgement;
mod layers;
mod owners;
mod toy_language;

use khronika_extraction as extraction;
use khronika_extraction::Options;
use model::{Extracted, Language, Modality, Polarity, Published, Report, Value, Version};

/// A report of some text, as `khronika read` would give it without any metadata.
fn report(text: &str, language: Language, published: Option<&str>) -> Report {
    Report {
        khronika: Version::default(),
        id: "r-0000000000000000".into(),
        title: None,
        lang: Some(language),
        published: published.map(|p| Published { edtf: model::Edtf::parse(p).expect("a date"), from: None }),
        authors: Vec::new(),
        source: None,
        original: None,
        text: text.to_owned(),
        blocks: Vec::new(),
        set_aside: Vec::new(),
        doubts: Vec::new(),
    }
}

fn extract(text: &str, language: Language) -> Extracted {
    extraction::extract(report(text, language, None), &Options::default())
}

/// The codes of acts that are told as having happened.
fn acts(extracted: &Extracted) -> Vec<&'static str> {
    let happened =
        extracted.claims.iter().filter(|c| c.polarity == Polarity::Affirmed && c.modality == Modality::Actual);
    happened.filter_map(|c| if let Value::Act(act) = &c.value { Some(act.code.as_str()) } else { None }).collect()
}
