//! Figures and misses of the crate `places` alone, on the gold toponyms of `language/places.dev`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use model::{Language, PlaceType, TextIndex};
use places::{Resolved, resolve, toponyms};
use serde_json::Value;

/// Prints the share of gold toponyms put within 161 km, by set, and each miss with its words.
pub(crate) fn run(gold: &Path, with_misses: bool) -> Result<()> {
    let mut tally: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for line in super::unpacked(gold)?.lines() {
        let item: Value = serde_json::from_str(line)?;
        let text = item["text"].as_str().unwrap_or_default();
        let analysis = syntax::analyse(text, Language::EN, &[]);
        let found = toponyms(text, &analysis, places::Lexicon::of(Language::EN));
        let chosen = resolve(text, &found, &places::Context::default());
        let index = TextIndex::new(text);
        for want in item["toponyms"].as_array().into_iter().flatten() {
            let number = |key: &str| want[key].as_u64().unwrap_or_default() as usize;
            let (start, end) = (index.byte(number("start")), index.byte(number("end")));
            let best = found
                .iter()
                .zip(&chosen)
                .filter(|(t, _)| t.start < end && start < t.end)
                .max_by_key(|(t, c)| (t.end.min(end) - t.start.max(start), c.is_some()));
            let right = best.is_some_and(|(_, c)| c.as_ref().is_some_and(|c| is_right(c, want)));
            for set in ["all", item["set"].as_str().unwrap_or_default()] {
                let counts = tally.entry(set.to_owned()).or_default();
                counts[0] += 1;
                counts[1] += usize::from(best.is_some());
                counts[2] += usize::from(right);
            }
            if with_misses && !right {
                let words = &text[index.byte(number("start").saturating_sub(40))..index.byte(number("end") + 40)];
                crate::chore::say(&format!(
                    "{}\t{}\t{}\t{}\t…{}…",
                    item["id"],
                    want["quote"],
                    said(best),
                    wanted(want),
                    words.replace('\n', " ")
                ));
            }
        }
    }
    for (set, [all, spotted, right]) in &tally {
        let share = |n: usize| 100.0 * n as f64 / *all as f64;
        crate::chore::say(&format!(
            "{set}: within 161 km {:.1}, spotted {:.1} of {all}",
            share(*right),
            share(*spotted)
        ));
    }
    Ok(())
}

fn is_right(chosen: &Resolved, want: &Value) -> bool {
    let place = &chosen.place;
    let country = want["country"].as_str().is_some_and(|c| c == place.country && place.kind == PlaceType::Country);
    let region = place.kind == PlaceType::Region
        && want["country_of"] == place.country.as_str()
        && want["regions"]
            .as_array()
            .into_iter()
            .flatten()
            .chain([&want["quote"]])
            .any(|name| place.region.as_deref().map(str::to_lowercase) == name.as_str().map(str::to_lowercase));
    country || region || kilometres(want, place.lat, place.lon) <= 161.0
}

fn kilometres(want: &Value, lat: f64, lon: f64) -> f64 {
    let degree = |key: &str| want[key].as_f64().unwrap_or_default().to_radians();
    let (a, b) = (degree("lat"), lat.to_radians());
    let h =
        ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * ((lon.to_radians() - degree("lon")) / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

fn said(best: Option<(&places::Toponym, &Option<Resolved>)>) -> String {
    match best {
        None => "NOT SPOTTED".to_owned(),
        Some((t, None)) => format!("{} UNRESOLVED", t.name),
        Some((t, Some(c))) => {
            let p = &c.place;
            let path = [p.city.as_deref(), p.region.as_deref(), Some(p.country.as_str())];
            let path: Vec<&str> = path.into_iter().flatten().collect();
            format!("{} = {} ({:.1},{:.1})", t.name, path.join(", "), p.lat, p.lon)
        }
    }
}

fn wanted(want: &Value) -> String {
    let area = ["country", "regions", "country_of"].iter().map(|k| &want[*k]).filter(|v| !v.is_null());
    format!("{},{} {}", want["lat"], want["lon"], area.map(Value::to_string).collect::<Vec<_>>().join(" "))
}
