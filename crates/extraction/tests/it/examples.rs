//! Every rule of `acts.toml` fires on its example and not on its counter-example.

use model::{ActCode, Language};

#[derive(serde::Deserialize)]
struct File {
    act: Vec<Row>,
}

#[derive(serde::Deserialize)]
struct Row {
    id: String,
    code: String,
    example: String,
    counter: String,
}

fn check(language: Language, acts: &str) {
    let file: File = toml::from_str(acts).expect("the folder's form is checked elsewhere");
    let mut wrong = Vec::new();
    for row in &file.act {
        let code = ActCode::from_code(&row.code).expect("the codes are checked elsewhere");
        let fires = |text: &str| {
            let extracted = super::extract(text, language);
            super::acts(&extracted).into_iter().filter_map(ActCode::from_code).any(|c| c == code)
        };
        if !fires(&row.example) {
            wrong.push(format!("{} does not fire: {}", row.id, row.example));
        }
        if fires(&row.counter) {
            wrong.push(format!("{} fires: {}", row.id, row.counter));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn english() {
    check(Language::EN, include_str!("../../../../languages/en/acts.toml"));
}

#[test]
fn russian() {
    check(Language::RU, include_str!("../../../../languages/ru/acts.toml"));
}
