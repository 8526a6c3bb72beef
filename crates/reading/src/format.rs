//! Recognises what an original is: by its first bytes, then by its path's ending. Reads nothing of the content.

use crate::ReadError;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Plain,
    Html,
}

impl Format {
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Format::Plain => "text/plain",
            Format::Html => "text/html",
        }
    }
}

const AS_TEXT: &str = "open it, copy its text into a plain text file and read that";
const UNPACK: &str = "unpack it and read the files in it";
const TYPE_OUT: &str = "write the words in it into a plain text file and read that";
const SAVE_PAGE: &str = "save the page as HTML only and read that";
const SAVE_MAIL: &str = "save each message as plain text and read that";

/// First bytes, the name of the format, what to do meanwhile.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "PDF", AS_TEXT),
    (b"{\\rtf", "RTF", AS_TEXT),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document (DOC, XLS, PPT)", AS_TEXT),
    (b"\x89PNG\r\n", "an image (PNG)", TYPE_OUT),
    (b"\xFF\xD8\xFF", "an image (JPEG)", TYPE_OUT),
    (b"GIF8", "an image (GIF)", TYPE_OUT),
    (b"II*\0", "an image (TIFF)", TYPE_OUT),
    (b"MM\0*", "an image (TIFF)", TYPE_OUT),
    (b"BM", "an image (BMP)", TYPE_OUT),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", UNPACK),
    (b"WARC/", "a web archive (WARC)", SAVE_PAGE),
    (b"SQLite format 3\0", "a database (SQLite)", AS_TEXT),
    (b"ID3", "a sound recording", TYPE_OUT),
    (b"OggS", "a sound recording", TYPE_OUT),
    (b"\x1A\x45\xDF\xA3", "a film", TYPE_OUT),
];

/// Path endings of formats that have no signature of their own.
const ENDINGS: &[(&str, &str, &str)] = &[
    (".mbox", "a mailbox (mbox)", SAVE_MAIL),
    (".eml", "mail (EML)", SAVE_MAIL),
    (".msg", "mail (MSG)", SAVE_MAIL),
    (".mht", "a saved page (MHTML)", SAVE_PAGE),
    (".mhtml", "a saved page (MHTML)", SAVE_PAGE),
    (".json", "JSON", "give lines of JSON to `khronika extract`"),
    (".jsonl", "JSON lines", "give them to `khronika extract`"),
    (".csv", "a table (CSV)", AS_TEXT),
];

/// Recognises the format.
///
/// # Errors
///
/// [`ReadError`] for no bytes and for formats that are known but not read.
pub(crate) fn recognise(bytes: &[u8], path: &str) -> Result<Format, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty { path: path.to_owned() });
    }
    let not_yet = |format, instead| Err(ReadError::NotReadYet { path: path.to_owned(), format, instead });
    let start = trimmed_start(bytes);
    let lower_path = path.to_ascii_lowercase();
    if let Some((format, instead)) = signature(bytes).or_else(|| signature(start)) {
        return not_yet(format, instead);
    }
    if looks_like_html(start) {
        return Ok(Format::Html);
    }
    if let Some((format, instead)) = feed(start).or_else(|| mail(start)) {
        return not_yet(format, instead);
    }
    if let Some((_, format, instead)) = ENDINGS.iter().find(|(ending, ..)| lower_path.ends_with(ending)) {
        return not_yet(format, instead);
    }
    let named_html = [".html", ".htm", ".xhtml"].iter().any(|ending| lower_path.ends_with(ending));
    Ok(if named_html { Format::Html } else { Format::Plain })
}

/// The bytes without a byte order mark and white space before them.
fn trimmed_start(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

fn signature(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zip_kind(bytes));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12).is_some_and(|kind| kind == b"WEBP") {
        return Some(("an image (WebP)", TYPE_OUT));
    }
    if bytes.get(4..8).is_some_and(|kind| kind == b"ftyp") {
        return Some(("a film or photograph (MP4, HEIC)", TYPE_OUT));
    }
    // "BM" opens many an English word: an image of that kind has zero bytes in its head.
    let found = SIGNATURES.iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    let ordinary_text =
        found.0.len() <= 3 && !head(bytes, 16).contains(&0) && std::str::from_utf8(head(bytes, 64)).is_ok();
    (!ordinary_text).then_some((found.1, found.2))
}

/// A zip file by the names of the files that it opens with.
fn zip_kind(bytes: &[u8]) -> (&'static str, &'static str) {
    let head = head(bytes, 4096);
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    if has(b"word/") {
        ("DOCX", AS_TEXT)
    } else if has(b"application/vnd.oasis.opendocument") {
        ("ODT", AS_TEXT)
    } else if has(b"application/epub") {
        ("EPUB", AS_TEXT)
    } else if has(b"xl/") || has(b"ppt/") {
        ("an Office document (XLSX, PPTX)", AS_TEXT)
    } else {
        ("a zip archive", UNPACK)
    }
}

fn head(bytes: &[u8], count: usize) -> &[u8] {
    &bytes[..count.min(bytes.len())]
}

/// Whether the first thing in the bytes (white space left out) is an element of HTML.
fn looks_like_html(start: &[u8]) -> bool {
    // Two bytes a character: a page in UTF-16 is still a page.
    let head: Vec<u8> = head(start, 4096).iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let head = head.strip_prefix(b"\xFF\xFE").or_else(|| head.strip_prefix(b"\xFE\xFF")).unwrap_or(&head);
    let head = head.trim_ascii_start();
    const OPENINGS: &[&[u8]] = &[
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<title",
        b"<meta",
        b"<div",
        b"<article",
        b"<main",
        b"<p>",
        b"<p ",
        b"<h1",
        b"<script",
        b"<table",
        b"<section",
        b"<link",
        b"<style",
        b"<header",
    ];
    if OPENINGS.iter().any(|opening| head.starts_with(opening)) {
        return true;
    }
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    (head.starts_with(b"<?") || head.starts_with(b"<!") || head.starts_with(b"<")) && (has(b"<html") || has(b"<body"))
}

fn feed(start: &[u8]) -> Option<(&'static str, &'static str)> {
    let head = head(start, 1024);
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    (head.starts_with(b"<") && (has(b"<rss") || has(b"<feed") || has(b"<rdf:RDF")))
        .then_some(("a news feed (RSS, Atom)", "save the pages that it lists as HTML and read those"))
}

/// Mail has a head of `Name: value` lines, some of which no other text has.
fn mail(start: &[u8]) -> Option<(&'static str, &'static str)> {
    let head = String::from_utf8_lossy(head(start, 4096));
    if head.starts_with("From ") && head.contains("\nFrom: ") {
        return Some(("a mailbox (mbox)", SAVE_MAIL));
    }
    let known = [
        "received:",
        "return-path:",
        "mime-version:",
        "message-id:",
        "content-type:",
        "delivered-to:",
        "dkim-signature:",
    ];
    let names = head.lines().take_while(|line| !line.trim().is_empty()).map(str::to_ascii_lowercase);
    let count = names.filter(|line| known.iter().any(|name| line.starts_with(name))).count();
    let page = head.contains("multipart/related") && head.contains("Snapshot-Content-Location");
    match (page, count) {
        (true, _) => Some(("a saved page (MHTML)", SAVE_PAGE)),
        (false, 2..) => Some(("mail (EML)", SAVE_MAIL)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], path: &str, expect: &str) {
        let got = match recognise(bytes, path) {
            Ok(format) => format.media_type().to_owned(),
            Err(ReadError::NotReadYet { format, .. }) => format.to_owned(),
            Err(error) => error.to_string(),
        };
        assert_eq!(got, expect, "{path}");
    }

    #[test]
    fn the_content_speaks_before_the_ending() {
        check(b"%PDF-1.4 ...", "report.txt", "PDF");
        check(b"\xEF\xBB\xBF \n<!DOCTYPE html><p>x", "saved.txt", "text/html");
        check(b"<?xml version=\"1.0\"?><html xmlns='x'>", "a", "text/html");
        check(b"<\0h\0t\0m\0l\0>\0", "utf16", "text/html");
        check(b"Plain words <b>", "page.html", "text/html");
        check(b"A quiet street.", "note", "text/plain");
        check(b"<rss version=\"2.0\">", "feed.html", "a news feed (RSS, Atom)");
    }

    #[test]
    fn words_that_open_like_a_signature_are_text() {
        check(b"BMW cars were seen near the office.", "a.txt", "text/plain");
        check(b"ID3 is no name.", "a.txt", "text/plain");
        check(b"From the window they saw smoke.", "a.txt", "text/plain");
        check(b"Source: A\nDate: 2015-06-03\n\nText.", "a.txt", "text/plain");
    }

    #[test]
    fn formats_without_a_reader_are_named() {
        check(b"PK\x03\x04\x14\0\0\0\0\0\0\0word/document.xml", "a.docx", "DOCX");
        check(b"PK\x03\x04\x14\0\0\0\0\0\0\0a.txt", "a.zip", "a zip archive");
        check(b"From a@b Wed\nFrom: a@b\nSubject: x\n\nText", "a", "a mailbox (mbox)");
        check(b"Return-Path: <a@b>\nReceived: from c\nSubject: x\n\nText", "a", "mail (EML)");
        check(b"", "a.txt", "a.txt: the file is empty; check that it was saved or copied whole");
    }
}
