//! The reports themselves: what each is, where it comes from, what of its original was set aside.

use model::{AsideReason, Report};

use super::{Desk, sections};
use crate::dates;
use crate::line::clean;
use crate::page::{Aside, Card, Detail};
use crate::words::Words;

/// A card for every report of the dossier.
pub(super) fn cards(desk: &Desk<'_>) -> Vec<Card> {
    let words = desk.words;
    let card = |(place, report): (usize, &model::Extracted)| {
        let report = &report.report;
        let title = report.title.as_deref().map(clean).filter(|title| !title.is_empty());
        Card {
            report: place,
            title: title.unwrap_or_else(|| words.say("source.untitled")),
            fields: fields(report, words),
            doubts: sections::doubts(desk, &report.doubts, Some(&report.id)),
        }
    };
    desk.dossier.reports.iter().enumerate().map(card).collect()
}

fn fields(report: &Report, words: &Words) -> Vec<(String, Detail)> {
    let told = |text: Option<&str>| {
        text.map(clean).filter(|text| !text.is_empty()).unwrap_or_else(|| words.say("source.unknown"))
    };
    let source = report.source.as_ref();
    let mut fields = vec![("source.publisher", Detail::Text(told(source.and_then(|s| s.name.as_deref()))))];
    if !report.authors.is_empty() {
        let authors: Vec<String> = report.authors.iter().map(|author| clean(author)).collect();
        fields.push(("source.authors", Detail::Text(authors.join(&words.say("sign.list")))));
    }
    let address = source.and_then(|s| s.url.as_deref()).map(clean).filter(|url| !url.is_empty());
    fields.push(("source.address", address.map_or_else(|| Detail::Text(told(None)), Detail::Address)));
    fields.push(("source.published", Detail::Text(published(report, words))));
    if let Some(language) = report.lang {
        fields.push(("source.language", Detail::Text(words.language(language))));
    }
    if let Some(original) = &report.original {
        let bytes = words.counted("bytes", original.bytes, &original.bytes.to_string());
        let (path, kind) = (clean(&original.path).into(), clean(&original.media_type).into());
        let line = words.fill("original.line", &[("path", path), ("type", kind), ("bytes", bytes.into())]);
        fields.push(("source.original", Detail::Text(line.plain("", ""))));
        if let Some(captured) = &original.captured {
            fields.push(("source.captured", Detail::Text(clean(captured))));
        }
        fields.push(("source.sha256", Detail::Code(clean(&original.sha256))));
    }
    fields.push(("source.identifier", Detail::Code(clean(report.id.as_str()))));
    fields.into_iter().map(|(key, detail)| (words.say(key), detail)).collect()
}

fn published(report: &Report, words: &Words) -> String {
    let Some(published) = &report.published else { return words.say("source.unknown") };
    let date = dates::date(&published.edtf, words);
    match published.from {
        Some(from) => {
            words.put("value.bracket", &[("value", &date), ("detail", &words.code("published", from.as_str()))])
        }
        None => date,
    }
}

/// What was set aside, report by report, reason by reason.
pub(super) fn aside(desk: &Desk<'_>) -> Vec<Aside> {
    let words = desk.words;
    let mut all = Vec::new();
    for (place, report) in desk.dossier.reports.iter().enumerate() {
        let mut groups = Vec::new();
        for reason in AsideReason::ALL {
            let pieces = report.report.set_aside.iter().filter(|piece| piece.why == *reason);
            let texts: Vec<String> = pieces.map(|piece| clean(&piece.text)).filter(|t| !t.is_empty()).collect();
            if !texts.is_empty() {
                let length = texts.iter().map(|text| text.split(' ').count()).sum();
                let much = [words.count("pieces", texts.len()), words.count("words", length)];
                groups.push((words.code("aside", reason.as_str()), much.join(&words.say("sign.list")), texts));
            }
        }
        if !groups.is_empty() {
            all.push(Aside { report: place, groups });
        }
    }
    all
}
