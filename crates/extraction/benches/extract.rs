//! How many reports a second extraction reads, on one core and on two; how its time grows with the length of a text;
//! how long the first report waits for the tables and models.
//!
//! `cargo bench -p khronika-extraction`. Reports have 970 words, which is the mean of HRDsAttack.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use khronika_extraction as extraction;
use khronika_extraction::Options;
use model::{Language, Report, Version};

fn main() {
    divan::main();
}

const EN: &str = "Masked men broke into the office of the Lantern Archive in Tartu on the evening of 3 May 2019 and smashed \
computers with hammers, its director Maarja Oras said. Police were called twice but did not come. \"We will go on,\" Oras \
told reporters. Two members of staff were taken to hospital. The same office was set on fire in November 2018.\n\n";
const RU: &str = "Вечером 3 мая 2019 года люди в масках ворвались в офис организации «Ночной архив» в Самаре и разбили \
компьютеры молотками, рассказала её директор Мария Орлова. Полицию вызывали дважды, но она не приехала. «Мы продолжим \
работу», — сказала Орлова. Двух сотрудников доставили в больницу. Тот же офис подожгли в ноябре 2018 года.\n\n";

/// Words of a report.
const WORDS: usize = 970;
/// Reports of a batch.
const BATCH: usize = 20;

fn report(text: String, language: Language) -> Report {
    Report {
        khronika: Version::default(),
        id: "r-0000000000000000".into(),
        title: None,
        lang: Some(language),
        published: None,
        authors: Vec::new(),
        source: None,
        original: None,
        text,
        blocks: Vec::new(),
        set_aside: Vec::new(),
        doubts: Vec::new(),
    }
}

/// A text of so many words, made of a paragraph again and again.
fn words(paragraph: &str, count: usize) -> String {
    let whole = paragraph.repeat(count / paragraph.split_whitespace().count() + 1);
    let end =
        whole.split_whitespace().nth(count).map_or(whole.len(), |word| word.as_ptr().addr() - whole.as_ptr().addr());
    whole[..end].to_owned()
}

fn paragraph(language: Language) -> &'static str {
    if language == Language::RU { RU } else { EN }
}

/// Items a second are reports a second.
#[divan::bench(args = [(Language::EN, 1), (Language::EN, 2), (Language::RU, 1), (Language::RU, 2)])]
fn reports(bencher: Bencher, (language, cores): (Language, usize)) {
    let report = report(words(paragraph(language), WORDS), language);
    extraction::extract(report.clone(), &Options::default());
    bencher.counter(ItemsCount::new(BATCH)).bench(|| {
        std::thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(|| {
                    for _ in 0..BATCH / cores {
                        divan::black_box(extraction::extract(report.clone(), &Options::default()));
                    }
                });
            }
        });
    });
}

/// Bytes a second stay the same where time is linear in the length.
#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000], sample_count = 5)]
fn bytes_of_english(bencher: Bencher, bytes: usize) {
    linear(bencher, Language::EN, bytes);
}

/// The same in Russian, whose letters are two bytes.
#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000], sample_count = 5)]
fn bytes_of_russian(bencher: Bencher, bytes: usize) {
    linear(bencher, Language::RU, bytes);
}

fn linear(bencher: Bencher, language: Language, bytes: usize) {
    let paragraph = paragraph(language);
    let mut text = paragraph.repeat(bytes / paragraph.len() + 1);
    text.truncate((0..=bytes).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0));
    let report = report(text, language);
    bencher.counter(BytesCount::new(bytes)).bench(|| extraction::extract(report.clone(), &Options::default()));
}

/// Everything that is read before the first report of a language: once in a process, so one sample tells it.
#[divan::bench(args = [Language::EN, Language::RU], sample_count = 1, sample_size = 1)]
fn a_first_report(bencher: Bencher, language: Language) {
    let report = report(paragraph(language).to_owned(), language);
    bencher.bench(|| extraction::extract(report.clone(), &Options::default()));
}
