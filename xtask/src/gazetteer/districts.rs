//! Districts (counties, provinces below a region) from a table that names the district of each city. The table
//! has no codes: its cities are found again by where they lie.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use places::fold;
use places::format::Listed;

use super::{Maker, Place};

/// What a table writes around a name.
const BEFORE: [&str; 21] = [
    "Province of ",
    "Provincia di ",
    "Provincia de ",
    "Provincia da ",
    "Provincia do ",
    "Provincia del ",
    "Provincia ",
    "Departement de la ",
    "Departement de l'",
    "Departement des ",
    "Departement du ",
    "Departement de ",
    "Departement d'",
    "Borough of ",
    "County of ",
    "Kabupaten ",
    "Regierungsbezirk ",
    "Prefecture of ",
    "Landkreis ",
    "Bezirk ",
    "City of ",
];
const AFTER: [&str; 8] =
    [" District", " Rayon", " Raion", " Shi", " Audany", " Ilcesi", " municipality", " Prefecture"];

#[derive(Default)]
struct District {
    sum: [f64; 2],
    cities: u32,
    population: u32,
    regions: BTreeMap<String, u32>,
    has_city_of_its_name: bool,
    /// GeoNames ids of its cities.
    members: Vec<String>,
}

/// Adds the districts of the table at `path`.
pub(super) fn add(maker: &mut Maker, path: &Path, cities: &[HashMap<String, String>]) -> Result<()> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("cannot read {} (docs/DATA.md says where it is from)", path.display()))?;
    let at = |country: &str, lat: f64, lon: f64| {
        (country.to_owned(), (lat * 1e3).round() as i64, (lon * 1e3).round() as i64)
    };
    let mut known = HashMap::new();
    for city in cities {
        known.insert(at(&city["country"], city["lat"].parse()?, city["lon"].parse()?), city);
    }
    let mut districts: BTreeMap<(String, String, String), District> = BTreeMap::new();
    for line in text.lines().skip(1).filter(|line| !line.contains('"')) {
        let cells: Vec<&str> = line.split(',').collect();
        let [lat, lon, name, admin1, admin2, country] = cells[..] else { continue };
        if admin2.is_empty() {
            continue;
        }
        let (lat, lon): (f64, f64) = (lat.parse()?, lon.parse()?);
        let district = districts.entry((country.to_owned(), admin1.to_owned(), admin2.to_owned())).or_default();
        district.sum[0] += lat;
        district.sum[1] += lon;
        district.cities += 1;
        district.has_city_of_its_name |= fold(name) == fold(bare(admin2));
        if let Some(city) = known.get(&at(country, lat, lon)) {
            district.population += city["population"].parse().unwrap_or(0);
            *district.regions.entry(city["admin1"].clone()).or_default() += 1;
            district.members.push(city["geonameid"].clone());
        }
    }
    for ((country, _, admin2), district) in districts {
        let region = district.regions.iter().max_by_key(|(_, cities)| **cities).map(|(code, _)| code.clone());
        let Some(region) = region.and_then(|code| maker.regions.get(&(country.clone(), code)).copied()) else {
            continue;
        };
        // A district that only repeats its town or its region says nothing more.
        if (district.has_city_of_its_name && bare(&admin2) == admin2)
            || fold(bare(&admin2)) == fold(&maker.places[region].name_en)
        {
            continue;
        }
        let place = maker.places.len();
        maker.district_of.extend(district.members.into_iter().map(|city| (city, place)));
        maker.name(&admin2, place, 0);
        maker.name(bare(&admin2), place, if district.has_city_of_its_name { Listed::ALTERNATE } else { 0 });
        let cities = f64::from(district.cities);
        let name_en = BEFORE.iter().find_map(|before| admin2.strip_prefix(before)).unwrap_or(&admin2).to_owned();
        maker.places.push(Place {
            lat: district.sum[0] / cities,
            lon: district.sum[1] / cities,
            population: district.population,
            name_en,
            name_ru: None,
            country: maker.places[region].country,
            other: region as u16,
            kind: 3,
        });
    }
    Ok(())
}

/// A name without the words for its kind.
fn bare(name: &str) -> &str {
    let name = BEFORE.iter().find_map(|before| name.strip_prefix(before)).unwrap_or(name);
    AFTER.iter().find_map(|after| name.strip_suffix(after)).unwrap_or(name)
}
