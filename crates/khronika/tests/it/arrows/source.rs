//! Reads Rust source far enough to see which paths it uses: comments and strings are skipped, `use` trees are
//! unfolded, unit tests are left out.

/// Paths that a pure crate may not use, and the names that give a clock away without their path.
const FORBIDDEN: &[&[&str]] = &[
    &["std", "fs"],
    &["std", "net"],
    &["std", "env"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "os"],
    &["std", "time", "SystemTime"],
    &["std", "time", "Instant"],
    &["std", "io", "stdin"],
    &["std", "io", "stdout"],
    &["std", "io", "stderr"],
    &["std", "*"],
    &["std", "self"],
    &["std", "time", "*"],
    &["std", "io", "*"],
    &["SystemTime", "now"],
    &["Instant", "now"],
    &["Zoned", "now"],
    &["Timestamp", "now"],
    &["thread", "spawn"],
    &["thread", "scope"],
    &["io", "stdin"],
    &["io", "stdout"],
    &["io", "stderr"],
];

/// Every path in a source that a pure crate may not use, as it stands unfolded, each once.
pub(super) fn forbidden_uses(source: &str) -> Vec<String> {
    let mut bad: Vec<String> = Vec::new();
    for path in paths(&without_tests(tokens(source))) {
        let hit = FORBIDDEN.iter().any(|forbidden| {
            let at_start = path.iter().map(String::as_str).take(forbidden.len()).eq(forbidden.iter().copied());
            let inside = forbidden[0] != "std" && path.windows(forbidden.len()).any(|w| w.iter().eq(forbidden.iter()));
            at_start || inside
        });
        let path = path.join("::");
        if hit && !bad.contains(&path) {
            bad.push(path);
        }
    }
    bad
}

/// An identifier, or one character of anything else.
type Token = String;

fn tokens(source: &str) -> Vec<Token> {
    let text: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        at = match text[at] {
            '/' if text.get(at + 1) == Some(&'/') => line_end(&text, at),
            '/' if text.get(at + 1) == Some(&'*') => comment_end(&text, at),
            '"' => string_end(&text, at),
            '\'' => quote_end(&text, at),
            c if c.is_alphabetic() || c == '_' => {
                let end =
                    (at..text.len()).find(|i| !(text[*i].is_alphanumeric() || text[*i] == '_')).unwrap_or(text.len());
                let word: String = text[at..end].iter().collect();
                match raw_string_end(&text, &word, end) {
                    Some(end) => end,
                    None => {
                        found.push(word);
                        end
                    }
                }
            }
            c => {
                if !c.is_whitespace() {
                    found.push(c.to_string());
                }
                at + 1
            }
        };
    }
    found
}

fn line_end(text: &[char], at: usize) -> usize {
    (at..text.len()).find(|i| text[*i] == '\n').unwrap_or(text.len())
}

fn comment_end(text: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < text.len() {
        match (text[at], text.get(at + 1)) {
            ('/', Some('*')) => depth += 1,
            ('*', Some('/')) => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    at
}

fn string_end(text: &[char], at: usize) -> usize {
    let mut i = at + 1;
    while i < text.len() && text[i] != '"' {
        i += if text[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// Past a character, or past the mark of a lifetime.
fn quote_end(text: &[char], at: usize) -> usize {
    match (text.get(at + 1), text.get(at + 2)) {
        (Some('\\'), _) => (at + 3..text.len()).find(|i| text[*i] == '\'').map_or(text.len(), |i| i + 1),
        (Some(_), Some('\'')) => at + 3,
        _ => at + 1,
    }
}

/// Past `r"…"`, `r#"…"#`, `br"…"`, where the word before opens one.
fn raw_string_end(text: &[char], word: &str, at: usize) -> Option<usize> {
    if !matches!(word, "r" | "br" | "cr") {
        return None;
    }
    let hashes = text[at..].iter().take_while(|c| **c == '#').count();
    if text.get(at + hashes) != Some(&'"') {
        return None;
    }
    let closes =
        |i: &usize| text[*i] == '"' && text[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    Some((at + hashes + 1..text.len()).find(closes).map_or(text.len(), |i| i + 1 + hashes))
}

/// Leaves out what `#[cfg(test)]` stands before: a module, or one item.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].iter().map(String::as_str).take(mark.len()).eq(mark) {
            at = item_end(&tokens, at + mark.len());
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

fn item_end(tokens: &[Token], mut at: usize) -> usize {
    let mut depth = 0usize;
    while at < tokens.len() {
        match tokens[at].as_str() {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
        if depth == 0 && matches!(tokens[at - 1].as_str(), "}" | ";") {
            break;
        }
    }
    at
}

/// Every path of more than one name, with `use` trees unfolded; `std::{fs, io::{self, *}}` gives four.
fn paths(tokens: &[Token]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == "use" || (is_name(&tokens[at]) && is_join(tokens, at + 1)) || renames_std(tokens, at) {
            if tokens[at] == "use" {
                at += 1;
            }
            at = tree(tokens, at, &mut Vec::new(), &mut found);
        } else {
            at += 1;
        }
    }
    found
}

fn is_name(token: &str) -> bool {
    token != "as" && token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn is_join(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t == ":") && tokens.get(at + 1).is_some_and(|t| t == ":")
}

/// `extern crate std as other`.
fn renames_std(tokens: &[Token], at: usize) -> bool {
    tokens[at] == "std" && tokens.get(at + 1).is_some_and(|t| t == "as")
}

/// Unfolds one path or tree of paths from `at`; gives where it ends.
fn tree(tokens: &[Token], mut at: usize, before: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    let depth = before.len();
    while let Some(token) = tokens.get(at) {
        if is_join(tokens, at) {
            at += 2;
        } else if token == "{" {
            at += 1;
            while tokens.get(at).is_some_and(|t| t != "}") {
                let next = tree(tokens, at, before, found);
                at = if tokens.get(next).is_some_and(|t| t == ",") { next + 1 } else { next.max(at + 1) };
            }
            before.truncate(depth);
            return at + 1;
        } else if token == "*" || is_name(token) {
            before.push(token.clone());
            at += 1;
            if is_join(tokens, at) {
                continue;
            }
            let mut path = before.clone();
            if tokens.get(at).is_some_and(|t| t == "as") {
                if path == ["std"] {
                    path.push("self".to_owned());
                }
                at += 2;
            }
            found.push(path);
            break;
        } else {
            if before.len() > depth {
                found.push(before.clone());
            }
            break;
        }
    }
    before.truncate(depth);
    at
}

#[cfg(test)]
mod tests {
    use super::forbidden_uses;

    fn check(source: &str, expect: &[&str]) {
        assert_eq!(forbidden_uses(source), expect, "{source}");
    }

    #[test]
    fn what_a_pure_crate_may_not_use_is_seen() {
        check("use std::fs;", &["std::fs"]);
        check("use std::fs::File;", &["std::fs::File"]);
        check("use std::{collections::BTreeMap, fs};", &["std::fs"]);
        check(
            "use std::{\n    collections::{BTreeMap, HashMap},\n    io::{self, Read, stdin},\n    net::TcpStream as T,\n};",
            &["std::io::stdin", "std::net::TcpStream"],
        );
        check("fn f() { let x = std::env::var(\"HOME\"); }", &["std::env::var"]);
        check("fn f() { ::std::thread::spawn(|| 1); }", &["std::thread::spawn"]);
        check("use std::time::{Duration, Instant};", &["std::time::Instant"]);
        check("use std::io; fn f() { io::stdin(); }", &["io::stdin"]);
        check("fn f() { std::env::var::<&str>(\"A\"); }", &["std::env::var"]);
        check("fn f() { <T as ::std::fs::X>::y() }", &["std::fs::X"]);
        check("use std as other;", &["std::self"]);
        check("extern crate std as other;", &["std::self"]);
        check("use std::{self as other};", &["std::self"]);
        check("use std::*;", &["std::*"]);
        check("fn f() -> jiff::Zoned { jiff::Zoned::now() }", &["jiff::Zoned::now"]);
        check("use jiff::Timestamp; fn f() { Timestamp::now(); }", &["Timestamp::now"]);
        check("fn f<'a>(c: char) -> bool { c == '\"' || std::process::exit(1) }", &["std::process::exit"]);
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        check("// use std::fs;\n/* use std::net; /* std::env */ */", &[]);
        check("const X: &str = \"use std::fs;\"; const Y: &str = r#\"std::env::var(\"A\")\"#;", &[]);
        check("use std::time::Duration; use std::collections::*;", &[]);
        check("env!(\"CARGO_PKG_VERSION\");", &[]);
        check("mod fs { pub fn read() {} } fn f() { fs::read(); self::fs::read(); }", &[]);
        check("#[cfg(test)]\nmod tests { use std::fs; fn f() { if true { std::env::args(); } } }\nuse std::fmt;", &[]);
    }

    #[test]
    fn what_comes_after_the_tests_is_read_again() {
        check("#[cfg(test)]\nmod tests { fn f() {} }\nuse std::fs;", &["std::fs"]);
        check("#[cfg(test)]\nuse std::env;\nuse std::fs;", &["std::fs"]);
    }
}
