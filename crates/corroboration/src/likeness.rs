//! How much two tellings look like one event: agreement for it, disagreement against it, silence neither.

use crate::profile::{Profile, Words, cosine};
use crate::relations::share;
use crate::thresholds::{
    ACROSS_LANGUAGES, ALL_AGREE, DAYS_MEET, FADES_A_DAY, FEW_PROPER, FEW_TERMS, MANY_TERMS, NAMES_ACROSS_LANGUAGES,
    NAMES_SHARE, NAMES_UNDATED, OTHER_ACT, OTHER_DAY, OTHER_DAY_NEWS, OTHER_DAY_WITHIN, OTHER_DAY_WITHIN_NEWS,
    OTHER_NUMBER, OTHER_NUMBERS, OTHER_PLACE, PROPER_SHARE, SAME_DAY, SAME_DAY_NEWS, SAME_PLACE, SAME_TARGET,
    SAME_VICTIM, SEVERAL_NUMBERS, SLIP_DAYS, TEMPLATE, TEMPLATE_LINE, WINDOW_DAYS,
};

/// How many of their words two reports have in common, or of their names where they are in two languages, from 0 to 1;
/// nothing where their days make them strangers.
pub(crate) fn in_common(a: (&Words, &Profile), b: (&Words, &Profile)) -> f32 {
    let strangers = a.1.dated.agreement(&b.1.dated).is_some_and(too_far);
    let two_languages = a.0.lang.zip(b.0.lang).is_some_and(|(x, y)| x != y);
    match (strangers, two_languages) {
        (true, _) => 0.0,
        (_, true) => cosine(&a.0.names, &b.0.names),
        _ => cosine(&a.0.terms, &b.0.terms),
    }
}

/// Whether days that agree so far, and lie so many apart, make two strangers.
fn too_far((agree, apart): (f32, i32)) -> bool {
    apart > WINDOW_DAYS && agree < DAYS_MEET
}

/// What two main tellings of two reports have in common, as a number; [`crate::thresholds::SAME_EVENT`] is the line.
pub(crate) fn likeness(a: (&Words, &Profile), b: (&Words, &Profile)) -> f32 {
    let dated = a.1.dated.agreement(&b.1.dated);
    let (agree, apart) = dated.unwrap_or((1.0, 0));
    if too_far((agree, apart)) {
        return 0.0;
    }
    let names = cosine(&a.0.names, &b.0.names);
    let words = match (a.0.lang, b.0.lang) {
        (Some(x), Some(y)) if x != y => {
            names * if dated.is_some() { NAMES_ACROSS_LANGUAGES } else { NAMES_UNDATED } + ACROSS_LANGUAGES
        }
        _ => alike(a.0, b.0) * (1.0 - NAMES_SHARE) + names * NAMES_SHARE,
    };
    let doubtful = (1.0 - agree) * apart.min(WINDOW_DAYS) as f32;
    (words + claims_agree(a.1, b.1, dated)) * (1.0 - FADES_A_DAY * doubtful)
}

/// How far the words of two reports agree: less where one has few, for then chance does much; and less where both give
/// several numbers and none in common.
fn alike(a: &Words, b: &Words) -> f32 {
    let fewest = a.terms.len().min(b.terms.len()) as f32;
    let trust = MANY_TERMS * fewest / (fewest + FEW_TERMS);
    let several = a.numbers.len().min(b.numbers.len()) >= SEVERAL_NUMBERS;
    let others = several && !share(&a.numbers, &b.numbers);
    terms_agree(a, b) * trust - if others { OTHER_NUMBERS } else { 0.0 }
}

/// How far their terms agree, where names say more than other words, as far as both have some: two texts of one
/// template about other people and towns have words in common and no names.
fn terms_agree(a: &Words, b: &Words) -> f32 {
    let (all, proper) = (cosine(&a.terms, &b.terms), cosine(&a.proper, &b.proper));
    let fewest = a.proper.len().min(b.proper.len()) as f32;
    let known = fewest / (fewest + FEW_PROPER);
    all + known * (PROPER_SHARE * (proper - all) - TEMPLATE * names_missing(all, proper))
}

/// How far the names of two texts stay below what so many common terms promise.
fn names_missing(all: f32, proper: f32) -> f32 {
    (TEMPLATE_LINE.1 * all - TEMPLATE_LINE.0 - proper).max(0.0)
}

/// Whether two texts look like one template with other names in it.
pub(crate) fn one_template(a: &Words, b: &Words) -> bool {
    let both = !a.proper.is_empty() && !b.proper.is_empty();
    both && names_missing(cosine(&a.terms, &b.terms), cosine(&a.proper, &b.proper)) > 0.0
}

/// What the claims of two tellings add to their words, or take away.
fn claims_agree(a: &Profile, b: &Profile, dated: Option<(f32, i32)>) -> f32 {
    let news = a.fresh && b.fresh;
    let (same, other, within) = if news {
        (SAME_DAY_NEWS, OTHER_DAY_NEWS, OTHER_DAY_WITHIN_NEWS)
    } else {
        (SAME_DAY, OTHER_DAY, OTHER_DAY_WITHIN)
    };
    let days = dated
        .map_or(0.0, |(agree, apart)| same * agree - other * (1.0 - agree) * apart.min(within) as f32 / within as f32);
    let same_day = dated.is_some_and(|(agree, _)| agree > 0.5);
    let victim = a.suffered.intersection(&b.suffered).next().is_some();
    let places = place_likeness(a, b);
    let act = act_likeness(a, b);
    let told = |yes: bool, weight: f32| if yes { weight } else { 0.0 };
    days + told(victim, SAME_VICTIM)
        + told(places >= SAME_CITY, SAME_PLACE)
        + told(a.targets.intersection(&b.targets).next().is_some(), SAME_TARGET)
        + told(victim && same_day && act.is_some(), ALL_AGREE)
        - told(places < 0.0, OTHER_PLACE)
        - told(act.is_none() && !a.acts.is_empty() && !b.acts.is_empty(), OTHER_ACT)
        - told(other_number(a, b), OTHER_NUMBER)
}

/// Whether both count people of a kind, and never the same number.
pub(crate) fn other_number(a: &Profile, b: &Profile) -> bool {
    let pairs = || a.casualties.iter().flat_map(|x| b.casualties.iter().map(move |y| (x, y)));
    pairs().any(|(x, y)| x.0 == y.0) && !pairs().any(|(x, y)| x == y)
}

/// The days under which a main telling is looked up; none where its year is not known.
pub(crate) fn anchors(profile: &Profile) -> Vec<i32> {
    profile.dated.numbers()
}

/// Days between two ranges; none where they meet or one is not known.
pub(crate) fn gap(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> i32 {
    a.zip(b).map_or(0, |(a, b)| (a.0 - b.1).max(b.0 - a.1).max(0))
}

/// What a passing mention and another telling have in common, by what they claim; [`SAME_MENTION`] is the line.
///
/// [`SAME_MENTION`]: crate::thresholds::SAME_MENTION
pub(crate) fn mention_likeness(a: &Profile, b: &Profile) -> f32 {
    let Some(acts) = act_likeness(a, b) else { return AGAINST };
    let victims = a.suffered.intersection(&b.suffered).next().is_some();
    let days = day_likeness(a, b);
    let places = place_likeness(a, b);
    let targets = if a.targets.intersection(&b.targets).next().is_some() { 0.5 } else { 0.0 };
    acts + if victims { 1.6 } else { 0.0 } + days + places + targets
}

/// Enough to keep two tellings apart, whatever else they have in common.
pub(crate) const AGAINST: f32 = -10.0;

/// The same act, or one that the other is a case of; none where they tell of different things.
fn act_likeness(a: &Profile, b: &Profile) -> Option<f32> {
    if a.acts.intersection(&b.acts).next().is_some() {
        return Some(0.7);
    }
    let supports = a.acts.iter().any(|x| b.acts.iter().any(|y| x.supports(*y) || y.supports(*x)));
    supports.then_some(0.3)
}

fn day_likeness(a: &Profile, b: &Profile) -> f32 {
    match (a.days, b.days) {
        (Some(x), Some(y)) if (1..=SLIP_DAYS).contains(&gap(Some(x), Some(y))) => -0.5,
        (Some(x), Some(y)) if gap(Some(x), Some(y)) > 0 => AGAINST,
        (Some(x), Some(y)) => match (x.1 - x.0).max(y.1 - y.0) {
            0..=1 => 1.5,
            2..=31 => 1.0,
            32..=366 => 0.4,
            _ => 0.1,
        },
        _ => match (a.month_day, b.month_day) {
            (Some(x), Some(y)) if x == y => 1.2,
            (Some(_), Some(_)) => AGAINST,
            _ => 0.0,
        },
    }
}

/// What one city in both is worth to a mention.
const SAME_CITY: f32 = 0.7;

fn place_likeness(a: &Profile, b: &Profile) -> f32 {
    let pairs = || a.spots.iter().flat_map(|x| b.spots.iter().map(move |y| (x, y)));
    let same = |x: Option<u64>, y: Option<u64>| x.is_some() && x == y;
    let differ = |x: Option<u64>, y: Option<u64>| x.zip(y).is_some_and(|(x, y)| x != y);
    match () {
        () if pairs().any(|(x, y)| same(x.city, y.city)) => SAME_CITY,
        () if pairs().any(|(x, y)| same(x.region, y.region) && !differ(x.city, y.city)) => 0.3,
        () if pairs().any(|(x, y)| same(x.country, y.country) && !differ(x.region, y.region)) => 0.1,
        () if pairs().next().is_some() => -1.5,
        () => 0.0,
    }
}
