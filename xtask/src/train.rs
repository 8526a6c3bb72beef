//! `train syntax`: makes the files of `crates/syntax/models` from treebanks and a dictionary.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use sha2::{Digest, Sha256};
use syntax::train::{
    DictionarySource, Figures, Job, Made, Scheme, Source, compile_dictionary, learn_lemmas, learn_parser, learn_tagger,
    measure,
};

use crate::chore::say;

/// Where the order of sentences comes from.
const SEED: u64 = 1;
/// The file that says what the models were made from.
const SUMS: &str = "sums.txt";

struct Language {
    code: &'static str,
    has_dictionary: bool,
    /// Treebank, scheme, times a round.
    train: &'static [(&'static str, Scheme, usize)],
    dev: &'static [&'static str],
    tagger_weights: usize,
    parser_weights: usize,
    /// The lead after a part of the features that makes a step of the parser clear, in weights of its file; 0 where none
    /// does.
    clear_lead: u32,
}

const LANGUAGES: [Language; 2] = [
    Language {
        code: "en",
        has_dictionary: false,
        train: &[("en_ewt.train", Scheme::Universal, 1), ("en_gum.train", Scheme::Universal, 1)],
        dev: &["en_ewt.dev", "en_gum.dev"],
        tagger_weights: 900_000,
        parser_weights: 1_600_000,
        clear_lead: 500,
    },
    Language {
        code: "ru",
        has_dictionary: true,
        train: &[
            ("ru_opencorpora.train", Scheme::OpenCorpora, 1),
            ("ru_taiga.train", Scheme::Universal, 3),
            ("ru_pud.train", Scheme::Universal, 3),
            ("ru_taiga_news.train", Scheme::Universal, 3),
        ],
        dev: &["ru_taiga.dev", "ru_gsd.dev"],
        tagger_weights: 1_500_000,
        parser_weights: 1_600_000,
        clear_lead: 0,
    },
];

/// Hashes of what was read and made, by name.
#[derive(Default)]
struct Sums(BTreeMap<String, String>);

impl Sums {
    fn add(&mut self, kind: &str, name: &str, bytes: &[u8]) {
        let hex: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        self.0.insert(format!("{kind} {name}"), hex);
    }

    fn text(&self) -> String {
        let head =
            "# Made by `cargo xtask train syntax`: SHA-256 of what the models were made from, and of the models.\n";
        self.0.iter().fold(head.to_owned(), |text, (name, hex)| text + &format!("{hex} {name}\n"))
    }
}

/// Makes the models, or, with `check`, says whether the files are what would be made from the same inputs.
///
/// The dictionary is compiled from the folder `data` of the unpacked package pymorphy3-dicts-ru where that folder
/// is named; else the one that is there is used.
pub(crate) fn syntax(data: &Path, models: &Path, dictionary: Option<&Path>, check: bool) -> anyhow::Result<()> {
    let mut sums = Sums::default();
    let mut made: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    if let Some(folder) = dictionary {
        made.insert("ru.words.bin".into(), words(folder, &mut sums)?);
    } else {
        let old = std::fs::read_to_string(models.join(SUMS)).unwrap_or_default();
        let lines = old.lines().filter_map(|l| l.split_once(' ')).filter(|(_, n)| n.starts_with("input dictionary/"));
        sums.0.extend(lines.map(|(hex, name)| (name.to_owned(), hex.to_owned())));
        made.insert("ru.words.bin".into(), std::fs::read(models.join("ru.words.bin"))?);
    }
    for language in &LANGUAGES {
        train(language, data, &mut made, &mut sums)?;
    }
    for (name, bytes) in &made {
        sums.add("model", name, bytes);
    }
    if check {
        let same = std::fs::read_to_string(models.join(SUMS))? == sums.text();
        anyhow::ensure!(same, "the models are not what `cargo xtask train syntax` makes from these inputs");
        return Ok(());
    }
    for (name, bytes) in &made {
        std::fs::write(models.join(name), bytes).with_context(|| name.clone())?;
    }
    std::fs::write(models.join(SUMS), sums.text())?;
    Ok(())
}

/// Compiles the dictionary.
fn words(folder: &Path, sums: &mut Sums) -> anyhow::Result<Vec<u8>> {
    let mut read = |name: &str| -> anyhow::Result<Vec<u8>> {
        let bytes = std::fs::read(folder.join(name)).with_context(|| folder.join(name).display().to_string())?;
        sums.add("input", &format!("dictionary/{name}"), &bytes);
        Ok(bytes)
    };
    let (words, paradigms) = (read("words.dawg")?, read("paradigms.array")?);
    let (suffixes, tags) = (read("suffixes.json")?, read("gramtab-opencorpora-int.json")?);
    let source = DictionarySource { words: &words, paradigms: &paradigms, suffixes: &suffixes, tags: &tags };
    Ok(compile_dictionary(source)?)
}

/// Makes the files of one language and measures them.
fn train(
    language: &Language,
    data: &Path,
    made: &mut BTreeMap<String, Vec<u8>>,
    sums: &mut Sums,
) -> anyhow::Result<()> {
    let code = language.code;
    let mut texts = Vec::new();
    for (name, ..) in language.train {
        let file = format!("{name}.conllu.xz");
        let text = unpacked(&data.join(&file))?;
        sums.add("input", &format!("{name}.conllu"), text.as_bytes());
        texts.push(text);
    }
    let sources: Vec<Source<'_>> = language
        .train
        .iter()
        .zip(&texts)
        .map(|((_, scheme, times), text)| Source { text, scheme: *scheme, times: *times })
        .collect();
    let words: Option<&'static [u8]> = language.has_dictionary.then(|| &*made["ru.words.bin"].clone().leak());
    let job = |most_weights: usize| Job { sources: &sources, dictionary: words, seed: SEED, most_weights };
    let lemmas: &'static [u8] = learn_lemmas(&job(0)).leak();
    say(&format!("{code}: basic forms, {} bytes", lemmas.len()));
    let tagger: &'static [u8] = learn_tagger(&job(language.tagger_weights)).leak();
    say(&format!("{code}: tagger, {} bytes", tagger.len()));
    let parser: &'static [u8] = learn_parser(&job(language.parser_weights), lemmas, language.clear_lead).leak();
    say(&format!("{code}: parser, {} bytes", parser.len()));
    for name in language.dev {
        let text = unpacked(&data.join(format!("{name}.conllu.xz")))?;
        let Figures { upos, form, lemma, head, relation } = measure(Made { words, tagger, lemmas, parser }, &text);
        say(&format!("{name}: upos {upos}, form {form}, lemma {lemma}, head {head}, head and relation {relation}"));
    }
    for (what, bytes) in [("lemmas", lemmas), ("tagger", tagger), ("parser", parser)] {
        made.insert(format!("{code}.{what}.bin"), bytes.to_vec());
    }
    Ok(())
}

fn unpacked(path: &Path) -> anyhow::Result<String> {
    let packed = std::fs::read(path).with_context(|| path.display().to_string())?;
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}
