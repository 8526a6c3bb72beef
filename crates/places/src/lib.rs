//! Places: a gazetteer shipped as data, the words of a text that may name a place, and one choice for the whole
//! document.
//!
//! It knows words and sentences (`syntax`), and no other names, no acts and no other reports. The data are read in
//! place, so that nothing is parsed at the start but the short files in `languages/`. All offsets are bytes.

mod fold;
pub mod format;
mod gazetteer;
mod lexicon;
mod resolve;
mod toponyms;

pub use fold::fold;
pub use gazetteer::{Candidate, city_state, countries, country, country_name, regions};
pub use lexicon::{Lexicon, place_of};
pub use resolve::{Context, Resolved, resolve};
pub use toponyms::{Toponym, lookup, toponyms};

/// The key under which the gazetteer keeps a code (ISO 3166-1 or 3166-2); no folded name begins like it.
pub fn code_key(code: &str) -> String {
    format!("\u{1}{code}")
}
