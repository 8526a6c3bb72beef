//! How long extraction takes for a report of a few pages, and how that grows with its length.

use divan::Bencher;
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

fn report(text: &str, times: usize, language: Language) -> Report {
    Report {
        khronika: Version::default(),
        id: "r-0000000000000000".into(),
        title: None,
        lang: Some(language),
        published: None,
        authors: Vec::new(),
        source: None,
        original: None,
        text: text.repeat(times),
        blocks: Vec::new(),
        set_aside: Vec::new(),
        doubts: Vec::new(),
    }
}

#[divan::bench(args = [1, 10, 100])]
fn english(bencher: Bencher, times: usize) {
    let report = report(EN, times, Language::EN);
    bencher.bench(|| extraction::extract(report.clone(), &Options::default()));
}

#[divan::bench(args = [1, 10, 100])]
fn russian(bencher: Bencher, times: usize) {
    let report = report(RU, times, Language::RU);
    bencher.bench(|| extraction::extract(report.clone(), &Options::default()));
}
