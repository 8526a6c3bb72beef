//! What the words around a name add: its kind, the place that it lies in, capitals that are described.

use std::collections::HashMap;

use model::PlaceType;
use syntax::Analysis;

use super::streets::is_of_a_street;
use super::{Hit, Piece, Toponym, evidence};
use crate::Lexicon;
use crate::fold::fold;
use crate::gazetteer::Candidate;

/// Words that may stand between a place and the place that it lies in.
const BETWEEN: [&str; 9] = [",", "(", ", in", "in", "in the", "of", "в", ", в", "–"];

/// Below this score a match is no toponym.
const NOISE: f64 = 0.06;

/// What the finding of toponyms works on.
pub(crate) struct Scene<'a, 't> {
    pub(crate) text: &'t str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) pieces: &'a [Piece<'t>],
    pub(crate) lexicon: &'a Lexicon,
}

/// Makes toponyms of the matches.
pub(crate) fn complete(scene: &Scene, hits: Vec<Hit>) -> Vec<Toponym> {
    let mut hits = with_short_forms(scene, hits);
    hits.extend(capitals(scene, &hits));
    hits.sort_by_key(|hit| hit.pieces.start);
    hits.dedup_by(|b, a| b.pieces.start < a.pieces.end);
    let kinds: Vec<_> = hits.iter().map(|hit| kind(scene, hit)).collect();
    let within: Vec<_> = (0..hits.len()).map(|at| contains(scene, &hits, at)).collect();
    let kept: Vec<bool> = (0..hits.len()).map(|i| is_kept(scene, &hits[i], kinds[i], within[i])).collect();
    let mut place_in_list = 0;
    let new_index: Vec<Option<usize>> = kept
        .iter()
        .map(|kept| {
            place_in_list += usize::from(*kept);
            kept.then(|| place_in_list - 1)
        })
        .collect();
    let mut surroundings = HashMap::new();
    for (i, hit) in hits.iter().enumerate().filter(|(i, _)| kept[*i]) {
        let strength = evidence::of_words_around(scene, hit, kinds[i].is_some() || within[i].is_some());
        let best = surroundings.entry(hit.name.to_lowercase()).or_insert(strength);
        *best = best.max(strength);
    }
    let mut toponyms = Vec::new();
    for (i, hit) in hits.iter().enumerate().filter(|(i, _)| kept[*i]) {
        let (first, last) = (&scene.pieces[hit.pieces.start], &scene.pieces[hit.pieces.end - 1]);
        let named_elsewhere = surroundings[&hit.name.to_lowercase()] >= 1.0;
        let mut toponym = Toponym {
            tokens: first.token..last.token + 1,
            start: first.start,
            end: last.end,
            name: hit.name.clone(),
            candidates: hit.candidates.clone(),
            kind: kinds[i],
            within: within[i].and_then(|at| new_index[at]),
            is_phrase: hit.is_phrase,
            is_of_a_street: is_of_a_street(scene, hit),
            score: evidence::score(scene, hit, kinds[i].is_some() || within[i].is_some(), named_elsewhere),
        };
        if let Some(kind) = toponym.kind.filter(|kind| toponym.candidates.iter().any(|c| c.kind() == *kind)) {
            toponym.candidates.sort_by_key(|candidate| candidate.kind() != kind);
            if kind != PlaceType::City {
                toponym.candidates.retain(|candidate| candidate.kind() == kind);
            }
        }
        toponyms.push(toponym);
    }
    drop_noise(toponyms)
}

/// Leaves out what is hardly a place: an opening word of a sentence that is also a village somewhere.
fn drop_noise(toponyms: Vec<Toponym>) -> Vec<Toponym> {
    let kept: Vec<bool> = toponyms.iter().map(|toponym| toponym.score >= NOISE).collect();
    let before: Vec<usize> =
        kept.iter().scan(0, |sum, kept| Some(std::mem::replace(sum, *sum + usize::from(*kept)))).collect();
    let keep = |(i, mut toponym): (usize, Toponym)| {
        toponym.within = toponym.within.filter(|at| kept[*at]).map(|at| before[at]);
        kept[i].then_some(toponym)
    };
    toponyms.into_iter().enumerate().filter_map(keep).collect()
}

/// A word that is never a place alone is one where the text says so.
fn is_kept(scene: &Scene, hit: &Hit, kind: Option<PlaceType>, within: Option<usize>) -> bool {
    let as_written = &scene.pieces[hit.pieces.start].folded;
    let no_place = |word: &str| scene.lexicon.is_never(word);
    let never = !hit.is_phrase && (no_place(&fold(&hit.name)) || (hit.pieces.len() == 1 && no_place(as_written)));
    !never || within.is_some() || kind == Some(PlaceType::City)
}

/// Adds short forms of regions after a comma ("Springfield, Ill."); one with a full stop also behind a place that the
/// gazetteer lacks. What is read as a short form is nothing else.
fn with_short_forms(scene: &Scene, hits: Vec<Hit>) -> Vec<Hit> {
    let mut all: Vec<Hit> = Vec::with_capacity(hits.len());
    let mut hits = hits.into_iter().peekable();
    for at in 1..=scene.pieces.len() {
        while let Some(hit) = hits.next_if(|hit| hit.pieces.end <= at) {
            if all.last().is_none_or(|last| last.pieces.end <= hit.pieces.start) {
                all.push(hit);
            }
        }
        let behind_place = all.last().is_some_and(|last| last.pieces.end == at);
        let behind_name = scene.pieces[at - 1].is_word && scene.pieces[at - 1].capital;
        let is_sure = |short: &Hit| behind_place || scene.pieces[short.pieces.end - 1].text.ends_with('.');
        all.extend(short_form(scene, at).filter(|short| behind_name && is_sure(short)));
    }
    all
}

fn short_form(scene: &Scene, at: usize) -> Option<Hit> {
    if scene.pieces.get(at)?.text != "," {
        return None;
    }
    let mut written = String::new();
    let mut best = None;
    for (i, piece) in scene.pieces.iter().enumerate().skip(at + 1).take(5) {
        if i > at + 1 && piece.spaced && !piece.text.starts_with('.') {
            break;
        }
        written.extend(piece.text.chars().filter(|c| *c != '.'));
        if let Some(place) = scene.lexicon.after_comma.get(&written) {
            let name = place.name(scene.lexicon.language).to_owned();
            best = Some(Hit { pieces: at + 1..i + 1, name, candidates: vec![*place], is_phrase: false });
        }
    }
    best
}

/// The kind of place that the words beside a name say.
fn kind(scene: &Scene, hit: &Hit) -> Option<PlaceType> {
    let word =
        |at: usize| scene.pieces.get(at).filter(|p| p.is_word && p.sentence == scene.pieces[hit.pieces.start].sentence);
    let kind_at = |at: usize| {
        let piece = word(at).filter(|piece| !scene.lexicon.is_capital(&piece.folded));
        piece.and_then(|piece| scene.lexicon.kind_of(&piece.folded))
    };
    let start = hit.pieces.start;
    if hit.is_phrase {
        return Some(PlaceType::City);
    }
    if scene.lexicon.kind_after
        && let Some(kind) = kind_at(hit.pieces.end).filter(|_| !scene.pieces[hit.pieces.end].breaks)
    {
        return Some(kind);
    }
    let of = start >= 2 && scene.pieces[start - 1].folded == "of";
    if of {
        return kind_at(start - 2);
    }
    let dot = start >= 2 && scene.pieces[start - 1].text == ".";
    let before = kind_at((start.checked_sub(1 + usize::from(dot)))?)?;
    (!scene.lexicon.kind_after || before == PlaceType::City).then_some(before)
}

/// The next match, where the text says that this one lies in it and the gazetteer does not deny it.
fn contains(scene: &Scene, hits: &[Hit], at: usize) -> Option<usize> {
    let (hit, next) = (&hits[at], hits.get(at + 1)?);
    let (end, start) = (scene.pieces[hit.pieces.end - 1].end, scene.pieces[next.pieces.start].start);
    let gap = scene.text.get(end..start)?;
    let allowed = gap.len() < 24 && BETWEEN.contains(&gap.trim().to_lowercase().as_str());
    let lies_in = |c: &Candidate| next.candidates.iter().any(|large| c.index() != large.index() && c.lies_in(*large));
    (allowed && hit.candidates.iter().any(lies_in)).then_some(at + 1)
}

/// Capitals that are described: "the Chechen capital", "the capital of Chechnya", "Chechnya's capital".
fn capitals(scene: &Scene, hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (at, piece) in scene.pieces.iter().enumerate() {
        if !piece.is_word || !scene.lexicon.is_capital(&piece.folded) {
            continue;
        }
        let Some((from, area)) = capital_of(scene, hits, at) else { continue };
        let Some(city) = area.capital() else { continue };
        let hit = Hit {
            pieces: from..at + 1,
            name: city.name(scene.lexicon.language).to_owned(),
            candidates: vec![city],
            is_phrase: true,
        };
        if !is_named_beside(hits, &hit, city) {
            found.push(hit);
        }
    }
    found
}

/// Whose capital a word is, and the piece where the description begins.
fn capital_of(scene: &Scene, hits: &[Hit], at: usize) -> Option<(usize, Candidate)> {
    let area = |hit: &Hit| hit.candidates.iter().find(|c| c.kind() != PlaceType::City).copied();
    let next = hits.partition_point(|hit| hit.pieces.start <= at);
    if let Some(previous) = at.checked_sub(1) {
        if let Some(place) = scene.lexicon.demonym(&scene.pieces[previous].folded) {
            return Some((previous, place));
        }
        let owner =
            next.checked_sub(1).map(|i| &hits[i]).filter(|hit| scene.lexicon.kind_after && hit.pieces.end <= at);
        let possessive = owner.filter(|hit| {
            let between =
                scene.text.get(scene.pieces[hit.pieces.end - 1].end..scene.pieces[at].start).unwrap_or_default();
            let last = scene.pieces[hit.pieces.end - 1].without_possessive.is_some();
            (last && between.trim().is_empty()) || matches!(between.trim(), "'s" | "’s" | "'" | "’")
        });
        if let Some(place) = possessive.and_then(area) {
            return Some((at, place));
        }
    }
    let following = hits.get(next)?;
    let between = scene.text.get(scene.pieces[at].end..scene.pieces[following.pieces.start].start)?.trim();
    (between == if scene.lexicon.kind_after { "of" } else { "" })
        .then(|| area(following))
        .flatten()
        .map(|place| (at, place))
}

/// Whether the city is named right before or after its description.
fn is_named_beside(hits: &[Hit], phrase: &Hit, city: Candidate) -> bool {
    let names = |hit: &Hit| hit.candidates.iter().take(5).any(|c| c.index() == city.index());
    let next = hits.partition_point(|hit| hit.pieces.start < phrase.pieces.end);
    let near = |hit: &&Hit| hit.pieces.start <= phrase.pieces.end + 1 && phrase.pieces.start <= hit.pieces.end + 3;
    hits.get(next).filter(near).is_some_and(names)
        || next.checked_sub(1).map(|i| &hits[i]).filter(near).is_some_and(names)
}
