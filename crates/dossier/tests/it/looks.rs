//! What the invented case looks like. The whole text in both languages is kept beside it; to renew it:
//! `cargo run -p khronika-dossier --example render text en 80 < tests/cases/attack.json > tests/cases/attack.en.txt`.

use khronika_dossier::{Style, Wording, csv, html, json, markdown, text};

use crate::{attack, check_html, check_text, styles};

fn style(language: Wording) -> Style {
    Style { language, version: "0.1.0", ..Style::default() }
}

#[test]
fn the_text_is_the_one_that_is_kept() {
    for (language, kept) in
        [(Wording::En, include_str!("../cases/attack.en.txt")), (Wording::Ru, include_str!("../cases/attack.ru.txt"))]
    {
        let text = text(&attack(), &style(language));
        for (n, (is, was)) in text.lines().zip(kept.lines()).enumerate() {
            assert_eq!(is, was, "line {}", n + 1);
        }
        assert_eq!(text.lines().count(), kept.lines().count());
    }
}

#[test]
fn every_format_says_the_same() {
    let sentences = |language| match language {
        Wording::En => [
            "Reported by one voice",
            "at least 6 people",
            "around 11:30",
            "attempted: break-in",
            "threatened: arson",
            "told at 11:45; no answer",
            "Earlier, against the same target",
            "Later, against the same target",
        ],
        Wording::Ru => [
            "По данным одного источника",
            "не менее 6 человек",
            "около 11:30",
            "попытка: вторжение в помещение",
            "угроза: поджог",
            "сообщено в 11:45; ответа нет",
            "Раньше, с той же целью",
            "Позже, с той же целью",
        ],
    };
    for language in [Wording::En, Wording::Ru] {
        let (dossier, style) = (attack(), style(language));
        let flat = |page: String| page.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = |page: String| {
            let words = page.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words);
            words.collect::<Vec<_>>().join("")
        };
        let pages = [
            flat(text(&dossier, &Style { width: 4000, ..style })),
            flat(markdown(&dossier, &style)),
            flat(plain(html(&dossier, &style))),
        ];
        for sentence in sentences(language).iter().skip(1) {
            for page in &pages {
                assert!(page.contains(sentence), "{sentence}");
            }
        }
    }
}

#[test]
fn the_page_has_many_citations_and_each_leads_there_and_back() {
    for style in styles() {
        let html = html(&attack(), &style);
        assert!(check_html(&html) > 100);
        assert!(html.contains(&format!("<html lang=\"{}\"", style.language.code())));
        for number in 1..=40 {
            for wanted in [format!("id=\"u{number}\""), format!("href=\"#q{number}\""), format!("href=\"#u{number}\"")]
            {
                assert!(html.contains(&wanted), "{wanted}");
            }
        }
        assert!(html.contains("rel=\"noreferrer noopener\""));
    }
}

#[test]
fn text_fits_its_width() {
    for style in styles() {
        for width in [20, 40, 60, 80, 120] {
            check_text(&text(&attack(), &Style { width, ..style }), width);
        }
    }
}

#[test]
fn colour_only_where_it_is_wanted() {
    let plain = text(&attack(), &style(Wording::En));
    let coloured = text(&attack(), &Style { color: true, ..style(Wording::En) });
    assert!(!plain.contains('\x1b'));
    assert!(coloured.contains("\x1b[32mcorroborated\x1b[0m"));
    let mut stripped = String::new();
    for (n, piece) in coloured.split("\x1b[").enumerate() {
        stripped.push_str(if n == 0 { piece } else { piece.split_once('m').expect("a whole sequence").1 });
    }
    assert_eq!(stripped, plain);
}

#[test]
fn reasons_only_where_they_are_wanted() {
    for (explain, wanted) in [(false, false), (true, true)] {
        let style = Style { explain, ..style(Wording::En) };
        for page in [text(&attack(), &style), markdown(&attack(), &style), html(&attack(), &style)] {
            assert_eq!(page.contains("en.times.weekday"), wanted);
        }
    }
}

#[test]
fn one_line_a_fact() {
    let dossier = attack();
    let facts: usize = dossier.events.iter().map(|event| event.facts.len()).sum();
    for style in styles() {
        let csv = csv(&dossier, &style);
        assert_eq!(csv.lines().count(), facts + 1);
        assert!(csv.starts_with("event,headline,fact,field,value,"));
    }
}

#[test]
fn json_reads_back_as_the_same_dossier() {
    let json = json(&attack(), &Style::default());
    assert!(json.starts_with("{\"khronika\":1,\"events\":["));
    assert_eq!(serde_json::from_str::<model::Dossier>(&json).expect("a dossier"), attack());
}

#[test]
fn a_single_voice_is_named_in_the_headline() {
    let mut dossier = attack();
    for fact in &mut dossier.events[0].facts {
        fact.status = model::Status::SingleSource;
    }
    let head = |dossier: &model::Dossier, language| {
        let text = text(dossier, &style(language));
        text.lines().find(|line| line.starts_with("1. ")).expect("a headline").to_owned()
    };
    let (en, ru) = (head(&dossier, Wording::En), head(&dossier, Wording::Ru));
    assert!(en.starts_with("1. Reported by one of 5 voices: ransacking, siege"), "{en}");
    assert!(ru.starts_with("1. По данным одного из 5 независимых источников: "), "{ru}");
    dossier.events[0].origins.truncate(1);
    let alone = head(&dossier, Wording::En);
    assert!(alone.starts_with("1. Reported by one voice: ransacking, siege"), "{alone}");
}

/// The same words without their day, and a part of an update with the time of the update, say nothing of their own.
#[test]
fn the_timeline_tells_the_same_words_once() {
    let mut dossier = attack();
    let before = text(&dossier, &style(Wording::En));
    let timeline = &mut dossier.events[0].timeline;
    let dated = timeline.iter().position(|entry| entry.edtf.is_some()).expect("an entry with a day");
    let undated = model::TimelineEntry { edtf: None, clock: None, ..timeline[dated].clone() };
    let update = timeline.iter().find(|entry| entry.text.contains("Разбили всё")).expect("an update").clone();
    let mut spans = update.spans.clone();
    let words = spans.first().clone();
    let quote: String = words.quote.chars().take(3).collect();
    spans = model::Spans::one(model::Span { end: words.start + 3, quote, ..words });
    timeline.push(model::TimelineEntry { text: "told twice".into(), spans, ..update });
    timeline.insert(0, undated);
    assert_eq!(text(&dossier, &style(Wording::En)), before);
}

/// One voice that says the same in two reports stands once beside what it contradicts.
#[test]
fn a_contradiction_has_the_same_words_of_a_voice_once() {
    let mut dossier = attack();
    let sides = |dossier: &model::Dossier| {
        let text = text(dossier, &style(Wording::En));
        let from = text.find("Contradictions").expect("contradictions");
        text[from..][..text[from..].find("\nFacts").expect("facts")].lines().count()
    };
    let before = sides(&dossier);
    for fact in &mut dossier.events[0].facts {
        let again = fact.affirmed.clone();
        fact.affirmed.extend(again);
    }
    assert_eq!(sides(&dossier), before);
}

#[test]
fn a_dossier_without_events_says_so() {
    let mut dossier = attack();
    dossier.events.clear();
    assert!(text(&dossier, &style(Wording::En)).contains("No event was found in 3 reports."));
    assert!(text(&dossier, &style(Wording::Ru)).contains("Событий не найдено; 3 сообщения."));
    check_html(&html(&dossier, &style(Wording::En)));
}
