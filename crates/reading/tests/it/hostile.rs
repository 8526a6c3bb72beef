//! Inputs made to break a reader: each must come back, soon, as a report or an error with words.

use std::time::{Duration, Instant};

use khronika_reading::{Given, read};
use model::DoubtCode;

use crate::check_blocks;

/// Far above what any of these needs, far below what quadratic work takes.
const SOON: Duration = Duration::from_secs(60);

fn check(name: &str, bytes: &[u8]) -> Vec<DoubtCode> {
    let begun = Instant::now();
    let result = read(bytes, name, &Given::default());
    let took = begun.elapsed();
    assert!(took < SOON, "{name} took {took:?}");
    let reports = result.unwrap_or_default();
    reports.iter().for_each(check_blocks);
    reports.into_iter().flat_map(|report| report.doubts).map(|doubt| doubt.code).collect()
}

#[test]
fn deep_pages() {
    for (name, open) in [
        ("div.html", "<div>"),
        ("b.html", "<b>"),
        ("a.html", "<a href=x>"),
        ("p.html", "<p><span>"),
        ("ul.html", "<ul><li>"),
        ("table.html", "<table><tr><td>"),
        ("font.html", "<font><p>"),
    ] {
        let page = format!("<html><body>{}The police came to the office at night.", open.repeat(100_000));
        let doubts = check(name, page.as_bytes());
        let closes_itself = matches!(name, "a.html" | "p.html" | "font.html");
        assert_eq!(doubts.contains(&DoubtCode::DepthCapped), !closes_itself, "{name}");
    }
}

#[test]
fn long_lines_and_many_lines() {
    check("line.txt", "word ".repeat(1_000_000).as_bytes());
    check("nospace.txt", "x".repeat(8_000_000).as_bytes());
    check("digits.txt", "2015 ".repeat(1_000_000).as_bytes());
    check("lines.txt", "a\n".repeat(2_000_000).as_bytes());
    check("quotes.txt", "\"Here they are again\"\n\n".repeat(300_000).as_bytes());
    check("times.txt", "11:40 They are here:\n".repeat(300_000).as_bytes());
    check("marks.txt", format!("a{}", "\u{301}".repeat(1_000_000)).as_bytes());
    check("emoji.txt", "🔥".repeat(2_000_000).as_bytes());
}

#[test]
fn heavy_pages() {
    check("paragraphs.html", format!("<html>{}", "<p>a".repeat(1_000_000)).as_bytes());
    check(
        "attributes.html",
        format!("<html><p {}>text", (0..300_000).map(|n| format!("a{n}=x ")).collect::<String>()).as_bytes(),
    );
    check("links.html", format!("<html>{}", "<a href=x>a</a> ".repeat(500_000)).as_bytes());
    check("entities.html", format!("<html><p>{}", "&amp;&lt;&nbsp;&#x41;&bogus;".repeat(300_000)).as_bytes());
    check("scripts.html", format!("<html>{}", "<script>".repeat(300_000)).as_bytes());
    check("open.html", format!("<html>{}", "<".repeat(3_000_000)).as_bytes());
    check("comment.html", format!("<html><!--{}", "-".repeat(3_000_000)).as_bytes());
    check("authors.html", format!("<html>{}", "<div class=author>name".repeat(200_000)).as_bytes());
    check(
        "headings.html",
        format!("<html><title>The same words again</title>{}", "<h1>The same words again</h1>".repeat(100_000))
            .as_bytes(),
    );
    let json = format!("<html><script type=\"application/ld+json\">{}</script><p>x", "[".repeat(1_000_000));
    check("json.html", json.as_bytes());
    let bomb = format!("<!DOCTYPE html [<!ENTITY a \"{}\">]><html><p>&a;&a;&a;", "ha".repeat(1000));
    check("bomb.html", bomb.as_bytes());
}

#[test]
fn damaged_bytes() {
    check("zero.txt", &[0; 100_000]);
    check("cut.html", b"<!DOCTYPE html><html><body><div class=\"article");
    check("lying.html", "<meta charset=utf-16><p>Полиция пришла утром".as_bytes());
    check("high.txt", &[0xFF; 100_000]);
    check("half.txt", "Полиция".as_bytes().split_last().expect("bytes").1);
    let doubts =
        check("nul.txt", b"The police came\0 to the office at night and took all of the papers that were there.");
    assert!(doubts.contains(&DoubtCode::InvalidBytes));
}
