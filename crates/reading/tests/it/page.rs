//! Web pages.

use model::{BlockKind, PublishedFrom};

use crate::{aside, blocks, report};

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Radio van burnt in Kisumu - The Lake Herald</title>
<meta property="og:site_name" content="The Lake Herald"><meta name="author" content="By Atieno Mwangi">
<link rel="canonical" href="https://herald.example/news/radio-van">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2009-05-12T08:00:00+03:00","dateModified":"2010-01-01"}</script>
<style>p{color:red}</style></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>
<div class="wrap"><article><h1>Radio van burnt in Kisumu</h1><div class="article-body">
<p>Unknown men set fire to the van of Lake Radio in Kisumu on the night of 11 May, the station said.</p>
<figure><img src="a.jpg"><figcaption>The van after the fire. Photo: Lake Radio</figcaption></figure>
<p>Nobody was hurt, but a transmitter worth a year of income was lost, said its editor, Peter Ouma.</p>
<div class="related"><a href="/b">Editor of Lake Radio threatened in March</a></div>
<blockquote><p>We will be on air again tomorrow, and we will say who did it, because we know them well.</p></blockquote>
<ul><li>The police took a statement and left.</li><li>The county has promised an inquiry into the fire.</li></ul>
<table><tr><td>Vans</td><td>1</td></tr><tr><td>Transmitters</td><td>1</td></tr></table>
<p>It was the second fire at the station in two years; the first one has never been explained by anybody.</p>
</div></article>
<aside><h3>Most read</h3><p><a href="/c">Rain expected over the whole of the lake on Friday</a></p></aside>
<div id="comments"><p>I was there and saw three men run to the market, they had cans with them, believe me.</p></div></div>
<footer>© 2009 The Lake Herald</footer><script>var words = "never seen";</script></body></html>"#;

#[test]
fn a_page_comes_to_its_report() {
    let report = report(PAGE.as_bytes(), "page.html");
    assert_eq!(report.title.as_deref(), Some("Radio van burnt in Kisumu"));
    assert_eq!(report.authors, ["Atieno Mwangi"]);
    assert_eq!(report.lang.map(|l| l.to_string()).as_deref(), Some("en"));
    let source = report.source.clone().expect("a source");
    assert_eq!(
        (source.name.as_deref(), source.url.as_deref()),
        (Some("The Lake Herald"), Some("https://herald.example/news/radio-van"))
    );
    let published = report.published.clone().expect("a date");
    assert_eq!((published.edtf.as_str(), published.from), ("2009-05-12", Some(PublishedFrom::Meta)));
    let kinds: Vec<BlockKind> = blocks(&report).into_iter().map(|(kind, _)| kind).collect();
    use BlockKind::{Heading, Item, Paragraph, Quote, Table};
    assert_eq!(kinds, [Heading, Paragraph, Paragraph, Quote, Item, Item, Table, Table, Paragraph]);
    assert!(report.text.contains("Vans | 1"));
}

#[test]
fn all_visible_words_are_somewhere_and_no_others() {
    let report = report(PAGE.as_bytes(), "page.html");
    let aside = aside(&report);
    for (why, words) in [
        ("navigation", "Home"),
        ("teaser", "Editor of Lake Radio threatened in March"),
        ("navigation", "Rain expected over the whole of the lake on Friday"),
        ("signature", "The van after the fire. Photo: Lake Radio"),
        ("navigation", "© 2009 The Lake Herald"),
    ] {
        assert!(aside.contains(&(why, words)), "{why}: {words} in {aside:?}");
    }
    assert!(aside.iter().any(|(why, text)| *why == "comment" && text.contains("three men")), "{aside:?}");
    let all = format!("{} {aside:?}", report.text);
    assert!(!all.contains("never seen") && !all.contains("color"));
}

#[test]
fn a_day_is_taken_from_where_the_page_shows_it() {
    let page = |extra: &str| {
        format!(
            "<html><body><h1>Обыск в редакции газеты в Казани</h1>{extra}<p>Полиция пришла в редакцию 2 мая 2008 года рано утром \
             и унесла все компьютеры и бумаги, рассказал главный редактор, которого продержали до вечера.</p>\
             <p>Суд разрешил обыск задним числом, говорит защита, и бумаги до сих пор никто не видел.</p></body></html>"
        )
    };
    let published =
        |extra: &str| report(page(extra).as_bytes(), "a.html").published.map(|p| p.edtf.as_str().to_owned());
    assert_eq!(published("<div class=date>14 мая 2009, 12:40</div>").as_deref(), Some("2009-05-14"));
    assert_eq!(published("<time datetime='2009-05-14T10:00'>вчера</time>").as_deref(), Some("2009-05-14"));
    assert_eq!(published("<p>Обновлено 16.05.2009</p><p>Опубликовано 14.05.2009</p>").as_deref(), Some("2009-05-14"));
    assert_eq!(published(""), None);
}
