//! The words of `languages/<code>/reading.toml`, ready to be compared with lines. Knows nothing of positions: what a
//! line's place in the page means is decided in `furniture`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use model::AsideReason;
use serde::Deserialize;

/// One language's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    common_words: Vec<String>,
    lines: LineLists,
    words: WordLists,
    dates: DateLists,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineLists {
    navigation: Vec<String>,
    teasers: Vec<String>,
    comments: Vec<String>,
    advertisement: Vec<String>,
    signature: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordLists {
    credit: Vec<String>,
    ago: Vec<String>,
    live: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DateLists {
    months: Vec<Vec<String>>,
    published: Vec<String>,
    updated: Vec<String>,
}

/// What a line is by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marker {
    /// The line itself is furniture.
    Line(AsideReason),
    /// The line opens a list of other reports.
    Teasers,
    /// The line opens what readers wrote.
    Comments,
}

/// A line pattern: runs of words that must follow one another, with any words between the runs.
#[derive(Debug)]
struct Pattern {
    runs: Vec<Vec<String>>,
    more_before: bool,
    more_after: bool,
    marker: Marker,
}

/// All languages' words together: a page in one language often has furniture in another.
#[derive(Debug, Default)]
pub(crate) struct Markers {
    /// By the first word of the first run.
    patterns: HashMap<String, Vec<Pattern>>,
    credit: HashSet<String>,
    ago: HashSet<String>,
    live: Vec<String>,
    common: BTreeMap<String, HashSet<String>>,
    months: HashMap<String, i8>,
    published: HashSet<String>,
    updated: HashSet<String>,
}

static BUILT_IN: LazyLock<Markers> = LazyLock::new(|| {
    Markers::from_sheets(&[
        ("en", include_str!("../../../languages/en/reading.toml")),
        ("ru", include_str!("../../../languages/ru/reading.toml")),
    ])
    .expect("the shipped sheets are read in a test")
    .with_months(include_str!("months.toml"))
    .expect("the shipped months are read in a test")
});

/// Longest line, in words, that patterns are compared with.
const LONGEST_LINE: usize = 14;

impl Markers {
    /// The shipped languages.
    pub(crate) fn shipped() -> &'static Markers {
        &BUILT_IN
    }

    /// From the contents of `reading.toml`, each with its language's code.
    pub(crate) fn from_sheets(sheets: &[(&str, &str)]) -> Result<Markers, toml::de::Error> {
        let mut markers = Markers::default();
        for (code, sheet) in sheets {
            let sheet: Sheet = toml::from_str(sheet)?;
            markers.add(code, sheet);
        }
        Ok(markers)
    }

    /// Adds names of months of languages that have no sheet of their own: pages in them are dated, not judged.
    pub(crate) fn with_months(mut self, table: &str) -> Result<Markers, toml::de::Error> {
        let languages: BTreeMap<String, Vec<Vec<String>>> = toml::from_str(table)?;
        for months in languages.values() {
            self.add_months(months);
        }
        Ok(self)
    }

    fn add(&mut self, code: &str, sheet: Sheet) {
        use AsideReason::{Advertisement, Navigation, Signature};
        let LineLists { navigation, teasers, comments, advertisement, signature } = sheet.lines;
        for (list, marker) in [
            (teasers, Marker::Teasers),
            (comments, Marker::Comments),
            (advertisement, Marker::Line(Advertisement)),
            (signature, Marker::Line(Signature)),
            (navigation, Marker::Line(Navigation)),
        ] {
            for line in list {
                self.add_pattern(&line, marker);
            }
        }
        self.common.entry(code.to_owned()).or_default().extend(sheet.common_words);
        self.credit.extend(sheet.words.credit);
        self.ago.extend(sheet.words.ago);
        self.live.extend(sheet.words.live);
        self.add_months(&sheet.dates.months);
        self.published.extend(sheet.dates.published);
        self.updated.extend(sheet.dates.updated);
    }

    fn add_months(&mut self, months: &[Vec<String>]) {
        for (month, names) in (1i8..).zip(months) {
            for name in names {
                self.months.entry(name.clone()).or_insert(month);
            }
        }
    }

    fn add_pattern(&mut self, line: &str, marker: Marker) {
        let runs: Vec<Vec<String>> = line.split('*').map(words).filter(|run| !run.is_empty()).collect();
        let Some(first) = runs.first().and_then(|run| run.first()).cloned() else { return };
        let (more_before, more_after) = (line.starts_with('*'), line.ends_with('*'));
        self.patterns.entry(first).or_default().push(Pattern { runs, more_before, more_after, marker });
    }

    /// What a line is by its words (as [`words`] gives them); `None` for a line of the report, as far as words tell.
    pub(crate) fn line(&self, words: &[String]) -> Option<Marker> {
        if words.len() > LONGEST_LINE {
            return None;
        }
        words.iter().enumerate().find_map(|(at, word)| {
            let candidates = self.patterns.get(word)?.iter();
            candidates.filter(|p| at == 0 || p.more_before).find_map(|p| p.fits(&words[at..]))
        })
    }

    /// Whether a word is one that names a picture's maker.
    pub(crate) fn is_credit(&self, word: &str) -> bool {
        self.credit.contains(word)
    }

    /// Whether words are a relative date such as "3 years ago".
    pub(crate) fn is_ago(&self, words: &[String]) -> bool {
        words.len() <= 4 && words.last().is_some_and(|word| self.ago.contains(word))
    }

    /// Whether a paragraph's words announce live updates.
    pub(crate) fn announces_live(&self, words: &[String]) -> bool {
        let line = format!(" {} ", words.join(" "));
        self.live.iter().any(|live| line.contains(&format!(" {live} ")))
    }

    /// The languages, each with how many of the words are common ones in it.
    pub(crate) fn common_counts<'m>(&'m self, words: &'m [String]) -> impl Iterator<Item = (&'m str, usize)> {
        self.common.iter().map(|(code, common)| (code.as_str(), words.iter().filter(|w| common.contains(*w)).count()))
    }

    /// The month that a word in lower case names, from 1 to 12.
    pub(crate) fn month(&self, word: &str) -> Option<i8> {
        self.months.get(word).copied()
    }

    /// Whether words stand before the day of publication.
    pub(crate) fn is_published(&self, words: &str) -> bool {
        self.published.contains(words)
    }

    /// Whether words stand before the day of a later change.
    pub(crate) fn is_updated(&self, words: &str) -> bool {
        self.updated.contains(words)
    }
}

impl Pattern {
    /// What a line is whose words have the runs in their order, the first at the start. A heading of a list with more
    /// words in its line is the list itself ("See also: …").
    fn fits(&self, words: &[String]) -> Option<Marker> {
        let mut rest = words;
        for (index, run) in self.runs.iter().enumerate() {
            let at = rest.windows(run.len()).position(|window| window == run)?;
            if index == 0 && at > 0 {
                return None;
            }
            rest = &rest[at + run.len()..];
        }
        match (rest.is_empty(), self.more_after, self.marker) {
            (false, false, _) => None,
            (false, true, Marker::Teasers) => Some(Marker::Line(AsideReason::Teaser)),
            (false, true, Marker::Comments) => Some(Marker::Line(AsideReason::Comment)),
            (_, _, marker) => Some(marker),
        }
    }
}

/// The words of a line in lower case, "ё" as "е", digits as "#"; everything else between them is left out.
pub(crate) fn words(line: &str) -> Vec<String> {
    line.split(|c: char| !c.is_alphanumeric() && c != '#').filter(|w| !w.is_empty()).map(word).collect()
}

fn word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'ё' => folded.push('е'),
            c if c.is_ascii_digit() || c == '#' => {
                if !folded.ends_with('#') {
                    folded.push('#');
                }
            }
            c => folded.push(c),
        }
    }
    folded
}
