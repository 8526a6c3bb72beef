//! The day of publication as a page shows it: in its address, in a line near the title, in an element for dates.

use jiff::civil::Date;

use super::flow::{Role, Run, breaks_lines};
use super::names;
use super::tree::Tree;
use crate::dates::{self, Found, Order};
use crate::markers::{Markers, words};

/// Years that a page on the web can have been published in.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;
/// Words of a line that gives a date and little else.
const SHORT_LINE: usize = 18;
/// Runs before and after the title or the text within which a line belongs to them.
const NEAR: usize = 12;

/// The first day that one of the texts states.
pub(crate) fn in_texts(texts: &[String], markers: &Markers) -> Option<Date> {
    texts.iter().find_map(|text| {
        let day = dates::days(text, markers, Order::MonthFirst).next().map(|found| found.day);
        day.or_else(|| dates::day_in_address(text, markers)).filter(|day| YEARS.contains(&day.year()))
    })
}

/// The day in the lines of a page; `main` is the range of the report's own runs, `title` the run of its title.
pub(crate) fn in_runs(
    tree: &Tree,
    runs: &[Run],
    main: std::ops::Range<usize>,
    title: Option<usize>,
    order: Order,
) -> Option<Found> {
    let markers = Markers::shipped();
    let anchor = title.unwrap_or(main.start);
    let dated = dated_elements(tree);
    let mut best: Option<(i32, Found)> = None;
    let mut offer = |score: i32, found: Found| {
        if score > 0 && YEARS.contains(&found.day.year()) && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, found));
        }
    };
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| run.words <= SHORT_LINE * 3) {
        for found in dates::days(&run.text, markers, order) {
            let element = i32::from(covers(&dated, run.at)) * DATED_ELEMENT;
            offer(score(run, at, &found, anchor, &main, markers) + element, found);
        }
    }
    for (node, attribute) in tree.nodes.iter().enumerate().filter_map(|(at, n)| Some((at, n.attribute("datetime")?))) {
        let at = runs.partition_point(|run| run.at < node).min(runs.len().saturating_sub(1));
        if let (Some(run), Some(found)) = (runs.get(at), dates::days(attribute, markers, order).next()) {
            let found = Found { at: 0..0, ..found };
            offer(score(run, at, &found, anchor, &main, markers) + DATED_ELEMENT, found);
        }
    }
    best.map(|(_, found)| found)
}

/// What it is worth that the element says that it holds a date.
const DATED_ELEMENT: i32 = 25;

/// How well a day in a line fits as the day of publication; 0 or less for not at all.
fn score(run: &Run, at: usize, found: &Found, anchor: usize, main: &std::ops::Range<usize>, markers: &Markers) -> i32 {
    let before = words(&run.text[..found.at.start]);
    let last: Vec<&str> = before.iter().rev().take(2).rev().map(String::as_str).collect();
    let told = |is: &dyn Fn(&str) -> bool| (0..last.len()).any(|from| is(&last[from..].join(" ")));
    let published = told(&|w| markers.is_published(w));
    if run.words > SHORT_LINE && !published {
        return 0 - DATED_ELEMENT;
    }
    let mut score = if published { 80 } else { 40 };
    score -= if told(&|w| markers.is_updated(w)) { 35 } else { 0 };
    let distance = at.abs_diff(anchor).min(at.abs_diff(main.start));
    score += (NEAR as i32 - distance as i32).max(-15) * 2;
    score -= if at > main.end { 15 } else { 0 };
    score -= (run.words.min(SHORT_LINE) as i32) / 2;
    score -= if run.role == Role::Item && run.is_links() { 15 } else { 0 };
    score -= match run.aside {
        Some(model::AsideReason::Comment) => 60,
        Some(model::AsideReason::Teaser | model::AsideReason::Advertisement) => 25,
        _ => 0,
    };
    score
}

/// Ranges of the nodes in elements that say that they hold a date.
fn dated_elements(tree: &Tree) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        let small = node.end - at < 40;
        if small
            && !node.name.is_empty()
            && (&*node.name == "time" || (breaks_lines(&node.name) || &*node.name == "span") && names::is_date(node))
        {
            match ranges.last_mut() {
                Some(last) if at < last.end => {}
                _ => ranges.push(at..node.end),
            }
        }
    }
    ranges
}

fn covers(ranges: &[std::ops::Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.start <= at);
    next > 0 && ranges[next - 1].contains(&at)
}
