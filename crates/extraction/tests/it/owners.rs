//! Whose the things are that an act is done to.

use model::{Language, Value};

#[test]
fn the_second_of_two_things_is_whose_the_first_is() {
    let text = "Police stopped the journalist Pedro Mora in Puebla and seized his car and camera.";
    let extracted = super::extract(text, Language::EN);
    let owners: Vec<Option<&str>> = extracted
        .claims
        .iter()
        .filter_map(|c| if let Value::Target(target) = &c.value { Some(target.owner_name.as_deref()) } else { None })
        .collect();
    assert_eq!(owners, [Some("Pedro Mora"), Some("Pedro Mora")]);
}
