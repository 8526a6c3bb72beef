//! What holds for any text, and what is found in plain sentences.

use std::fmt::Write as _;

use khronika_syntax::{Analysis, Deprel, Upos, analyse};
use model::Language;
use proptest::prelude::*;

const LANGUAGES: [&str; 3] = ["en", "ru", "tr"];

/// Fails where an analysis breaks a promise.
fn hold(text: &str, breaks: &[usize], analysis: &Analysis) {
    let mut last = 0;
    for token in &analysis.tokens {
        assert!(last <= token.start && token.start < token.end && token.end <= text.len());
        let form = text.get(token.start..token.end).expect("a token ends between characters");
        assert!(!form.chars().any(char::is_whitespace), "{form:?}");
        assert!(text[last..token.start].chars().all(|c| !c.is_alphanumeric()), "words were left out");
        last = token.end;
    }
    let mut next = 0;
    for sentence in &analysis.sentences {
        assert!(sentence.start == next && sentence.start < sentence.end);
        next = sentence.end;
        let (from, to) = (analysis.tokens[sentence.start].start, analysis.tokens[sentence.end - 1].end);
        assert!(!breaks.iter().any(|b| from < *b && analysis.tokens[sentence.clone()].iter().any(|t| t.start >= *b)));
        assert!(!text[from..to].contains("\n\n"));
        for (k, token) in analysis.tokens[sentence.clone()].iter().enumerate() {
            let head = token.head.map(|h| &analysis.tokens[h]);
            assert!(head.is_none_or(|h| h.upos != Upos::Punct || h.head.is_none()), "a mark with dependents");
            let mut at = sentence.start + k;
            let mut steps = 0;
            while let Some(head) = analysis.tokens[at].head {
                assert!(sentence.contains(&head), "a head in another sentence");
                at = head;
                steps += 1;
                assert!(steps <= sentence.len(), "a circle of heads at {token:?}");
            }
        }
    }
    assert_eq!(next, analysis.tokens.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_is_taken_apart(text in "(\\PC|[a-zа-яA-ZА-Я .,'’«»\n\t-]){0,200}", at in 0usize..200) {
        let at = text.char_indices().nth(at).map_or(text.len(), |(i, _)| i);
        for code in LANGUAGES {
            let language = Language::new(code).expect("a code");
            hold(&text, &[at], &analyse(&text, language, &[at]));
        }
    }

    #[test]
    fn words_in_any_order_are_taken_apart(words in proptest::collection::vec(0usize..40, 0..80)) {
        const WORDS: [&str; 40] = [
            "The", "police", "don’t", "U.S.", "Mr.", "А.", "И.", "г.", "был", "задержан", "в", "Грозном", ".", "!", "…",
            "«", "»", "\"", "(", ")", ":-)", "11.30am", "1,000", "@desk", "#tag", "https://a.example/x", "a@b.org", "\n",
            "\n\n", "—", "-", "и", "что", "SHOUTING", "office", "of", "поджог", "🙂", "10-летний", "co-founder's",
        ];
        let text = words.iter().map(|w| WORDS[*w]).collect::<Vec<_>>().join(" ");
        for code in LANGUAGES {
            hold(&text, &[], &analyse(&text, Language::new(code).expect("a code"), &[]));
        }
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let long = 60_000;
    let texts = [
        "word ".repeat(long / 5),
        "WORD ".repeat(long / 5),
        "x".repeat(long),
        ".".repeat(long),
        ") ".repeat(long / 2),
        "a.".repeat(long / 2),
        "@a#b".repeat(long / 4),
        "'".repeat(long),
        "a-".repeat(long / 2),
        "&#39;".repeat(long / 5),
        "\u{301}".repeat(long / 2),
        "🙂\u{200d}".repeat(long / 7),
        "םולש ".repeat(long / 9),
        "Тhе ".repeat(long / 6),
        "\n".repeat(long),
        "\u{0}\u{7f}".repeat(long / 2),
    ];
    let start = std::time::Instant::now();
    for text in &texts {
        for code in LANGUAGES {
            hold(text, &[], &analyse(text, Language::new(code).expect("a code"), &[]));
        }
    }
    // Seconds would be minutes if anything were quadratic.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

/// A sentence as `form/UPOS/lemma/relation>head …`.
fn written(text: &str, language: Language) -> String {
    let analysis = analyse(text, language, &[]);
    let mut line = String::new();
    for (k, token) in analysis.tokens.iter().enumerate() {
        let head = token.head.map_or("", |h| analysis.form(text, h));
        let form = analysis.form(text, k);
        let _ = write!(line, "{form}/{}/{}/{}>{head} ", token.upos, token.lemma, token.deprel);
    }
    line.trim_end().to_owned()
}

#[track_caller]
fn check(language: Language, text: &str, expect: &str) {
    assert_eq!(written(text, language), expect);
}

#[test]
fn english_sentences_have_their_words() {
    check(
        Language::EN,
        "Police did not respond to their calls.",
        "Police/NOUN/police/nsubj>respond did/AUX/do/aux>respond not/PART/not/advmod>respond \
         respond/VERB/respond/root> to/ADP/to/case>calls their/PRON/their/nmod:poss>calls \
         calls/NOUN/call/obl>respond ./PUNCT/./punct>respond",
    );
    check(
        Language::EN,
        "THE OFFICE WAS SET ON FIRE BY UNKNOWN MEN.",
        "THE/DET/the/det>OFFICE OFFICE/NOUN/office/nsubj:pass>SET WAS/AUX/be/aux:pass>SET SET/VERB/set/root> \
         ON/ADP/on/case>FIRE FIRE/NOUN/fire/obl>SET BY/ADP/by/case>MEN UNKNOWN/ADJ/unknown/amod>MEN \
         MEN/NOUN/man/obl:agent>SET ./PUNCT/./punct>SET",
    );
}

#[test]
fn russian_sentences_have_their_words() {
    check(
        Language::RU,
        "Полиция не приехала.",
        "Полиция/NOUN/полиция/nsubj>приехала не/PART/не/advmod>приехала приехала/VERB/приехать/root> \
         ./PUNCT/./punct>приехала",
    );
    check(
        Language::RU,
        "Офис был разгромлен.",
        "Офис/NOUN/офис/nsubj:pass>разгромлен был/AUX/быть/aux:pass>разгромлен разгромлен/VERB/разгромить/root> \
         ./PUNCT/./punct>разгромлен",
    );
}

#[test]
fn names_are_in_the_nominative_of_their_gender() {
    let text = "Адвокат Марины Тархановой сообщила об Алексее Полякове.";
    let analysis = analyse(text, Language::RU, &[]);
    let names = analysis.tokens.iter().filter(|t| t.upos == Upos::Propn).map(|t| t.lemma.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["Марина", "Тарханова", "Алексей", "Поляков"]);
}

#[test]
fn a_language_without_models_is_tagged_by_shape() {
    let language = Language::new("tr").expect("a code");
    let analysis = analyse("Ofis 3 Haziran'da yakıldı.", language, &[]);
    let tags: Vec<Upos> = analysis.tokens.iter().map(|t| t.upos).collect();
    assert_eq!(tags, [Upos::X, Upos::Num, Upos::X, Upos::X, Upos::Punct]);
    assert!(analysis.tokens.iter().all(|t| t.head.is_none() && t.deprel == Deprel::Dep));
}
