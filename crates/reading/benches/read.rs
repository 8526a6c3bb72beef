//! How long one report takes to read, as plain text and as a page.

use divan::Bencher;
use khronika_reading::{Given, read};

fn main() {
    divan::main();
}

const PARAGRAPH: &str =
    "The police came to the office in the old town at night and took all the papers that were there, its head said.";

fn plain() -> String {
    let body: Vec<String> = (0..40).map(|n| format!("{n}. {PARAGRAPH}")).collect();
    format!(
        "Skip to content\n\nOffice searched at night\n\n{}\n\nRecent Posts\n\nAnother report\n\n3 years ago\n",
        body.join("\n\n")
    )
}

fn page() -> String {
    let links = "<li><a href=/a>Another report</a></li>".repeat(200);
    let body = format!("<p>{PARAGRAPH}</p>").repeat(40);
    format!(
        "<html><body><nav><ul>{links}</ul></nav><article><h1>Office searched at night</h1>{body}</article></body></html>"
    )
}

#[divan::bench]
fn plain_text(bencher: Bencher) {
    let text = plain();
    bencher.bench_local(|| read(text.as_bytes(), "a.txt", &Given::default()));
}

#[divan::bench]
fn web_page(bencher: Bencher) {
    let page = page();
    bencher.bench_local(|| read(page.as_bytes(), "a.html", &Given::default()));
}
