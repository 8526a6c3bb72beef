//! What holds for any input.

use std::collections::BTreeMap;

use khronika_reading::{Given, read};
use proptest::prelude::*;

use crate::{check_blocks, report};

/// How often each word occurs.
fn words<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeMap<&'t str, usize> {
    let mut counts = BTreeMap::new();
    for word in texts.into_iter().flat_map(str::split_whitespace) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-zА-Яа-яё0-9 .,:!?«»\"…•()/-]{0,80}",
        Just(String::new()),
        prop::sample::select(vec![
            "Recent Posts",
            "Читайте также",
            "Share",
            "3 years ago",
            "Photo: a name",
            "Comments",
            "The police came to the office at night and took all the papers.",
            "\"They are in the yard now.\"",
            "11:40 They are inside",
            "Полиция пришла в офис ночью и забрала все бумаги, которые там были.",
            "See also: another report",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600), html in any::<bool>()) {
        let path = if html { "a.html" } else { "a.txt" };
        for report in read(&bytes, path, &Given::default()).unwrap_or_default() {
            check_blocks(&report);
        }
    }

    #[test]
    fn any_markup_is_read(parts in prop::collection::vec(prop_oneof!["</?(p|div|a href=x|li|ul|td|tr|table|h1|b|br|script|article|nav)>", "[a-zа-я .&;<]{0,30}"], 0..60)) {
        let report = report(format!("<html>{}", parts.concat()).as_bytes(), "a");
        check_blocks(&report);
    }

    #[test]
    fn no_word_of_a_plain_text_is_lost(lines in prop::collection::vec(line(), 1..40)) {
        let text = format!("The first line.\n{}", lines.join("\n"));
        let report = report(text.as_bytes(), "a.txt");
        let found = words(std::iter::once(report.text.as_str()).chain(report.set_aside.iter().map(|aside| aside.text.as_str())));
        prop_assert_eq!(words([text.as_str()]), found);
    }

    #[test]
    fn the_same_bytes_give_the_same_report(lines in prop::collection::vec(line(), 1..20)) {
        let text = lines.join("\n");
        if !text.is_empty() {
            prop_assert_eq!(report(text.as_bytes(), "a.txt"), report(text.as_bytes(), "a.txt"));
        }
    }
}
