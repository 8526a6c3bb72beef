//! Names of streets that look like places: "Bourbon Street", "the 300 block of West Lexington", "Grove and Pike streets".

use super::phrases::Scene;
use super::{Hit, Piece};

/// So many words may stand between the name of a place and the word for a street that both belong to.
const BETWEEN: usize = 2;

/// Whether a match is a part of the name of a street.
pub(super) fn is_of_a_street(scene: &Scene, hit: &Hit) -> bool {
    !hit.is_phrase && (goes_on_as_a_street(scene, hit) || is_one_of_two(scene, hit) || is_counted(scene, hit))
}

/// The pieces that follow a match in its sentence.
fn following<'s, 't>(scene: &Scene<'s, 't>, hit: &Hit) -> impl Iterator<Item = &'s Piece<'t>> + use<'s, 't> {
    let sentence = scene.pieces[hit.pieces.start].sentence;
    scene.pieces[hit.pieces.end..].iter().take_while(move |p| !p.breaks && p.sentence == sentence)
}

/// "Bourbon Street", "Martin Luther King Drive".
fn goes_on_as_a_street(scene: &Scene, hit: &Hit) -> bool {
    let mut name = following(scene, hit).take(BETWEEN + 1).take_while(|p| p.capital && p.is_word);
    name.any(|p| scene.lexicon.streets.contains(&p.folded))
        || following(scene, hit).next().is_some_and(|p| scene.lexicon.streets_together.contains(&p.folded))
}

/// "Grove and Pike streets".
fn is_one_of_two(scene: &Scene, hit: &Hit) -> bool {
    let mut rest = following(scene, hit);
    rest.next().is_some_and(|p| scene.lexicon.streets_join.contains(&p.folded))
        && rest
            .take(BETWEEN + 1)
            .find(|p| !p.capital || !p.is_word || scene.lexicon.streets_together.contains(&p.folded))
            .is_some_and(|p| scene.lexicon.streets_together.contains(&p.folded))
}

/// "The 300 block of West Lexington", "at the corner of Grove".
fn is_counted(scene: &Scene, hit: &Hit) -> bool {
    let before = scene.pieces[..hit.pieces.start].iter().rev();
    let mut before = before.skip_while(|p| scene.lexicon.sides.contains(&p.folded) || p.text == ".").take(2);
    let (of, word) = (before.next(), before.next());
    of.zip(word)
        .is_some_and(|(of, word)| scene.lexicon.before_streets.contains(&format!("{} {}", word.folded, of.folded)))
}
