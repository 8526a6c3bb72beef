//! Corroboration from the outside: hand-made reports in, events out.

mod example;
mod laws;
mod links;
mod made;
mod statuses;
