//! Work over many items on all processors with the results in the order of the items, in bounded memory; and the
//! net under it, so that a panic on one item is that item's failure.

use std::cell::RefCell;
use std::fmt;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};

use rayon::prelude::*;

use crate::problem::{Problem, Stop};

/// Items are taken into one batch up to this weight (bytes of input).
const BATCH_BYTES: u64 = 16 << 20;
/// And up to this number.
const BATCH_ITEMS: usize = 256;

/// Stack of a worker: deep for a deeply nested input, and only touched where one comes.
const STACK_BYTES: usize = 16 << 20;

/// Sets how many items are worked on at the same time.
pub(crate) fn set_jobs(jobs: Option<NonZeroUsize>) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, NonZeroUsize::get)).stack_size(STACK_BYTES);
    pool.build_global().expect("the pool is built once, before anything runs in it");
}

/// Works on each item and hands the results over in the order of the items.
pub(crate) fn in_order<I, T>(
    items: impl IntoIterator<Item = I>,
    weight: impl Fn(&I) -> u64,
    work: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<(), Stop>
where
    I: Send,
    T: Send,
{
    let mut items = items.into_iter();
    loop {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && batch.len() < BATCH_ITEMS {
            let Some(item) = items.next() else { break };
            bytes += weight(&item);
            batch.push(item);
        }
        if batch.is_empty() {
            return Ok(());
        }
        let results: Vec<T> = batch.into_par_iter().with_max_len(1).map(&work).collect();
        results.into_iter().try_for_each(&mut take)?;
    }
}

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps what a panic says for [`caught`] instead of printing it.
pub(crate) fn hold_panics() {
    panic::set_hook(Box::new(|info| {
        let message = info.payload_as_str().unwrap_or("no message");
        let place = info.location().map(|at| format!(" at {}:{}", own_path(at.file()), at.line())).unwrap_or_default();
        LAST_PANIC.with_borrow_mut(|last| *last = Some(format!("{}{place}", first_words(message))));
    }));
}

/// Does the work; a panic in it is a problem of this input.
pub(crate) fn caught<T>(input: &dyn fmt::Display, work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = LAST_PANIC.with_borrow_mut(Option::take);
        Err(Problem::bug(input, message.as_deref().unwrap_or("no message")))
    })
}

/// The path of a source file without the directories of the machine that built it.
fn own_path(file: &str) -> &str {
    let start = file.rfind("crates/").or_else(|| file.rfind('/').map(|slash| slash + 1)).unwrap_or(0);
    &file[start..]
}

/// A message can quote the input: its first line and at most 120 characters are enough.
fn first_words(message: &str) -> String {
    message.lines().next().unwrap_or_default().chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_items_is_order_of_results() {
        let mut taken = Vec::new();
        let mut take = |n: u64| {
            taken.push(n);
            Ok(())
        };
        in_order(0..1000u64, |_| 1 << 20, |n| n * 2, &mut take).expect("nothing stops it");
        assert_eq!(taken, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_is_the_problem_of_its_input() {
        hold_panics();
        let result: Result<(), Problem> = caught(&"a.txt", || panic!("index out of range\nsecret"));
        let _ = panic::take_hook();
        let text = result.expect_err("caught").to_string();
        assert!(
            text.starts_with("a.txt: khronika made a mistake of its own on this input (index out of range at crates/"),
            "{text}"
        );
        assert!(!text.contains("secret"), "{text}");
    }

    #[test]
    fn no_directory_of_the_building_machine() {
        assert_eq!(own_path("/home/anna/.cargo/registry/src/index/html5ever-0.4/src/tree.rs"), "tree.rs");
        assert_eq!(own_path("/home/anna/khronika/crates/model/src/span.rs"), "crates/model/src/span.rs");
    }
}
