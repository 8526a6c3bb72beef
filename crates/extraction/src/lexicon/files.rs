//! The forms of the files in a language's folder, as they are written there. [`super::Lexicon`] is what is made of them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::LexiconError;

/// Words of one list.
pub(crate) type Words = Vec<String>;
/// Lists of words by code.
pub(crate) type Lists = BTreeMap<String, Words>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActsFile {
    #[serde(default)]
    pub(crate) act: Vec<ActRow>,
    #[serde(default)]
    pub(crate) not: NotRow,
    #[serde(default)]
    pub(crate) menace: MenaceRow,
    #[serde(default)]
    pub(crate) sport: NotRow,
    #[serde(default)]
    pub(crate) light: LightRow,
    #[serde(default)]
    pub(crate) work: WorkRow,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActRow {
    pub(crate) id: String,
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) verbs: Words,
    #[serde(default)]
    pub(crate) happens: Words,
    #[serde(default)]
    pub(crate) nouns: Words,
    #[serde(default)]
    pub(crate) to: Words,
    #[serde(default)]
    pub(crate) needs: Words,
    #[serde(default)]
    pub(crate) must: bool,
    #[serde(default)]
    pub(crate) harm: Words,
    pub(crate) owner: Option<String>,
    pub(crate) by: Option<String>,
    #[serde(default)]
    pub(crate) from: Words,
    pub(crate) instrument: Option<String>,
    #[allow(dead_code, reason = "run by the tests of the language's folder")]
    pub(crate) example: Option<String>,
    #[allow(dead_code, reason = "run by the tests of the language's folder")]
    pub(crate) counter: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartRow {
    #[serde(default)]
    pub(crate) words: Words,
    #[serde(default)]
    pub(crate) ordered: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotRow {
    #[serde(default)]
    pub(crate) words: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct MenaceRow {
    #[serde(default)]
    pub(crate) things: Words,
    #[serde(default)]
    pub(crate) sent_things: Words,
    #[serde(default)]
    pub(crate) messages: Words,
    #[serde(default)]
    pub(crate) or_else: Words,
    #[serde(default)]
    pub(crate) leaves: Words,
    #[serde(default)]
    pub(crate) sends: Words,
    #[serde(default)]
    pub(crate) gets: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct LightRow {
    #[serde(default)]
    pub(crate) subject_suffers: Words,
    #[serde(default)]
    pub(crate) subject_does: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorkRow {
    #[serde(default)]
    pub(crate) verbs: Words,
    #[serde(default)]
    pub(crate) nouns: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleFile {
    #[serde(default)]
    pub(crate) people: Vec<PeopleRow>,
    #[serde(default)]
    pub(crate) unknown: NotRow,
    #[serde(default)]
    pub(crate) more: MoreRow,
    #[serde(default)]
    pub(crate) posts: PostsRow,
    #[serde(default)]
    pub(crate) suspects: SuspectsRow,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuspectsRow {
    #[serde(default)]
    pub(crate) words: Words,
    #[serde(default)]
    pub(crate) held_for: Words,
    #[serde(default)]
    pub(crate) held_by: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostsRow {
    #[serde(default)]
    pub(crate) leads: Words,
    #[serde(default)]
    pub(crate) regions: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleRow {
    pub(crate) words: Words,
    pub(crate) occupation: Option<String>,
    #[serde(default)]
    pub(crate) weak: bool,
    pub(crate) sex: Option<String>,
    pub(crate) age: Option<String>,
    #[serde(rename = "type")]
    pub(crate) works_for: Option<String>,
    #[serde(default)]
    pub(crate) group: bool,
    #[serde(default)]
    pub(crate) body: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoreRow {
    #[serde(default)]
    pub(crate) female: Words,
    #[serde(default)]
    pub(crate) male: Words,
    #[serde(default)]
    pub(crate) child: Words,
    #[serde(default)]
    pub(crate) youth: Words,
    #[serde(default)]
    pub(crate) elderly: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThingsFile {
    #[serde(default)]
    pub(crate) target: Lists,
    #[serde(default)]
    pub(crate) instrument: Lists,
    #[serde(default)]
    pub(crate) with: WithRow,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithRow {
    #[serde(default)]
    pub(crate) prepositions: Words,
    #[serde(default)]
    pub(crate) verbs: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaidFile {
    #[serde(default)]
    pub(crate) denied: SaidRow,
    #[serde(default)]
    pub(crate) attempted: SaidRow,
    #[serde(default)]
    pub(crate) threatened: SaidRow,
    #[serde(default)]
    pub(crate) demanded: SaidRow,
    #[serde(default)]
    pub(crate) expected: SaidRow,
    #[serde(default)]
    pub(crate) hypothetical: SaidRow,
    #[serde(default)]
    pub(crate) part: PartRow,
    #[serde(default)]
    pub(crate) says: SaysRow,
    #[serde(default)]
    pub(crate) background: NotRow,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaidRow {
    #[serde(default)]
    pub(crate) particles: Words,
    #[serde(default)]
    pub(crate) verbs: Words,
    #[serde(default)]
    pub(crate) nouns: Words,
    #[serde(default)]
    pub(crate) adjectives: Words,
    #[serde(default)]
    pub(crate) adverbs: Words,
    #[serde(default)]
    pub(crate) phrases: Words,
    #[serde(default)]
    pub(crate) except: Words,
    /// What joins words that a particle before the first denies together ("did not arrest or beat him").
    #[serde(default)]
    pub(crate) shared_over: Words,
    /// Verbs that make an attempt of a killing alone ("survived").
    #[serde(default)]
    pub(crate) survived: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaysRow {
    #[serde(default)]
    pub(crate) verbs: Words,
    #[serde(default)]
    pub(crate) according: Words,
    #[serde(default)]
    pub(crate) written: Words,
    #[serde(default)]
    pub(crate) interview: Words,
    #[serde(default)]
    pub(crate) tells: Words,
    #[serde(default)]
    pub(crate) so: Words,
    #[serde(default)]
    pub(crate) addressed: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct AftermathFile {
    #[serde(default)]
    pub(crate) alerted: AlertedRow,
    #[serde(default)]
    pub(crate) outcome: Lists,
    #[serde(default)]
    pub(crate) casualties: Lists,
    #[serde(default)]
    pub(crate) struck: NotRow,
    #[serde(default)]
    pub(crate) response: Lists,
    #[serde(default)]
    pub(crate) demand: DemandRow,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct AlertedRow {
    #[serde(default)]
    pub(crate) verbs: Words,
    #[serde(default)]
    pub(crate) came: Words,
    #[serde(default)]
    pub(crate) answered: Words,
    #[serde(default)]
    pub(crate) promised: Words,
    #[serde(default)]
    pub(crate) refused: Words,
    #[serde(default)]
    pub(crate) none: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct DemandRow {
    #[serde(default)]
    pub(crate) verbs: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GrammarFile {
    #[serde(default)]
    pub(crate) noun_first: bool,
    #[serde(default)]
    pub(crate) passive_by_form: bool,
    #[serde(default)]
    pub(crate) person_endings: Words,
    #[serde(default)]
    pub(crate) participles: Vec<(String, String)>,
    #[serde(default)]
    pub(crate) plurals: Vec<(String, String)>,
    #[serde(default)]
    pub(crate) irregular: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) possessive: Words,
    #[serde(default)]
    pub(crate) animate: Words,
    #[serde(default)]
    pub(crate) relative: Words,
    #[serde(default)]
    pub(crate) none: Words,
    #[serde(default)]
    pub(crate) of: Words,
    #[serde(default)]
    pub(crate) by: Words,
    #[serde(default)]
    pub(crate) at: Words,
    #[serde(default)]
    pub(crate) passive: Words,
    #[serde(default)]
    pub(crate) clause: Words,
    #[serde(default)]
    pub(crate) pointing: Words,
    #[serde(default)]
    pub(crate) other: Words,
    #[serde(default)]
    pub(crate) listing: Words,
    #[serde(default)]
    pub(crate) joining: Words,
    #[serde(default)]
    pub(crate) oneself: Words,
    #[serde(default)]
    pub(crate) months: Words,
    #[serde(default)]
    pub(crate) numbers: BTreeMap<String, Vec<u32>>,
    #[serde(default)]
    pub(crate) bounds: BoundsRow,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct BoundsRow {
    #[serde(default)]
    pub(crate) at_least: Words,
    #[serde(default)]
    pub(crate) more_than: Words,
    #[serde(default)]
    pub(crate) at_most: Words,
}

/// A file in its form, or what is wrong with it.
pub(super) fn read<T: for<'de> Deserialize<'de>>(
    file: &'static str,
    language: &str,
    text: &str,
) -> Result<T, LexiconError> {
    toml::from_str(text).map_err(|source| LexiconError::Toml {
        file,
        language: language.to_owned(),
        source: Box::new(source),
    })
}
