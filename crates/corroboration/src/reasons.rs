//! Why tellings are together, in words: for each the one that it is most like, and what the two agree in. And why
//! others are not, though they are somewhat alike.

use model::ReportRole;

use crate::corpus::Corpus;
use crate::likeness::{likeness, mention_likeness, one_template, other_number};
use crate::profile::{Profile, Words};
use crate::thresholds::SAME_EVENT;

/// Tellings of one event that are looked at for the most alike.
const FEW: usize = 64;

/// One line for each telling but the first.
pub(crate) fn together(corpus: &Corpus, group: &[usize]) -> Vec<String> {
    let id = |t: usize| &corpus.reports[corpus.tellings[t].report].report.id;
    let mention = |t: usize| corpus.tellings[t].role == ReportRole::Mention;
    let score = |a: usize, b: usize| {
        let by_claims = mention(a) || mention(b);
        if by_claims {
            mention_likeness(&corpus.profiles[a], &corpus.profiles[b])
        } else {
            likeness(corpus.compared(a), corpus.compared(b))
        }
    };
    let line = |telling: &usize| {
        let others = group.iter().take(FEW).filter(|other| *other != telling);
        let (other, score) =
            others.map(|o| (*o, score(*telling, *o))).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        let verb = if mention(*telling) { "mentions it and agrees with" } else { "is most like" };
        let agreed = agreed(&corpus.profiles[*telling], &corpus.profiles[other]);
        Some(format!("{} {verb} {} ({score:.2}): {agreed}", id(*telling), id(other)))
    };
    group.iter().skip(1).filter_map(line).collect()
}

/// One line for each pair of a telling of the event and one that is of another event.
pub(crate) fn apart(corpus: &Corpus, near: &[(usize, usize)]) -> Vec<String> {
    let id = |t: usize| &corpus.reports[corpus.tellings[t].report].report.id;
    let line = |(own, other): &(usize, usize)| {
        let (a, b) = (corpus.compared(*own), corpus.compared(*other));
        let score = likeness(a, b);
        let why = if score < SAME_EVENT {
            format!("less than {SAME_EVENT}")
        } else {
            "but the reports of the two events are less alike as a whole".to_owned()
        };
        let differ = differ(a, b);
        format!("{} is of another event: like {} ({score:.3}), {why}{differ}", id(*other), id(*own))
    };
    near.iter().map(line).collect()
}

/// What two tellings say otherwise; empty where nothing differs.
fn differ((words, a): (&Words, &Profile), (of_other, b): (&Words, &Profile)) -> String {
    let other_days = a.dated.agreement(&b.dated).filter(|(agree, days)| *agree < 0.5 && *days > 0);
    let days =
        other_days.map(|(_, days)| if days == 1 { "a day apart".to_owned() } else { format!("{days} days apart") });
    let city = |p: &Profile| p.spots.iter().filter_map(|s| s.city).collect::<Vec<_>>();
    let (here, there) = (city(a), city(b));
    let found = [
        (one_template(words, of_other), "much the same words with other names"),
        (!here.is_empty() && !there.is_empty() && !here.iter().any(|c| there.contains(c)), "another city"),
        (!a.acts.is_empty() && !b.acts.is_empty() && a.acts.is_disjoint(&b.acts), "other acts"),
        (
            !a.suffered.is_empty() && !b.suffered.is_empty() && a.suffered.is_disjoint(&b.suffered),
            "another victim or owner",
        ),
        (other_number(a, b), "another number of people"),
    ];
    let told = found.into_iter().filter(|(other, _)| *other).map(|(_, what)| what.to_owned());
    let told: Vec<String> = days.into_iter().chain(told).collect();
    if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) }
}

fn agreed(a: &Profile, b: &Profile) -> String {
    let day = a.month_day.is_some() && a.month_day == b.month_day;
    let city = a.spots.iter().any(|x| x.city.is_some() && b.spots.iter().any(|y| x.city == y.city));
    let found = [
        (a.acts.intersection(&b.acts).next().is_some(), "the same act"),
        (day, "the same day"),
        (city, "the same city"),
        (a.suffered.intersection(&b.suffered).next().is_some(), "the same victim or owner"),
        (a.targets.intersection(&b.targets).next().is_some(), "the same kind of target"),
    ];
    let told: Vec<&str> = found.into_iter().filter(|(same, _)| *same).map(|(_, what)| what).collect();
    if told.is_empty() { "the same words and names".to_owned() } else { told.join(", ") }
}
