//! Corroboration from the outside: hand-made reports in, events out.

mod example;
mod groups;
mod laws;
mod links;
mod made;
mod statuses;
