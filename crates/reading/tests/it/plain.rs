//! Plain text, as people copy it from pages.

use khronika_reading::{Given, ReadError, read};
use model::{BlockKind, DoubtCode, Edtf, PublishedFrom};

use crate::{aside, blocks, report};

const SAVED: &str = "\
Skip to content

Kenya: office of the Lakeside Legal Circle in Kisumu under attack

At about 9.20am on Tuesday, 12 May 2009, a crowd surrounded the office of the Lakeside Legal Circle (LLC) in Kisumu.

The Circle is one of the few groups that still help tenants in the city, and its lawyers take no money for it.

At about 9.20am on Tuesday, 12 May 2009, a crowd surrounded the office of the Lakeside Legal Circle (LLC) in Kisumu.

What the staff wrote

During the attack the account of the Circle on Twitter had the following live updates:

\"People with stones are in the yard\"

\"They broke the window and are inside now\"

\"Everything is being thrown into the street. All of us are out.\"

Two of the staff, Atieno Mwangi and Peter Ouma, left by the back door and are safe, the Circle says.

The burnt car. Photo: Lakeside Legal Circle

Share

Published by

Recent Posts

В Казани суд отложил заседание по делу редакции районной газеты

Заседание перенесено на две недели, сообщила защита редакции…

3 года ago
";

#[test]
fn a_saved_page_comes_to_its_own_words() {
    let report = report(SAVED.as_bytes(), "saved/kisumu.txt");
    let title = "Kenya: office of the Lakeside Legal Circle in Kisumu under attack";
    assert_eq!(report.title.as_deref(), Some(title));
    assert_eq!(report.lang.map(|l| l.to_string()).as_deref(), Some("en"));
    assert_eq!(report.published, None, "the day in the first sentence is the attack's");
    assert_eq!(report.doubts.iter().map(|d| d.code).collect::<Vec<_>>(), [DoubtCode::DateMissing]);
    let kinds: Vec<BlockKind> = blocks(&report).into_iter().map(|(kind, _)| kind).collect();
    use BlockKind::{Heading, Paragraph, Update};
    assert_eq!(kinds, [Heading, Paragraph, Paragraph, Heading, Paragraph, Update, Update, Update, Paragraph]);
    assert_eq!(report.text.matches("surrounded").count(), 1);
    let aside = aside(&report);
    assert!(aside.contains(&("navigation", "Skip to content")), "{aside:?}");
    assert!(aside.iter().any(|(why, text)| *why == "repeated" && text.contains("surrounded")), "{aside:?}");
    assert!(aside.contains(&("signature", "The burnt car. Photo: Lakeside Legal Circle")), "{aside:?}");
    assert!(aside.contains(&("teaser", "Recent Posts")), "{aside:?}");
    assert!(aside.iter().any(|(_, text)| text.starts_with("В Казани")), "{aside:?}");
}

#[test]
fn head_lines_are_metadata() {
    let text = "Title: Office searched\nDate: 3 May 2009\nSource: The Lake Herald\nURL: https://herald.example/a\n\nThe police came.";
    let report = report(text.as_bytes(), "a.txt");
    assert_eq!(report.text, "The police came.");
    assert_eq!(report.title.as_deref(), Some("Office searched"));
    let published = report.published.expect("a date line");
    assert_eq!((published.edtf.as_str(), published.from), ("2009-05-03", Some(PublishedFrom::Meta)));
    let source = report.source.expect("a source line");
    assert_eq!(
        (source.name.as_deref(), source.url.as_deref()),
        (Some("The Lake Herald"), Some("https://herald.example/a"))
    );
}

#[test]
fn a_date_line_is_the_day_of_publication_and_stays() {
    let text = "Обыск в редакции газеты в Казани\n\n14 мая 2009, 12:40\n\n\
                Полиция пришла в редакцию газеты рано утром и унесла все компьютеры, рассказал редактор.\n";
    let report = report(text.as_bytes(), "a.txt");
    let published = report.published.expect("a date line");
    assert_eq!((published.edtf.as_str(), published.from), ("2009-05-14", Some(PublishedFrom::Text)));
    assert!(report.text.contains("12:40"));
    assert_eq!(report.lang.map(|l| l.to_string()).as_deref(), Some("ru"));
}

#[test]
fn what_the_caller_knows_fills_the_gaps_only() {
    let given = Given {
        source: Some("Given Herald".to_owned()),
        url: Some("https://given.example/2001/02/03/a".to_owned()),
        published: None,
    };
    let said =
        read(b"Source: The Lake Herald\n\nThe police came to the office.", "2009-05-04.txt", &given).expect("readable");
    let source = said[0].source.clone().expect("a source");
    assert_eq!((source.name.as_deref(), source.url), (Some("The Lake Herald"), given.url.clone()));
    assert_eq!(
        said[0].published.clone().map(|p| (p.edtf, p.from)),
        Some((Edtf::parse("2001-02-03").expect("a day"), Some(PublishedFrom::Address)))
    );
    let by_file =
        report(b"The police came to the office.", "in/2009-05-04_office.txt").published.expect("from the name");
    assert_eq!((by_file.edtf.as_str(), by_file.from), ("2009-05-04", Some(PublishedFrom::File)));
}

#[test]
fn the_identifier_is_of_the_bytes_alone() {
    let (a, b, c) = (
        report(b"The police came.", "a.txt"),
        report(b"The police came.", "b.txt"),
        report(b"The police left.", "a.txt"),
    );
    assert_eq!(a.id, b.id);
    assert_ne!(a.id, c.id);
    assert!(a.id.as_str().starts_with("r-") && a.id.as_str().len() == 18);
}

#[test]
fn what_is_not_read_says_so() {
    let error = |bytes: &[u8], path: &str| read(bytes, path, &Given::default()).expect_err("not readable");
    assert!(matches!(error(b"", "a.txt"), ReadError::Empty { .. }));
    assert!(error(b"%PDF-1.7", "a.pdf").to_string().starts_with("a.pdf: PDF is not read yet; "));
    assert!(matches!(error(&[0, 159, 146, 150, 1, 2, 3, 0, 0, 1], "a.bin"), ReadError::Binary { .. }));
    let blank = report(b" \n\t\n ", "a.txt");
    assert_eq!(blank.doubts.iter().map(|d| d.code).collect::<Vec<_>>(), [DoubtCode::Empty]);
}
