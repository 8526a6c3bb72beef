//! Tells the report's own pieces from what stands around them, by structure first: short, without a full stop,
//! repeated, cut off, in another language, at the head or the tail; words of `reading.toml` second. A piece that is
//! long and whole and in the report's language is never set aside but as a repetition or inside a list of teasers.

use std::collections::{HashMap, HashSet};

use model::{AsideReason, Language};

use crate::dates::{self, Order};
use crate::limits::LINE;
use crate::markers::{Marker, Markers};
use crate::piece::Piece;
use crate::tongue::{self, Script};
use crate::view::{self, View};

/// What was learnt while judging.
pub(crate) struct Judged {
    pub(crate) lang: Option<Language>,
    /// The piece that is the title.
    pub(crate) title: Option<usize>,
    pub(crate) views: Vec<View>,
}

/// Judges the pieces of a text that has no mark-up.
pub(crate) fn judge(pieces: &mut [Piece], known_title: Option<&str>, markers: &Markers) -> Judged {
    let views = view::views(pieces, markers);
    let lang = main_language(pieces, &views);
    set_other_languages(pieces, &views, lang);
    set_repeated(pieces, &views);
    set_lines(pieces, &views, markers);
    set_sections(pieces, &views);
    set_dated_teasers(pieces, &views, markers);
    let title = title(pieces, &views, known_title, markers);
    set_before_title(pieces, &views, title, markers);
    set_runs_of_buttons(pieces, &views);
    Judged { lang, title, views }
}

/// Judges the pieces of a page whose mark-up has already told what is the report's own: repetitions, lines of buttons
/// and lists of teasers inside it are left. Gives the language.
pub(crate) fn judge_page(pieces: &mut [Piece], markers: &Markers) -> Option<Language> {
    let views: Vec<View> = pieces.iter().map(|piece| View::new(&piece.text, markers)).collect();
    set_other_scripts(pieces);
    set_repeated(pieces, &views);
    set_lines(pieces, &views, markers);
    set_page_sections(pieces, &views);
    let mut prose = String::new();
    for (piece, view) in pieces.iter().zip(&views).filter(|(piece, _)| piece.aside.is_none()) {
        if view.is_prose() && prose.len() < ENOUGH_PROSE {
            prose.push_str(&piece.text);
            prose.push(' ');
        }
    }
    tongue::language(&prose, markers)
}

/// Bytes of prose that tell the language of a page.
const ENOUGH_PROSE: usize = 5_000;

/// Paragraphs in another alphabet than most of the text.
fn set_other_scripts(pieces: &mut [Piece]) {
    let mut letters = [0usize; 3];
    let own: Vec<(usize, Script)> = (0..pieces.len())
        .filter(|at| pieces[*at].aside.is_none())
        .filter_map(|at| tongue::script(&pieces[at].text).map(|script| (at, script)))
        .collect();
    for (at, script) in &own {
        letters[*script as usize] += pieces[*at].text.len();
    }
    let most = letters.iter().max().copied().unwrap_or(0);
    for (at, script) in own {
        if letters[script as usize] * 4 < most {
            pieces[at].aside = Some(AsideReason::OtherLanguage);
        }
    }
}

/// Lists of other reports and of comments inside the report's part of a page, each opened by its heading; they end
/// where the report's own sentences go on.
fn set_page_sections(pieces: &mut [Piece], views: &[View]) {
    let mut reason = None;
    let mut left: usize = own_weight(pieces, views);
    let mut seen = 0;
    for at in 0..pieces.len() {
        if pieces[at].aside.is_some() {
            continue;
        }
        let view = &views[at];
        let opened = match view.marker {
            Some(Marker::Teasers) => Some(AsideReason::Teaser),
            Some(Marker::Comments) => Some(AsideReason::Comment),
            _ => None,
        };
        if opened.is_some() && (!view.sentence || view.count <= 6) {
            reason = opened;
        } else if view.is_prose() {
            // After a heading at the very end all is the list's.
            if left * 5 > seen || reason.is_none() {
                reason = None;
            }
            seen += pieces[at].text.len();
            left -= pieces[at].text.len();
        }
        if let Some(reason) = reason {
            pieces[at].aside = Some(reason);
        }
    }
}

/// Bytes of the report's own sentences.
fn own_weight(pieces: &[Piece], views: &[View]) -> usize {
    pieces.iter().zip(views).filter(|(p, v)| p.aside.is_none() && v.is_prose()).map(|(p, _)| p.text.len()).sum()
}

/// The language of most of the text that stands in whole sentences.
pub(crate) fn main_language(pieces: &[Piece], views: &[View]) -> Option<Language> {
    let most = |wanted: &dyn Fn(&View) -> bool| {
        let mut weights: Vec<(Language, usize)> = Vec::new();
        for (piece, view) in pieces.iter().zip(views).filter(|(piece, view)| piece.aside.is_none() && wanted(view)) {
            let Some(lang) = view.lang else { continue };
            match weights.iter_mut().find(|(known, _)| *known == lang) {
                Some((_, weight)) => *weight += piece.text.len(),
                None => weights.push((lang, piece.text.len())),
            }
        }
        // The first of equals: the order of the text decides.
        weights.iter().rev().max_by_key(|(_, weight)| *weight).map(|(lang, _)| *lang)
    };
    most(&|view| view.is_prose()).or_else(|| most(&|_| true))
}

fn set_other_languages(pieces: &mut [Piece], views: &[View], lang: Option<Language>) {
    for (piece, view) in pieces.iter_mut().zip(views) {
        if let (Some(main), Some(own), None) = (lang, view.lang, piece.aside)
            && main != own
        {
            piece.aside = Some(AsideReason::OtherLanguage);
        }
    }
}

/// Sets aside all copies of a piece but one: the first, or the one that is a paragraph where the first is an item.
fn set_repeated(pieces: &mut [Piece], views: &[View]) {
    let mut kept: HashMap<u64, usize> = HashMap::new();
    for at in 0..pieces.len() {
        let view = &views[at];
        let answer = view.count < 3 && view.sentence;
        if pieces[at].aside.is_some() || !view.letters || answer {
            continue;
        }
        match kept.get(&view.key).copied() {
            Some(first) if is_item(&pieces[first].text) && !is_item(&pieces[at].text) => {
                pieces[first].aside = Some(AsideReason::Repeated);
                kept.insert(view.key, at);
            }
            Some(_) => pieces[at].aside = Some(AsideReason::Repeated),
            None => {
                kept.insert(view.key, at);
            }
        }
    }
}

/// Whether a line opens as an item of a list does.
pub(crate) fn is_item(text: &str) -> bool {
    text.starts_with(['•', '●', '▪', '■', '◦', '‣', '·', '*', '-', '–', '—'])
}

/// Lines that are furniture by their own words, or because they have no letters.
fn set_lines(pieces: &mut [Piece], views: &[View], markers: &Markers) {
    for (piece, view) in pieces.iter_mut().zip(views).filter(|(piece, _)| piece.aside.is_none()) {
        piece.aside = line_reason(&piece.text, view, markers);
    }
}

fn line_reason(text: &str, view: &View, markers: &Markers) -> Option<AsideReason> {
    use AsideReason::{Advertisement, Navigation, Signature};
    if text.len() > LINE {
        return (!view.letters).then_some(Navigation);
    }
    match view.marker {
        Some(Marker::Line(Advertisement)) if view.count <= 12 => Some(Advertisement),
        Some(Marker::Line(Signature)) if !view.is_prose() || is_labelled(text) => Some(Signature),
        Some(Marker::Line(reason)) if !view.sentence && view.count <= 12 => Some(reason),
        _ if is_credit(text, view, markers) => Some(Signature),
        _ if view.count <= 12 && (text.contains("{{") || is_bare_link(text, view)) => Some(Navigation),
        _ if is_machine_stamp(text) => Some(Navigation),
        _ if !view.letters && !is_time_or_day(text, markers) => Some(Navigation),
        _ => None,
    }
}

/// Whether the first word of a line is a label for the rest: "Photo: …", "FILE - …".
fn is_labelled(text: &str) -> bool {
    let after = text.trim_start_matches(|c: char| c.is_alphanumeric()).trim_start();
    after.len() < text.len() && after.starts_with([':', '-', '–', '—'])
}

/// Whether a line is an address and a few words that lead to it.
fn is_bare_link(text: &str, view: &View) -> bool {
    let link = text
        .split(' ')
        .any(|word| word.contains("://") || word.starts_with("pic.twitter.com") || word.starts_with("www."));
    link && !view.sentence && text.split(' ').count() <= 8
}

/// Whether a line is mostly the digits of a machine's time stamps.
fn is_machine_stamp(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.len() < 200 && digits > 16 && digits > 3 * letters
}

/// Whether a piece without letters says when.
fn is_time_or_day(text: &str, markers: &Markers) -> bool {
    text.contains(':') || has_day(text, markers)
}

fn has_day(text: &str, markers: &Markers) -> bool {
    text.len() <= LINE && dates::days(text, markers, Order::DayFirst).next().is_some()
}

/// Words of a caption before its credit, and of the credit itself, at most.
const CAPTION_WORDS: usize = 14;
const CREDIT_WORDS: usize = 6;

/// A caption that names who made the picture: "… Photo: a name", "… © a name", "a name / an agency", "(a name)".
fn is_credit(text: &str, view: &View, markers: &Markers) -> bool {
    if view.words.is_empty() || view.count > CAPTION_WORDS * 2 {
        return false;
    }
    let count = |text: &str| text.split_whitespace().count();
    if let Some((before, after)) = text.rsplit_once('©') {
        return count(after) <= CREDIT_WORDS && count(before) <= CAPTION_WORDS * 2;
    }
    let ends = [text.rsplit_once(": "), text.rsplit_once(':')];
    let labelled = ends.into_iter().flatten().any(|(before, after)| {
        let label = before.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty());
        count(after) <= CREDIT_WORDS
            && count(before) <= CAPTION_WORDS
            && label.is_some_and(|label| markers.is_credit(&label.to_lowercase()))
    });
    let last =
        text.rsplit_once(". ").filter(|(before, last)| count(before) <= CAPTION_WORDS && count(last) <= CREDIT_WORDS);
    let named = last.is_some_and(|(_, last)| {
        !last.ends_with('.') && last.split(' ').next().is_some_and(|word| markers.is_credit(&word.to_lowercase()))
    });
    labelled || named || is_agency(text, view)
}

/// "A Name/AN AGENCY": two runs of capitalised words and nothing else.
fn is_agency(text: &str, view: &View) -> bool {
    let Some((before, after)) = text.split_once('/').filter(|_| !view.sentence && view.count <= CREDIT_WORDS) else {
        return false;
    };
    let capitalised = |part: &str| {
        let part = part.trim();
        !part.is_empty() && !part.contains('/') && part.split(' ').all(|word| word.starts_with(char::is_uppercase))
    };
    capitalised(before) && capitalised(after)
}

/// Lists of other reports and of comments, each opened by its heading.
fn set_sections(pieces: &mut [Piece], views: &[View]) {
    let own = |piece: &Piece, view: &View| piece.aside.is_none() && view.is_prose();
    let weight = |piece: &Piece, view: &View| if own(piece, view) { piece.text.len() } else { 0 };
    let mut left: usize = pieces.iter().zip(views).map(|(p, v)| weight(p, v)).sum();
    let mut seen = 0;
    let mut at = 0;
    while at < pieces.len() {
        let reason = match views[at].marker {
            Some(Marker::Teasers) => AsideReason::Teaser,
            Some(Marker::Comments) => AsideReason::Comment,
            _ => {
                let weight = weight(&pieces[at], &views[at]);
                (seen, left, at) = (seen + weight, left - weight, at + 1);
                continue;
            }
        };
        if views[at].sentence && views[at].count > 6 {
            at += 1;
            continue;
        }
        // Near the end all that follows belongs to the list; else it ends where the report goes on.
        let to_the_end = seen > 0 && left * 2 < seen;
        pieces[at].aside.get_or_insert(reason);
        at += 1;
        while at < pieces.len() && (to_the_end || !own(&pieces[at], &views[at])) {
            if !to_the_end && pieces[at].gap && seen == 0 && views[at].count >= 4 {
                break;
            }
            left -= weight(&pieces[at], &views[at]);
            pieces[at].aside.get_or_insert(reason);
            at += 1;
        }
    }
}

/// "3 years ago" and the title and excerpt above it, after the report's last paragraph.
fn set_dated_teasers(pieces: &mut [Piece], views: &[View], markers: &Markers) {
    let last = last_own(pieces, views).map_or(0, |last| last + 1);
    for at in last..pieces.len() {
        if markers.is_ago(&views[at].words) {
            for piece in &mut pieces[at.saturating_sub(2).max(last)..=at] {
                piece.aside.get_or_insert(AsideReason::Teaser);
            }
        } else if views[at].cut {
            pieces[at].aside.get_or_insert(AsideReason::Teaser);
        }
    }
}

fn last_own(pieces: &[Piece], views: &[View]) -> Option<usize> {
    (0..pieces.len()).rev().find(|at| pieces[*at].aside.is_none() && views[*at].is_prose())
}

fn first_own(pieces: &[Piece], views: &[View]) -> Option<usize> {
    (0..pieces.len()).find(|at| pieces[*at].aside.is_none() && views[*at].is_prose())
}

/// Words of a title, and how many of them must be in the text.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=28;

/// The line that names what the text is about: before the first paragraph, no sentence of the text itself, and made
/// of words that the text goes on to use.
fn title(pieces: &[Piece], views: &[View], known: Option<&str>, markers: &Markers) -> Option<usize> {
    let first = first_own(pieces, views).unwrap_or(pieces.len());
    if let Some(known) = known {
        let known = View::new(known, markers).key;
        return (0..pieces.len().min(first + 3)).find(|at| views[*at].key == known && pieces[*at].aside.is_none());
    }
    let body: HashSet<&str> = views[first.min(views.len())..].iter().flat_map(|v| &v.words).map(|w| stem(w)).collect();
    let mut best = None;
    for at in 0..first {
        let (piece, view) = (&pieces[at], &views[at]);
        let dated = has_day(&piece.text, markers);
        if piece.aside.is_some()
            || !TITLE_WORDS.contains(&view.count)
            || is_item(&piece.text)
            || (dated && view.count <= 7)
        {
            continue;
        }
        let told = view.words.iter().filter(|word| word.chars().count() > 3 && body.contains(stem(word))).count();
        if told >= 2 || (told * 3 >= view.count && told > 0) {
            return Some(at);
        }
        best = best.or(Some(at));
    }
    best
}

/// The first five letters of a word: enough to meet its other forms.
fn stem(word: &str) -> &str {
    word.char_indices().nth(5).map_or(word, |(end, _)| &word[..end])
}

/// What stands before the title is the site's, but for a day.
fn set_before_title(pieces: &mut [Piece], views: &[View], title: Option<usize>, markers: &Markers) {
    let Some(title) = title else { return };
    for (piece, view) in pieces[..title].iter_mut().zip(views) {
        let dated = has_day(&piece.text, markers);
        if piece.aside.is_none() && !view.sentence && !dated {
            piece.aside = Some(AsideReason::Navigation);
        }
    }
}

/// Lines of one or two words in a row that make a menu.
const MENU: usize = 4;

/// Runs of lines of one or two words are menus, unless a paragraph that ends in ":" opens them as a list.
fn set_runs_of_buttons(pieces: &mut [Piece], views: &[View]) {
    let button = |at: usize| views[at].count <= 2 && !views[at].sentence && !is_item(&pieces[at].text);
    let mut runs = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let end = (at..pieces.len()).find(|next| !button(*next)).unwrap_or(pieces.len());
        let announced = at > 0 && pieces[at - 1].text.ends_with(':');
        if end - at >= MENU && !announced {
            runs.push(at..end);
        }
        at = end + 1;
    }
    for piece in runs.into_iter().flat_map(|run| run.collect::<Vec<_>>()) {
        pieces[piece].aside.get_or_insert(AsideReason::Navigation);
    }
}
