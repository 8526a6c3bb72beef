//! The project's own chores.

mod gazetteer;

fn main() -> anyhow::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("gazetteer") => gazetteer::make(
            "../shared/score/data/gazetteer".as_ref(),
            "../shared/score/data/language/treebanks".as_ref(),
        ),
        _ => anyhow::bail!("chores: gazetteer"),
    }
}
