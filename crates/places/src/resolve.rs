//! One choice of places for a whole document: what is likely by itself, what lies in what, which countries and
//! regions the document is about, what lies near the other places. The same name is the same place. Weights were
//! set by hand on 25 November 2026 on the development part of the places task.

use std::collections::{BTreeMap, HashMap};

use model::{Language, Place, PlaceType};

use crate::toponyms::evidence;
use crate::{Candidate, Lexicon, Toponym, fold};

/// Most candidates of a name that are weighed.
const WEIGHED: usize = 40;
/// Most other places whose distance counts.
const NEAR_ONES: usize = 24;
/// Rounds of choosing with the choices of the round before.
const ROUNDS: usize = 3;

/// What is known of a report besides its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// The country of the publisher.
    pub publisher_country: Option<Candidate>,
}

impl Context {
    /// The context that a publisher's address gives, by its national domain.
    pub fn of_address(url: &str) -> Context {
        let host = url.split("://").last().and_then(|rest| rest.split(['/', ':', '?']).next()).unwrap_or_default();
        let domain = host.rsplit('.').next().unwrap_or_default();
        let code = if domain == "uk" { "gb" } else { domain };
        Context { publisher_country: (code.len() == 2).then(|| crate::country(code)).flatten() }
    }
}

/// The place that a toponym means.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The place of the gazetteer.
    pub candidate: Candidate,
    /// As it stands in reports.
    pub place: Place,
    /// Its name in English.
    pub name_en: String,
    /// Its name in Russian, where one is known.
    pub name_ru: Option<String>,
    /// How sure the choice is, from 0 to 1.
    pub score: f64,
    /// The places that it was chosen over, the closest first.
    pub beat: Vec<String>,
}

/// All mentions of one name.
struct Group {
    mentions: usize,
    /// The text says that it is a city.
    says_city: bool,
    /// How sure it is that the name is a place at all.
    is_place: f64,
    candidates: Vec<Candidate>,
    prior: Vec<f64>,
    /// Names that the text puts around it.
    around: Vec<usize>,
    share: Vec<f64>,
}

impl Group {
    fn best(&self) -> Option<usize> {
        (0..self.candidates.len()).max_by(|a, b| self.share[*a].total_cmp(&self.share[*b]).then(b.cmp(a)))
    }

    /// The candidates that count, with their shares.
    fn voiced(&self) -> impl Iterator<Item = (Candidate, f64)> + '_ {
        let all = self.candidates.iter().copied().zip(self.share.iter().copied());
        all.filter(|(_, share)| *share > 0.02)
    }

    fn voice(&self) -> f64 {
        self.is_place * (1.0 + (self.mentions as f64).ln())
    }
}

/// Chooses one place for each toponym, all of a document together; none where a name has no candidate or is of a
/// street.
pub fn resolve(text: &str, toponyms: &[Toponym], context: &Context) -> Vec<Option<Resolved>> {
    let (mut groups, group_of) = grouped(toponyms);
    let mut fixed = demonyms(text);
    if let Some(country) = context.publisher_country {
        *fixed.entry(country.index()).or_default() += 1.0;
    }
    for _ in 0..ROUNDS {
        let areas = Areas::of(&groups, &fixed);
        let near = near_ones(&groups);
        let shares: Vec<Vec<f64>> = (0..groups.len()).map(|at| shares(&groups, at, &areas, &near)).collect();
        for (group, share) in groups.iter_mut().zip(shares) {
            group.share = share;
        }
    }
    let chosen: Vec<Option<Resolved>> = groups.iter().map(choice).collect();
    group_of.into_iter().map(|group| group.and_then(|group| chosen[group].clone())).collect()
}

fn grouped(toponyms: &[Toponym]) -> (Vec<Group>, Vec<Option<usize>>) {
    let mut known: HashMap<(String, Option<PlaceType>), usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of = Vec::with_capacity(toponyms.len());
    for toponym in toponyms {
        if toponym.is_of_a_street {
            group_of.push(None);
            continue;
        }
        // A region or country that the text says is another name: "New York state" is not "New York".
        let kind = toponym.kind.filter(|kind| toponym.candidates.iter().all(|c| c.kind() == *kind));
        let key = (fold(&toponym.name), kind.filter(|kind| *kind != PlaceType::City));
        let at = *known.entry(key).or_insert_with(|| {
            let candidates: Vec<Candidate> = toponym.candidates.iter().take(WEIGHED).copied().collect();
            let prior: Vec<f64> = candidates.iter().map(|c| evidence::weight_among(c, &candidates)).collect();
            let share = softmax(&prior);
            groups.push(Group {
                mentions: 0,
                says_city: false,
                is_place: 0.0,
                candidates,
                prior,
                around: Vec::new(),
                share,
            });
            groups.len() - 1
        });
        if toponym.kind == Some(PlaceType::City) && !groups[at].says_city {
            groups[at].says_city = true;
            let group = &mut groups[at];
            for (candidate, prior) in group.candidates.iter().zip(&mut group.prior) {
                *prior += if candidate.kind() == PlaceType::City { 3.0 } else { 0.0 };
            }
        }
        groups[at].mentions += 1;
        groups[at].is_place = groups[at].is_place.max(toponym.score);
        group_of.push(Some(at));
    }
    for (i, toponym) in toponyms.iter().enumerate() {
        let around = toponym.within.and_then(|around| Some((around, group_of[i]?, group_of[around]?)));
        if let Some((around, small, large)) = around {
            let fitting: Vec<Candidate> = toponyms[around].candidates.clone();
            let group = &mut groups[small];
            add_contained(group, toponym, &fitting);
            if small != large && !group.around.contains(&large) {
                group.around.push(large);
            }
        }
    }
    (groups, group_of)
}

/// Brings candidates beyond the most likely ones in, where the text says what they lie in.
fn add_contained(group: &mut Group, toponym: &Toponym, around: &[Candidate]) {
    let missing = toponym.candidates.iter().skip(WEIGHED).filter(|c| around.iter().any(|large| c.lies_in(*large)));
    for candidate in missing.take(10) {
        if !group.candidates.contains(candidate) {
            group.candidates.push(*candidate);
            group.prior.push(evidence::weight(Some(candidate)));
        }
    }
    group.share = softmax(&group.prior);
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shares: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / sum).collect()
}

/// Countries and regions that adjectives and names of people point to, with how often.
fn demonyms(text: &str) -> BTreeMap<u32, f64> {
    let lexica = [Lexicon::of(Language::EN), Lexicon::of(Language::RU)];
    let mut words: HashMap<&str, f64> = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3) {
        let cyrillic = word.starts_with(|c: char| ('а'..='я').contains(&c) || ('А'..='Я').contains(&c));
        if cyrillic || word.starts_with(char::is_uppercase) {
            *words.entry(word).or_default() += 1.0;
        }
    }
    let mut found: BTreeMap<u32, f64> = BTreeMap::new();
    for (word, times) in words {
        let cyrillic = !word.is_ascii();
        if let Some(place) = lexica[usize::from(cyrillic)].demonym(&fold(word)) {
            *found.entry(place.index()).or_default() += times;
        }
    }
    found.values_mut().for_each(|times| *times = 1.0 + times.ln());
    found
}

/// How much a document is about each country and region.
struct Areas {
    weights: HashMap<u32, f64>,
    total: f64,
}

impl Areas {
    fn of(groups: &[Group], fixed: &BTreeMap<u32, f64>) -> Areas {
        let mut areas = Areas { weights: HashMap::new(), total: 0.0 };
        for (place, weight) in fixed {
            if let Some(place) = Candidate::at(*place) {
                areas.add(place, *weight);
            }
        }
        for group in groups {
            for (candidate, share) in group.voiced() {
                areas.add(candidate, share * group.voice());
            }
        }
        areas
    }

    fn add(&mut self, place: Candidate, weight: f64) {
        self.total += weight;
        *self.weights.entry(place.country().index()).or_default() += weight;
        if let Some(region) = place.region() {
            *self.weights.entry(region.index()).or_default() += weight;
        }
    }

    /// The share of the document that speaks of an area, a group's own part left out.
    fn share(&self, area: Candidate, own: &Own) -> f64 {
        let own_part = own.weights.get(&area.index()).copied().unwrap_or_default();
        let weight = self.weights.get(&area.index()).copied().unwrap_or_default() - own_part;
        weight.max(0.0) / (self.total - own.voice + 2.0).max(1.0)
    }
}

/// What a group itself adds to the areas.
struct Own {
    weights: HashMap<u32, f64>,
    voice: f64,
}

impl Own {
    fn of(group: &Group) -> Own {
        let mut own = Areas { weights: HashMap::new(), total: 0.0 };
        for (candidate, share) in group.voiced() {
            own.add(candidate, share * group.voice());
        }
        Own { weights: own.weights, voice: group.voice() }
    }
}

/// The surest cities of a document: group, place, weight.
fn near_ones(groups: &[Group]) -> Vec<(usize, Candidate, f64)> {
    let mut near: Vec<(usize, Candidate, f64)> = groups
        .iter()
        .enumerate()
        .filter_map(|(at, group)| {
            let best = group.best()?;
            let place = group.candidates[best];
            (place.kind() != PlaceType::Country).then(|| (at, place, group.share[best] * group.voice()))
        })
        .collect();
    near.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    near.truncate(NEAR_ONES);
    near
}

fn shares(groups: &[Group], at: usize, areas: &Areas, near: &[(usize, Candidate, f64)]) -> Vec<f64> {
    let group = &groups[at];
    let own = Own::of(group);
    let scores: Vec<f64> = group
        .candidates
        .iter()
        .zip(&group.prior)
        .map(|(candidate, prior)| {
            let mut score = *prior;
            score += 4.0 * (1.0 + 8.0 * areas.share(candidate.country(), &own)).ln();
            if let Some(region) = candidate.region() {
                score += 2.0 * (1.0 + 8.0 * areas.share(region, &own)).ln();
            }
            score += 8.0 * around(groups, group, *candidate);
            let close: f64 = near
                .iter()
                .filter(|(other, _, _)| *other != at)
                .map(|(_, place, weight)| weight.min(2.0) * (-candidate.kilometres_to(*place) / 120.0).exp())
                .sum();
            score + 1.5 * (1.0 + close).ln()
        })
        .collect();
    softmax(&scores)
}

/// How far a candidate lies in the places that the text puts around its name.
fn around(groups: &[Group], group: &Group, candidate: Candidate) -> f64 {
    let inside = |large: &usize| {
        let large = &groups[*large];
        let shares = large.candidates.iter().zip(&large.share);
        shares.filter(|(place, _)| candidate.lies_in(**place)).map(|(_, share)| share.sqrt()).fold(0.0, f64::max)
    };
    group.around.iter().map(inside).fold(0.0, f64::max)
}

fn choice(group: &Group) -> Option<Resolved> {
    let best = group.best()?;
    let candidate = group.candidates[best];
    let mut others: Vec<usize> = (0..group.candidates.len()).filter(|at| *at != best).collect();
    others.sort_by(|a, b| group.share[*b].total_cmp(&group.share[*a]).then(a.cmp(b)));
    Some(Resolved {
        candidate,
        place: candidate.place(),
        name_en: candidate.name_en().to_owned(),
        name_ru: candidate.name_ru().map(str::to_owned),
        score: group.share[best],
        beat: others.iter().take(3).map(|at| group.candidates[*at].path()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, context: Context, expected: &[&str]) {
        let analysis = syntax::analyse(text, language, &[]);
        let toponyms = crate::toponyms(text, &analysis, Lexicon::of(language));
        let resolved = resolve(text, &toponyms, &context);
        let paths: Vec<String> = resolved.into_iter().flatten().map(|r| r.candidate.path()).collect();
        assert_eq!(paths, expected, "{text}");
    }

    #[test]
    fn what_the_text_says_decides() {
        let nothing = Context::default();
        check("He lives in Springfield, Ill.", Language::EN, nothing, &["Springfield, Illinois, US", "Illinois, US"]);
        check(
            "He lives in Springfield, Missouri.",
            Language::EN,
            nothing,
            &["Springfield, Missouri, US", "Missouri, US"],
        );
        check("He flew from Paris.", Language::EN, nothing, &["Paris, Île-de-France, FR"]);
        check(
            "The Texan police searched a house in Paris near Dallas.",
            Language::EN,
            nothing,
            &["Paris, Texas, US", "Dallas, Texas, US"],
        );
    }

    #[test]
    fn a_numeral_is_no_form_of_a_place() {
        check("Трое человек ранены в городе Ош.", Language::RU, Context::default(), &["Osh, Osh Province, KG"]);
    }

    #[test]
    fn a_short_form_of_a_region_needs_no_known_place_before_it() {
        let nothing = Context::default();
        check("They were shot in Zzyxburg, Mo. (AP)", Language::EN, nothing, &["Missouri, US"]);
        check("They were shot near Zzyxburg, Fla., on Sunday.", Language::EN, nothing, &["Florida, US"]);
        check("He met Zzyx, OR so he says.", Language::EN, nothing, &[]);
    }

    #[test]
    fn the_publisher_counts_where_nothing_else_does() {
        let zealand = Context::of_address("https://www.example.nz/news");
        check("A man was held in Hamilton.", Language::EN, zealand, &["Hamilton, Waikato, NZ"]);
        check("A man was held in Hamilton.", Language::EN, Context::default(), &["Hamilton, Ontario, CA"]);
        assert_eq!(Context::of_address("example.com"), Context::default());
    }

    #[test]
    fn the_name_of_a_street_means_no_place() {
        let nothing = Context::default();
        let oakland = "Oakland, California, US";
        check("Shots were heard in Oakland near Bourbon Street.", Language::EN, nothing, &[oakland]);
        check("Shots were heard in Oakland at Bourbon and Grove streets.", Language::EN, nothing, &[oakland]);
        check("Shots were heard in Oakland in the 300 block of West Bourbon.", Language::EN, nothing, &[oakland]);
        check("They met in Bourbon on the street.", Language::EN, nothing, &["Bourbon, Indiana, US"]);
    }

    #[test]
    fn a_district_is_of_the_city_around_it() {
        let city = |text: &str| {
            let toponyms = crate::toponyms(text, &syntax::analyse(text, Language::EN, &[]), Lexicon::of(Language::EN));
            resolve(text, &toponyms, &Context::default())[0].clone().and_then(|r| r.place.city)
        };
        assert_eq!(city("He lives in West Englewood, Illinois.").as_deref(), Some("Chicago"));
        assert_eq!(city("He lives in Pasadena, California.").as_deref(), Some("Pasadena"));
        assert_eq!(city("He lives in Inkster, Michigan.").as_deref(), Some("Inkster"));
    }

    #[test]
    fn the_same_name_is_the_same_place() {
        check(
            "In Grozny, Chechnya, it rained. Grozny was wet.",
            Language::EN,
            Context::default(),
            &["Grozny, Chechnya, RU", "Chechnya, RU", "Grozny, Chechnya, RU"],
        );
    }
}
