//! The example of `docs/CORROBORATION.md` says what the program says.

use khronika_corroboration::{Options, corroborate};

use crate::made::{lines, report};

fn fence<'d>(document: &'d str, mark: &str) -> Vec<&'d str> {
    let start = document.find(&format!("```{mark}\n")).expect("the fence opens") + mark.len() + 4;
    let rest = &document[start..];
    rest[..rest.find("```").expect("the fence closes")].lines().collect()
}

#[test]
fn the_example_of_the_document() {
    let document = include_str!("../../../../docs/CORROBORATION.md");
    let reports: Vec<_> = fence(document, "json")
        .into_iter()
        .map(|l| report(&serde_json::from_str(l).expect("a line of JSON")))
        .collect();
    let events = corroborate(&reports, &Options::default());
    let mut told: Vec<String> = Vec::new();
    for event in &events {
        told.push(event.headline.clone());
        told.extend(event.origins.iter().map(|o| format!("  {}: {}", o.id, o.why)));
        told.extend(lines(event).into_iter().map(|l| format!("  {l}")));
        told.extend(event.links.iter().map(|l| {
            let to = events.iter().find(|e| e.id == l.to).expect("a link leads somewhere");
            format!("  {}: {}", l.kind, to.headline)
        }));
    }
    assert_eq!(told.join("\n"), fence(document, "text").join("\n"));
}
