//! No input makes extraction panic, and every span is the text at its offsets.

use model::{Extracted, Language};
use proptest::prelude::*;

fn check(extracted: &Extracted) {
    let text: Vec<char> = extracted.report.text.chars().collect();
    let claims = extracted.claims.iter().flat_map(|c| c.spans.iter());
    let entities = extracted.entities.iter().flat_map(|e| e.spans.iter());
    let quotes = extracted.quotes.iter().map(|q| &q.span);
    for span in claims.chain(entities).chain(quotes).chain(extracted.times.iter().map(|t| &t.span)) {
        assert_eq!(text[span.start..span.end].iter().collect::<String>(), span.quote);
    }
    let mut claims: Vec<&str> = extracted.claims.iter().map(|c| c.id.as_str()).collect();
    claims.sort_unstable();
    claims.dedup();
    assert_eq!(claims.len(), extracted.claims.len(), "an identifier stands for one claim");
    let ids: Vec<&str> = extracted.events.iter().map(|e| e.id.as_str()).collect();
    assert!(!ids.is_empty());
    assert!(extracted.claims.iter().all(|c| ids.contains(&c.event.as_str())), "a claim of no event");
}

#[test]
fn odd_texts() {
    let long = "police beat men ".repeat(3000);
    for text in [
        "",
        " ",
        "\n\n\n",
        ".",
        "«»",
        "-",
        "’s",
        "AÀ'S‐",
        "The",
        "with",
        "убить",
        "THE POLICE BEAT THREE MEN",
        "🔥🔥🔥 arrested 🔥",
        "שוטרים עצרו עיתונאי",
        "pоlice аrrested a mаn",
        "\u{0}\u{1}\u{2}",
        "no no no no not never",
        "according to",
        "said said said said",
        "by by by by",
        &long,
    ] {
        for language in [Language::EN, Language::RU] {
            check(&super::extract(text, language));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        check(&super::extract(&text, Language::EN));
        check(&super::extract(&text, Language::RU));
    }

    #[test]
    fn any_order_of_telling_words(words in proptest::collection::vec(
        prop_oneof!["police", "beat", "was", "not", "Anna Lind", "arrested", "with", "a knife", "said", "that", "\"", ".", "\n\n",
            "in Oslo", "on 3 June 2015", "threatened to", "office", "burn", "by", "полиция", "избили", "не", "Москве"], 0..60)) {
        let text = words.join(" ");
        check(&super::extract(&text, Language::EN));
        check(&super::extract(&text, Language::RU));
    }
}
