//! Where the main event was: the features of the places of a report, and the place that it most likely has.

use ::model::{Place, PlaceType};

use crate::judge::features::{Features, amount, share};
use crate::judge::model::{Question, Table};
use crate::judge::scene::{ACTS, MENTIONS, Scene, above};

/// A city or region that is less likely than this is not named; what it lies in is.
const PLACE: f32 = 0.1;

/// The place that the main event most likely has: the country, then the region or city, then the city in that region.
pub(super) fn main_place(scene: &Scene<'_, '_>) -> Option<usize> {
    let table = Table::shipped();
    let chosen = scene.events.first().and_then(|e| e.place);
    let place = |entity: usize| scene.doc.names.entities[entity].place.as_ref();
    let mut judged: Vec<(usize, &Place, f32, f32)> = Vec::new();
    for (entity, place) in scene.places().into_iter().filter_map(|e| Some((e, place(e)?))) {
        let mut features = Features::default();
        scene.of_place(entity, chosen, &mut features);
        let judge = |question| table.judge(question, &features).probability;
        judged.push((entity, place, judge(Question::Country), judge(Question::Place)));
    }
    let (_, country, ..) = judged.iter().max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(&a.0)))?;
    let best = |fits: &dyn Fn(&Place) -> bool| {
        let within = judged.iter().filter(|(_, p, ..)| p.country == country.country && fits(p));
        within.max_by(|a, b| a.3.total_cmp(&b.3).then(b.0.cmp(&a.0)))
    };
    let whole = best(&|p| p.kind == PlaceType::Country);
    let fine = best(&|p| p.kind != PlaceType::Country).filter(|f| f.3 >= PLACE || whole.is_none());
    let city = fine.filter(|f| f.1.kind == PlaceType::Region).and_then(|region| {
        best(&|p| p.kind == PlaceType::City && p.region == region.1.region).filter(|c| c.3 >= PLACE)
    });
    city.or(fine).or(whole).map(|(entity, ..)| *entity)
}

impl Scene<'_, '_> {
    /// Features of a place entity: whether the main event happened there.
    pub(crate) fn of_place(&self, entity: usize, chosen: Option<usize>, all: &mut Features) {
        let doc = self.doc;
        let draft = &doc.names.entities[entity];
        let Some(place) = &draft.place else { return };
        let kind = match place.kind {
            PlaceType::City => "city",
            PlaceType::Region => "region",
            PlaceType::Country => "country",
        };
        all.put(&["bias"]);
        all.put(&["kind", kind]);
        let whole: usize = self.counts.countries.values().sum();
        all.put(&["times", amount(draft.mentions.len()), kind]);
        all.put(&["share", share(draft.mentions.len(), whole), kind]);
        let country = self.counts.countries.get(&place.country).copied().unwrap_or(0);
        all.put(&["share of country", share(country, whole)]);
        let same_kind = self.counts.places.get(&place.kind).map_or(&[][..], Vec::as_slice);
        all.put(&["rank", amount(above(same_kind, draft.mentions.len())), kind]);
        all.put(&["of", amount(same_kind.len()), kind]);
        if let Some(chosen) = chosen.and_then(|c| doc.names.entities[c].place.as_ref()) {
            let how = if chosen.country != place.country {
                "other country"
            } else if chosen.city == place.city && chosen.region == place.region {
                "same"
            } else {
                "same country"
            };
            all.put(&["to the chosen place", how, kind]);
        }
        if let Some(mention) = draft.mentions.first() {
            all.put(&["first in", self.block(mention.tokens.start), kind]);
        }
        if let Some(title) = doc.report.title.as_deref() {
            all.put(&["in title", if title.contains(&draft.name) { "yes" } else { "no" }]);
        }
        all.put(&["order", amount(self.counts.places_before[entity])]);
        for mention in draft.mentions.iter().take(MENTIONS) {
            all.put(&["in", self.block(mention.tokens.start), kind]);
            let dateline = crate::document::is_dateline(doc, mention.tokens.clone());
            if dateline {
                all.put(&["dateline"]);
            }
            let before = mention.tokens.start.checked_sub(1).map_or("-", |t| doc.lemma(t));
            all.put(&["w:before", before, kind]);
            if let Some(after) = doc.lower.get(mention.tokens.end) {
                all.put(&["w:after", after, kind]);
            }
            if let Some(head) = doc.analysis.tokens.get(mention.tokens.end.saturating_sub(1)).and_then(|t| t.head) {
                all.put(&["w:hangs on", doc.lemma(head)]);
            }
            let sentence = doc.sentence(mention.tokens.start);
            let first = self.told.partition_point(|t| t.act.token < sentence.start);
            let here = self.told[first..].iter().take_while(|t| t.act.token < sentence.end).take(ACTS);
            for (at, telling) in here.enumerate() {
                all.put(&["with act of", self.role_of_event(first + at), kind]);
                all.put(&["with act", telling.act.code.as_str()]);
            }
        }
        for number in self.counts.acts_at.get(&entity).into_iter().flatten() {
            all.put(&["place of act", self.role_of_event(*number), kind]);
            all.put(&["place of act in", self.block(self.told[*number].act.token), kind]);
        }
    }
}
