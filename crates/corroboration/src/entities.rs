//! Whom and what an event names: the entities of its reports that are one, under one identifier.

use std::collections::{BTreeMap, BTreeSet};

use model::*;

use crate::hash::plain;
use crate::profile::{Spot, entity_keys};
use crate::spellings::{shared_surnames, tell_apart};

/// The entities of an event, and which of them each entity of a report is.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) entities: Vec<EventEntity>,
    of: BTreeMap<(usize, EntityId), usize>,
}

/// A kind of thing that can only be one with its like.
fn class(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Group | EntityKind::Organisation | EntityKind::Authority | EntityKind::Publication => 1,
        EntityKind::Place => 2,
        EntityKind::Object => 3,
    }
}

impl Cast {
    /// Puts the mentioned entities together, in the order in which they are first named.
    pub(crate) fn of(reports: &[&Extracted], named: &[(usize, EntityId)]) -> Self {
        let mut cast = Cast::default();
        let mut by_key: BTreeMap<(u8, u64), usize> = BTreeMap::new();
        let shared = shared_surnames(reports, named.iter().map(|(report, _)| *report));
        for (report, id) in named {
            let Some(entity) = reports[*report].entities.iter().find(|e| e.id == *id) else { continue };
            if cast.of.contains_key(&(*report, id.clone())) {
                continue;
            }
            let mut keys = keys(entity);
            if entity.kind == EntityKind::Person {
                tell_apart(&mut keys, &shared);
            }
            let known = keys.iter().find_map(|k| by_key.get(&(class(entity.kind), *k))).copied();
            let at = known.unwrap_or(cast.entities.len());
            if known.is_none() {
                let id = EntityId(format!("n{}", at + 1));
                let (kind, name) = (entity.kind, entity.name.clone());
                cast.entities.push(EventEntity { id, kind, name, aliases: Vec::new(), of: Vec::new() });
            }
            for key in keys {
                by_key.entry((class(entity.kind), key)).or_insert(at);
            }
            cast.of.insert((*report, id.clone()), at);
            add(
                &mut cast.entities[at],
                entity,
                EntityOf { report: reports[*report].report.id.clone(), entity: id.clone() },
            );
        }
        let mut of_entity: Vec<Vec<&Entity>> = vec![Vec::new(); cast.entities.len()];
        for ((report, id), at) in &cast.of {
            of_entity[*at].extend(reports[*report].entities.iter().find(|e| e.id == *id));
        }
        for (entity, named) in cast.entities.iter_mut().zip(&of_entity) {
            call(entity, named);
        }
        cast
    }

    /// The event's entity that an entity of a report is.
    pub(crate) fn get(&self, report: usize, id: &EntityId) -> Option<&EventEntity> {
        self.of.get(&(report, id.clone())).map(|at| &self.entities[*at])
    }
}

/// The keys of an entity, a place also by where it lies.
fn keys(entity: &Entity) -> Vec<u64> {
    let mut keys = entity_keys(entity);
    if let Some(place) = &entity.place {
        let spot = Spot::of(&Where {
            country: Some(place.country.clone()),
            region: place.region.clone(),
            city: place.city.clone(),
            ..Where::default()
        });
        let text = |n: Option<u64>| n.unwrap_or_default();
        keys = vec![
            crate::hash::Hash::new().number(text(spot.country)).number(text(spot.region)).number(text(spot.city)).end(),
        ];
    }
    keys
}

/// Adds an entity of a report with all its names.
fn add(to: &mut EventEntity, entity: &Entity, of: EntityOf) {
    to.of.push(of);
    for name in [&entity.name].into_iter().chain(&entity.aliases) {
        if *name != to.name && !to.aliases.contains(name) {
            to.aliases.push(name.clone());
        }
    }
}

/// Calls an entity by its fullest name: of a person the longest; of others the longest of those whose words most
/// reports have, so that "office of" one report is no part of the name.
fn call(to: &mut EventEntity, named: &[&Entity]) {
    let words = |name: &str| plain(name).split(' ').map(str::to_owned).collect::<BTreeSet<String>>();
    let of_report: Vec<BTreeSet<String>> = named
        .iter()
        .take(FEW)
        .map(|e| [&e.name].into_iter().chain(&e.aliases).flat_map(|n| words(n)).collect())
        .collect();
    let support = |name: &str| {
        let words = words(name);
        let full = to.kind == EntityKind::Person || words.len() < 2;
        if full { usize::from(words.len() > 1) } else { of_report.iter().filter(|r| words.is_subset(r)).count() }
    };
    let key = |name: &str| (support(name), name.chars().count(), std::cmp::Reverse(name.to_owned()));
    let Some(best) = named.iter().take(FEW).map(|e| &e.name).max_by_key(|n| key(n)).cloned() else { return };
    if best != to.name {
        let other = std::mem::replace(&mut to.name, best);
        to.aliases.retain(|a| *a != to.name);
        to.aliases.insert(0, other);
    }
}

/// Entities of reports that are asked for the name of one.
const FEW: usize = 64;

/// Points a value at the entities of the event, under the names that they have there.
pub(crate) fn localise(value: &mut Value, report: usize, cast: &Cast) {
    let point = |id: &mut Option<EntityId>, name: Option<&mut Option<String>>| {
        let Some(old) = id.take() else { return };
        if let Some(entity) = cast.get(report, &old) {
            *id = Some(entity.id.clone());
            if let Some(name) = name {
                *name = Some(entity.name.clone());
            }
        }
    };
    match value {
        Value::Where(v) => point(&mut v.entity, None),
        Value::Victim(v) => point(&mut v.entity, Some(&mut v.name)),
        Value::Perpetrator(v) => point(&mut v.entity, Some(&mut v.name)),
        Value::Target(v) => point(&mut v.owner, Some(&mut v.owner_name)),
        Value::Outcome(v) => point(&mut v.entity, Some(&mut v.name)),
        Value::Alerted(v) => point(&mut v.entity, Some(&mut v.name)),
        Value::Response(v) => point(&mut v.entity, Some(&mut v.name)),
        Value::Demand(v) => {
            point(&mut v.to, Some(&mut v.to_name));
            point(&mut v.by, Some(&mut v.by_name));
        }
        Value::When(v) => v.time = None,
        _ => {}
    }
}
