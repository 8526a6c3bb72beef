//! Why tellings are together, in words: for each the one that it is most like, and what the two agree in.

use model::ReportRole;

use crate::corpus::Corpus;
use crate::likeness::{likeness, mention_likeness};
use crate::profile::Profile;

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
