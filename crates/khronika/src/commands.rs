//! One module a command: which step runs on what, and what its result is.

pub(crate) mod corroborate;
pub(crate) mod dossier;
pub(crate) mod extract;
pub(crate) mod manual;
pub(crate) mod read;
