//! Bytes in, clean reports out: the report's own words, what was set aside and why, title, date, authors, source.
//!
//! Invariants, said as what cannot be:
//! - no word of the original's visible text is lost: it is in `text`, in `set_aside`, or metadata in a head line;
//! - no block lies outside the text, none overlaps another, and they stand in the text's order;
//! - no day is recorded that the original, its address or the caller does not state;
//! - nothing here reads a file, a clock, the environment, or knows of a claim or an event.
//!
//! No input makes it fail but the ones of [`ReadError`]; whatever else is wrong is a doubt in the report. Time and
//! memory are linear in the bytes.

mod dateline;
mod dates;
mod decode;
mod error;
mod format;
mod furniture;
mod head;
mod html;
mod kinds;
mod limits;
mod markers;
mod piece;
mod plain;
mod tongue;
mod view;

use model::{Doubt, DoubtCode, Edtf, Original, Published, PublishedFrom, Report, ReportId, Source, Version};
use sha2::{Digest, Sha256};

pub use error::ReadError;

use crate::dates::Order;
use crate::format::Format;
use crate::markers::Markers;

/// What the caller knows of an original that does not say so itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The publisher's name.
    pub source: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The date of publication.
    pub published: Option<Edtf>,
}

/// Reads one original: bytes in, its reports out (one for plain text and for HTML). `path` is only written down, and
/// looked at for its ending and a date in the file's name.
///
/// # Errors
///
/// [`ReadError`] where the bytes are no text, or in a format that is not read.
pub fn read(bytes: &[u8], path: &str, given: &Given) -> Result<Vec<Report>, ReadError> {
    let format = format::recognise(bytes, path)?;
    let binary = || ReadError::Binary { path: path.to_owned() };
    let decoded = decode::decode(bytes, format == Format::Html).ok_or_else(binary)?;
    let sha256 = hex(&Sha256::digest(bytes));
    let mut report = match format {
        Format::Plain => plain_report(&decoded.text),
        Format::Html => page_report(&decoded.text),
    };
    report.id = ReportId(format!("r-{}", &sha256[..16]));
    report.original = Some(Original {
        path: path.to_owned(),
        sha256,
        media_type: format.media_type().to_owned(),
        bytes: bytes.len() as u64,
        captured: None,
    });
    report.doubts.extend(decoded.doubts);
    complete(&mut report, path, given);
    Ok(vec![report])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A report of which nothing is known.
fn blank() -> Report {
    Report {
        khronika: Version::default(),
        id: ReportId(String::new()),
        title: None,
        lang: None,
        published: None,
        authors: Vec::new(),
        source: None,
        original: None,
        text: String::new(),
        blocks: Vec::new(),
        set_aside: Vec::new(),
        doubts: Vec::new(),
    }
}

fn plain_report(text: &str) -> Report {
    let markers = Markers::shipped();
    let (head, body) = head::split(text);
    let mut pieces = plain::pieces(body);
    let judged = furniture::judge(&mut pieces, head.title, markers);
    kinds::set_kinds(&mut pieces, &judged, markers);
    let mut report = blank();
    report.title = head.title.map(str::to_owned).or_else(|| judged.title.map(|at| pieces[at].text.clone()));
    report.lang = judged.lang;
    report.source = source(head.source.map(str::to_owned), head.url.map(str::to_owned));
    if let Some(date) = head.date {
        match edtf(date, markers) {
            Some(edtf) => report.published = Some(Published { edtf, from: Some(PublishedFrom::Meta) }),
            None => report.doubts.push(Doubt::new(DoubtCode::MetadataIgnored, format!("no date: {date}"))),
        }
    }
    if report.published.is_none() {
        set_published(
            &mut report,
            dateline::published(&pieces, &judged, markers).map(|found| (found, PublishedFrom::Text)),
        );
    }
    set_pieces(&mut report, pieces);
    report
}

fn set_pieces(report: &mut Report, pieces: Vec<piece::Piece>) {
    let assembled = piece::assemble(pieces);
    (report.text, report.blocks, report.set_aside) = (assembled.text, assembled.blocks, assembled.set_aside);
}

fn set_published(report: &mut Report, found: Option<(dates::Found, PublishedFrom)>) {
    let Some((found, from)) = found else { return };
    report.published = Some(Published { edtf: Edtf::day(found.day), from: Some(from) });
    if found.ambiguous {
        let note = format!("read as {}; day and month could be the other way round", found.day);
        report.doubts.push(Doubt::new(DoubtCode::DateAmbiguous, note));
    }
}

fn page_report(html: &str) -> Report {
    let markers = Markers::shipped();
    let page = html::read(html, markers);
    let mut report = blank();
    report.title = page.title;
    report.lang = page.lang;
    report.authors = page.authors;
    report.source = source(page.source, page.url);
    set_published(&mut report, page.published);
    if page.capped {
        report.doubts.push(Doubt::new(DoubtCode::DepthCapped, DoubtCode::DepthCapped.sentence()));
    }
    set_pieces(&mut report, page.pieces);
    report
}

fn source(name: Option<String>, url: Option<String>) -> Option<Source> {
    (name.is_some() || url.is_some()).then_some(Source { name, url })
}

/// A date as EDTF or as people write it.
fn edtf(text: &str, markers: &Markers) -> Option<Edtf> {
    Edtf::parse(text).ok().or_else(|| {
        let found = dates::days(text, markers, Order::DayFirst).next()?;
        Some(Edtf::day(found.day))
    })
}

/// Fills in what the original does not say: from the caller, the address, the file's name.
fn complete(report: &mut Report, path: &str, given: &Given) {
    let markers = Markers::shipped();
    if given.source.is_some() || given.url.is_some() {
        let source = report.source.get_or_insert_default();
        source.name = source.name.take().or_else(|| given.source.clone());
        source.url = source.url.take().or_else(|| given.url.clone());
    }
    let published = |edtf, from| Published { edtf, from };
    let address = report.source.as_ref().and_then(|source| source.url.as_deref());
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let found = report.published.take();
    report.published = found
        .or_else(|| given.published.clone().map(|edtf| published(edtf, None)))
        .or_else(|| {
            let day = dates::day_in_address(address?, markers)?;
            Some(published(Edtf::day(day), Some(PublishedFrom::Address)))
        })
        .or_else(|| {
            let day = dates::day_in_address(file, markers)?;
            Some(published(Edtf::day(day), Some(PublishedFrom::File)))
        });
    if report.text.is_empty() {
        report.doubts.push(Doubt::new(DoubtCode::Empty, "no words of a report were found"));
    } else if report.published.is_none() {
        report.doubts.push(Doubt::new(DoubtCode::DateMissing, DoubtCode::DateMissing.sentence()));
    }
}
