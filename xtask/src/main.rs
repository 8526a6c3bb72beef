//! The project's own chores.

mod gazetteer;
mod train_names;

fn main() -> anyhow::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("gazetteer") => gazetteer::make(
            "../shared/score/data/gazetteer".as_ref(),
            "target/gazetteer/rg_cities1000.csv".as_ref(),
            "../shared/score/data/language/treebanks".as_ref(),
        ),
        Some("places") => gazetteer::score::run(
            "../shared/score/data/language/places.dev.jsonl.xz".as_ref(),
            std::env::args().any(|argument| argument == "--misses"),
        ),
        Some("train") if std::env::args().nth(2).as_deref() == Some("names") => train_names::run(
            "../shared/score/data/language".as_ref(),
            "crates/names/models".as_ref(),
            std::env::args().any(|argument| argument == "--check"),
        ),
        _ => anyhow::bail!("chores: train names [--check], gazetteer, places [--misses]"),
    }
}
