//! When the main event was: the features of the times of a report, and the time that it most likely has.

use std::collections::HashMap;

use ::model::{Edtf, Precision, Relation};

use crate::judge::features::{Features, amount, share};
use crate::judge::is_short;
use crate::judge::model::{Question, Table};
use crate::judge::scene::Scene;

/// The time that the main event most likely has: the one whose date promises the most right fields. Most times of a short
/// report are of its one event; and the judge has learnt on reports that all have the day of their publication.
pub(super) fn main_time(scene: &Scene<'_, '_>) -> Option<usize> {
    let table = Table::shipped();
    let chosen = scene.events.first().and_then(|e| e.time);
    if is_short(scene.doc) || scene.doc.report.published.is_none() {
        return chosen;
    }
    let times = scene.times();
    let features = |time: &usize| {
        let mut features = Features::default();
        scene.of_time(*time, chosen, &mut features);
        features
    };
    let likely = table.choose(Question::Time, &times.iter().map(features).collect::<Vec<_>>());
    let fields: Vec<Fields> =
        times.iter().map(|t| scene.doc.times[*t].edtf.as_ref().map(fields).unwrap_or_default()).collect();
    let promised = promises(&fields, &likely);
    let best = times.into_iter().zip(promised);
    best.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(time, _)| time)
}

/// Year, month and day of a date, the first ones of an interval, as far as it tells them.
pub(crate) type Fields = [Option<i32>; 3];

/// The fields of a date.
pub(crate) fn fields(edtf: &Edtf) -> Fields {
    let text = edtf.as_str().trim_end_matches(['~', '?', '%']);
    let mut parts = text.split('/').next().unwrap_or_default().split('-').map(|p| p.parse().ok());
    std::array::from_fn(|_| parts.next().flatten())
}

/// What a field that is told must promise to be worth telling: about half of the F1 of years, months and days, which is
/// where F1 is best.
const WORTH: f32 = 0.3;

/// How many fields each date promises to have right, beyond what telling them must promise. Dates that agree in a field
/// speak for it together.
fn promises(dates: &[Fields], likely: &[f32]) -> Vec<f32> {
    let mut shares: HashMap<&[Option<i32>], f32> = HashMap::new();
    for (date, likely) in dates.iter().zip(likely) {
        (1..=3).for_each(|n| *shares.entry(&date[..n]).or_default() += likely);
    }
    let told =
        |date: &Fields| -> f32 { (0..3).filter(|n| date[*n].is_some()).map(|n| shares[&date[..=n]] - WORTH).sum() };
    dates.iter().map(told).collect()
}

impl Scene<'_, '_> {
    /// How long before the publication.
    fn ago(&self, edtf: &Edtf) -> &'static str {
        let published = self.doc.report.published.as_ref().and_then(|p| p.edtf.bounds().1);
        match (published, edtf.bounds().1) {
            (Some(published), Some(day)) => match (published - day).get_days() {
                ..=-31 => "long after",
                -30..=-1 => "after",
                0 => "same day",
                1..=3 => "days",
                4..=14 => "weeks",
                15..=60 => "months",
                61..=366 => "year",
                367..=1500 => "years",
                _ => "long ago",
            },
            _ => "unknown",
        }
    }

    /// Features of a time: whether it is that of the main event.
    pub(crate) fn of_time(&self, number: usize, chosen: Option<usize>, all: &mut Features) {
        let (doc, time) = (self.doc, &self.doc.times[number]);
        let Some(edtf) = &time.edtf else { return };
        all.put(&["bias"]);
        all.put(&["fine", fineness(edtf)]);
        let ago = self.ago(edtf);
        all.put(&["ago", ago]);
        all.put(&["ago and fine", ago, fineness(edtf)]);
        all.put(&["in", self.block(time.tokens.start)]);
        let basis = ["itself", "publication", "text", "clock"][time.basis as usize];
        all.put(&["basis", basis]);
        all.put(&["basis and ago", basis, ago]);
        all.put(&["rule", &time.rule]);
        let fits = |(date, _): &(&Edtf, &usize)| date.relation(edtf) != Relation::Exclusive;
        let support = self.counts.dates.iter().filter(fits).map(|(_, times)| times).sum();
        let times = self.counts.times.len();
        all.put(&["supported", amount(support)]);
        all.put(&["share", share(support, times)]);
        all.put(&["times", amount(times)]);
        let rank = self.counts.times.partition_point(|t| *t < number);
        all.put(&["rank", amount(rank)]);
        if let Some(chosen) = chosen.and_then(|c| doc.times[c].edtf.as_ref()) {
            all.put(&["to the voted day", relation_word(edtf, chosen)]);
        }
        let latest = self.counts.latest.as_ref().and_then(|date| date.bounds().1);
        all.put(&["latest", if edtf.bounds().1 == latest { "yes" } else { "no" }]);
        let with = self.counts.acts_on.get(&number).map_or(&[][..], Vec::as_slice);
        all.put(&["acts", amount(with.len())]);
        for telling in with {
            let told = &self.told[*telling];
            all.put(&["act", told.act.code.as_str()]);
            all.put(&["act of", self.role_of_event(*telling)]);
            all.put(&["act said", self.said(told)]);
            all.put(&["act before", if told.before { "yes" } else { "no" }]);
            all.put(&["act in", self.block(told.act.token)]);
            let before = if told.before { "before" } else { "then" };
            all.put(&["told", self.role_of_event(*telling), before, self.block(told.act.token)]);
            all.put(&["told with", self.role_of_event(*telling), basis, fineness(edtf)]);
        }
        if let Some(head) =
            time.tokens.clone().find_map(|t| doc.analysis.tokens[t].head.filter(|h| !time.tokens.contains(h)))
        {
            all.put(&["w:hangs on", doc.lemma(head)]);
            let says = doc.lexicon.says.single(doc.lemma(head)).is_some();
            all.put(&["when it is", if says { "said" } else { "done" }, self.block(time.tokens.start)]);
            let tense = doc.analysis.tokens[head].feats.tense;
            all.put(&[
                "tense",
                ["none", "past", "other"][tense.map_or(0, |t| if t == syntax::Tense::Past { 1 } else { 2 })],
            ]);
        }
        for at in [time.tokens.start.checked_sub(1), Some(time.tokens.end)].into_iter().flatten() {
            if let Some(word) = doc.lower.get(at) {
                all.put(&["w:beside", word]);
            }
        }
        for token in time.tokens.clone() {
            all.put(&["w:inside", doc.lemma(token)]);
        }
    }
}

fn fineness(edtf: &Edtf) -> &'static str {
    match edtf.precision() {
        Precision::Day => "day",
        Precision::Days => "days",
        Precision::Month => "month",
        Precision::Months => "months",
        Precision::Year => "year",
        Precision::Vague => "vague",
    }
}

fn relation_word(a: &Edtf, b: &Edtf) -> &'static str {
    match a.relation(b) {
        Relation::Exclusive => match (a.bounds().1, b.bounds().0) {
            (Some(last), Some(first)) if last < first => "earlier",
            _ => "later",
        },
        Relation::Wider => "wider",
        Relation::Equal => "equal",
        _ => "inside",
    }
}
