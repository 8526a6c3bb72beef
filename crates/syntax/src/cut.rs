//! Cuts a text into tokens. It knows characters and the rules of a language, not words.

use std::ops::Range;

use crate::rules::Rules;

/// A token: its bytes.
pub(crate) type Cut = Range<usize>;

/// Cuts a text into tokens, in its order, on the borders of characters, none with white space inside.
pub(crate) fn cut(text: &str, rules: &Rules) -> Vec<Cut> {
    let mut cutter = Cutter { text, rules, cuts: Vec::with_capacity(text.len() / 5) };
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (start, is_blank(c)) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                cutter.chunk(from, at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        cutter.chunk(from, text.len());
    }
    cutter.cuts
}

/// White space and characters that are not seen (controls, zero width space, byte order mark).
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{2060}')
}

/// Marks that belong to the character before them: accents, vowel points, joiners, variants.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05c7}' | '\u{064b}'..='\u{065f}'
        | '\u{00ad}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}')
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}')
}

/// What the names of files and hosts end with.
const ENDS_OF_FILES_AND_HOSTS: [&str; 32] = [
    "com", "org", "net", "info", "edu", "gov", "mil", "int", "eu", "uk", "ru", "ua", "de", "fr", "io", "tv", "me",
    "biz", "рф", "ру", "htm", "html", "php", "pdf", "doc", "docx", "xls", "xlsx", "txt", "jpg", "png", "zip",
];

struct Cutter<'t> {
    text: &'t str,
    rules: &'t Rules,
    cuts: Vec<Cut>,
}

impl Cutter<'_> {
    fn char_at(&self, at: usize, end: usize) -> Option<char> {
        self.text[at..end].chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn push(&mut self, from: usize, to: usize) {
        if from < to {
            self.cuts.push(from..to);
        }
    }

    /// Cuts characters without white space between them.
    fn chunk(&mut self, from: usize, end: usize) {
        let mut at = from;
        while let Some(c) = self.char_at(at, end) {
            if in_word(c) || c == '@' || c == '#' {
                break;
            }
            let next = self.punctuation(at, end, c);
            self.push(at, next);
            at = next;
        }
        if let Some(stop) = self.address(at, end) {
            self.push(at, stop);
            at = stop;
        }
        while let Some(c) = self.char_at(at, end) {
            at = if in_word(c) && !is_mark(c) { self.word(at, end) } else { self.mark(at, end, c) };
        }
    }

    /// The end of a web address, mail address, handle or tag that starts here.
    fn address(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        let first = rest.chars().next()?;
        if matches!(first, '@' | '#') {
            let goes_on = |c: char| in_word(c) || first == '@' && matches!(c, '.' | '-');
            let stop = rest[1..].find(|c: char| !goes_on(c)).map_or(rest.len(), |i| i + 1);
            let body = rest[1..stop].trim_end_matches(['.', '-']);
            return body.starts_with(char::is_alphabetic).then_some(at + 1 + body.len());
        }
        let head = rest.char_indices().nth(12).map_or(rest, |(i, _)| &rest[..i]);
        let is_web = ["://", "www.", "WWW.", "mailto:"].iter().any(|sign| head.contains(sign));
        let is_mail = !is_web && first.is_alphanumeric() && is_mail(rest);
        if !is_web && !is_mail {
            return None;
        }
        let stop = rest.find(['<', '>', '"', '«', '»', '“', '”', '…']).unwrap_or(rest.len());
        let mut body = rest[..stop].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ']']);
        if !body.contains('(') {
            body = body.trim_end_matches([')', '.', ',']);
        }
        (!body.is_empty()).then_some(at + body.len())
    }

    /// One token that starts with no letter or digit; returns its end.
    fn mark(&mut self, at: usize, end: usize, c: char) -> usize {
        let glued = at > 0 && self.char_before(at).is_some_and(in_word);
        if matches!(c, '@' | '#')
            && !glued
            && let Some(stop) = self.address(at, end)
        {
            self.push(at, stop);
            return stop;
        }
        if is_apostrophe(c)
            && !glued
            && let Some(stop) = self.clitic(at, end)
        {
            self.push(at, stop);
            return stop;
        }
        let stop = self.punctuation(at, end, c);
        self.push(at, stop);
        stop
    }

    /// A contracted word that stands alone, such as the end of «Group ’s» or `n't`; returns its end.
    fn clitic(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        let after = rest.chars().next()?.len_utf8();
        let letters = rest[after..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |i| i + after);
        (1..=2).contains(&(letters - after)).then_some(())?;
        let plain = format!("'{}", rest[after..letters].to_lowercase());
        self.rules.clitics.contains(&plain).then_some(at + letters)
    }

    /// The end of the punctuation mark, smile or emoji that starts here.
    fn punctuation(&self, at: usize, end: usize, c: char) -> usize {
        let rest = &self.text[at..end];
        let run = |fits: &dyn Fn(char) -> bool| at + rest.find(|d| !fits(d)).unwrap_or(rest.len());
        if matches!(c, ':' | ';' | '=')
            && let Some(length) = smile(rest)
        {
            return at + length;
        }
        if rest.starts_with("&#") || rest.starts_with("&quot;") || rest.starts_with("&amp;") {
            let length = entities(rest);
            if length > 0 {
                return at + length;
            }
        }
        match c {
            '.' | '!' | '?' | '…' => run(&|d| matches!(d, '.' | '!' | '?' | '…')),
            '-' | '*' | '=' | '_' | '~' | '+' | '`' | '$' | '\'' | '’' | '‘' | '<' | '>' | '\\' | '|' | '•' => {
                run(&|d| d == c)
            }
            ')' | '(' if self.rules.brackets_join => run(&|d| d == c),
            _ if is_emoji(c) => run(&|d| is_emoji(d) || is_mark(d)),
            _ => {
                let own = c.len_utf8();
                at + own + rest[own..].find(|d| !is_mark(d)).unwrap_or(rest.len() - own)
            }
        }
    }

    /// Cuts the word or number that starts here, with what belongs to it; returns its end.
    fn word(&mut self, from: usize, end: usize) -> usize {
        let mut hyphens = Vec::new();
        let mut at = from;
        let mut before = '\0';
        while let Some(c) = self.char_at(at, end) {
            let next = at + c.len_utf8();
            if in_word(c) {
                if is_mark(c) {
                    at = next;
                    continue;
                }
            } else {
                let Some(after) = self.char_at(next, end).filter(|a| in_word(*a)) else { break };
                if is_hyphen(c) {
                    hyphens.push(at);
                } else if !self.joins(from, at, (before, c, after), end) {
                    break;
                }
            }
            before = c;
            at = next;
        }
        at = self.full_stop(from, at, end);
        if self.rules.hyphens_join || hyphens.is_empty() || is_number_with_hyphens(&self.text[from..at]) {
            self.split(from, at);
            return at;
        }
        let mut start = from;
        for hyphen in hyphens {
            let first = self.text[start..hyphen].to_lowercase();
            if start == from && self.rules.hyphen_prefixes.contains(&first) {
                continue;
            }
            self.split(start, hyphen);
            let width = self.char_at(hyphen, end).map_or(1, char::len_utf8);
            self.push(hyphen, hyphen + width);
            start = hyphen + width;
        }
        self.split(start, at);
        at
    }

    /// Whether a mark between two characters of a word belongs to the word.
    fn joins(&self, from: usize, at: usize, (before, mark, after): (char, char, char), end: usize) -> bool {
        let digits = before.is_numeric() && after.is_numeric();
        let letters = before.is_alphabetic() && after.is_alphabetic();
        match mark {
            '.' if letters => {
                let lone_before = self.text[..at].chars().nth_back(1).is_none_or(|c| !c.is_alphanumeric())
                    || self.text[from..at].chars().nth(1).is_none();
                let after_at = at + 1 + after.len_utf8();
                let lone_after = self.char_at(after_at, end).is_none_or(|c| !in_word(c));
                if lone_before {
                    return lone_after && (self.rules.dotted_letters_join || before.is_ascii());
                }
                self.is_file_or_host(at + 1, end)
            }
            '.' | ',' | ':' | '/' => digits,
            '&' => before.is_uppercase() && after.is_uppercase(),
            _ if is_apostrophe(mark) => letters,
            _ => false,
        }
    }

    /// Whether the letters that start here end the name of a file or a host: `annex.pdf`, `example.org`.
    fn is_file_or_host(&self, at: usize, end: usize) -> bool {
        let rest = &self.text[at..end];
        let after = rest.char_indices().take(6).find(|(_, c)| !c.is_alphanumeric()).map(|(i, _)| i);
        let letters = after.unwrap_or(if rest.len() < 12 { rest.len() } else { 0 });
        ENDS_OF_FILES_AND_HOSTS.contains(&rest.get(..letters).unwrap_or_default().to_ascii_lowercase().as_str())
    }

    /// The end of a word with its full stop, where it is an abbreviation or an initial.
    fn full_stop(&self, from: usize, at: usize, end: usize) -> usize {
        if self.char_at(at, end) != Some('.') || self.text[at + 1..].starts_with('.') {
            return at;
        }
        let word = &self.text[from..at];
        if word.len() > 40 || word.chars().any(|c| c.is_numeric()) {
            return at;
        }
        let lower = word.to_lowercase();
        let letters = word.chars().filter(|c| !is_mark(*c)).count();
        let belongs = if letters == 1 && word.chars().all(char::is_uppercase) && !self.rules.is_abbreviation(&lower) {
            !self.rules.not_initials.contains(&lower) && self.name_follows(at + 1)
        } else {
            letters > 1 && word.contains('.') && word.split('.').all(|p| p.chars().count() == 1)
                || self.rules.is_abbreviation(&lower) && self.fits(&lower, at + 1)
        };
        if belongs { at + 1 } else { at }
    }

    /// Whether a capital follows, perhaps after a space: what an initial is followed by.
    fn name_follows(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        let rest = rest.strip_prefix([' ', '\u{a0}', '\u{202f}', '-']).unwrap_or(rest);
        rest.starts_with(char::is_uppercase)
    }

    /// Whether an abbreviation that is also a word ("no.", «с.») is one here: something follows in the same line.
    fn fits(&self, lower: &str, at: usize) -> bool {
        if self.rules.abbreviations.anywhere.contains(lower) {
            return true;
        }
        let rest = self.text[at..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        if self.rules.abbreviations.numbered.contains(lower) {
            return rest.starts_with(char::is_numeric);
        }
        let marks = ['«', '"', '“', '№', '#', ',', '-', '–', '(', ')'];
        rest.starts_with(|c: char| c.is_alphanumeric() || marks.contains(&c))
    }

    /// Cuts a word without hyphens at its contraction or its unit.
    fn split(&mut self, from: usize, end: usize) {
        let word = &self.text[from..end];
        if word.len() > 60 {
            return self.push(from, end);
        }
        let middle = self.contraction(word).or_else(|| self.unit(word));
        let middle = middle.map_or(from, |m| from + m);
        self.push(from, middle);
        self.push(middle, end);
    }

    fn contraction(&self, word: &str) -> Option<usize> {
        if self.rules.clitics.is_empty() && self.rules.contractions.is_empty() {
            return None;
        }
        let lower = word.to_lowercase();
        if lower.len() != word.len() {
            return None;
        }
        if let Some(first) = self.rules.contractions.get(&lower) {
            return Some(*first);
        }
        let mark = lower.chars().rev().take(3).find(|c| is_apostrophe(*c))?;
        let plain = lower.replace(mark, "'");
        let clitic = self.rules.clitics.iter().find(|c| plain.ends_with(*c) && plain.len() > c.len())?;
        Some(word.len() - (clitic.len() - 1 + if clitic.contains('\'') { mark.len_utf8() } else { 1 }))
    }

    fn unit(&self, word: &str) -> Option<usize> {
        let letters = word.find(|c: char| c.is_alphabetic()).filter(|at| *at > 0)?;
        let unit = word[letters..].to_lowercase();
        let unit = unit.strip_suffix('.').unwrap_or(&unit);
        self.rules.units.contains(unit).then_some(letters)
    }
}

/// `name@host.tld` at the start of a chunk.
fn is_mail(rest: &str) -> bool {
    let Some(at) = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-' | '+' | '%')) else {
        return false;
    };
    rest[at..].strip_prefix('@').is_some_and(|host| host.starts_with(char::is_alphanumeric))
}

/// Telephone numbers, dates and scores: 713-853-3989, 12-20-2000, 345-9945.
fn is_number_with_hyphens(word: &str) -> bool {
    if !word.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return false;
    }
    let lengths: Vec<usize> = word.split('-').map(str::len).take(3).collect();
    lengths.len() > 2 || lengths == [3, 4]
}

/// Length of a smile such as `:)` or `;-(`.
fn smile(rest: &str) -> Option<usize> {
    let after_eyes = &rest[1..];
    let nose = usize::from(after_eyes.starts_with(['-', '\'']));
    let mouth = &after_eyes[nose..];
    let first = mouth.chars().next().filter(|c| matches!(c, ')' | '(' | 'D' | 'P' | '*'))?;
    let width = mouth.find(|c| c != first).unwrap_or(mouth.len());
    let alone = first.is_ascii_punctuation() || mouth[width..].chars().next().is_none_or(|c| !in_word(c));
    alone.then_some(1 + nose + width)
}

/// Length of the character references (`&#39;`, `&quot;`) that a text starts with.
fn entities(rest: &str) -> usize {
    let mut length = 0;
    while rest[length..].starts_with('&') {
        let name = rest[length + 1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(0);
        if name == 0 || name > 8 || !rest[length + 1 + name..].starts_with(';') {
            break;
        }
        length += name + 2;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Language;

    #[track_caller]
    fn check(language: Language, text: &str, expect: &str) {
        let tokens: Vec<&str> = cut(text, Rules::of(language)).into_iter().map(|c| &text[c]).collect();
        assert_eq!(tokens.join(" | "), expect);
    }

    #[test]
    fn english_words() {
        for (text, expect) in [
            ("They don't know.", "They | do | n't | know | ."),
            ("JMG’s office, the workers' hall", "JMG | ’s | office | , | the | workers | ' | hall"),
            ("I cannot; DON'T!!", "I | can | not | ; | DO | N'T | !!"),
            ("At 11.30am on 3 June 2015", "At | 11.30 | am | on | 3 | June | 2015"),
            ("1,000 people (9/11) at 7:30 p.m.", "1,000 | people | ( | 9/11 | ) | at | 7:30 | p.m."),
            ("law-abiding non-violent 15-year-old", "law | - | abiding | non-violent | 15 | - | year | - | old"),
            ("Mr. J. Halloway of the U.S. spoke.", "Mr. | J. | Halloway | of | the | U.S. | spoke | ."),
            (
                "write to desk@example.org, see https://example.org/a-b?c=1.",
                "write | to | desk@example.org | , | see | https://example.org/a-b?c=1 | .",
            ),
            ("@rights_desk said #FreeThem.", "@rights_desk | said | #FreeThem | ."),
            ("“Stop,” he said...", "“ | Stop | , | ” | he | said | ..."),
            ("O'Brien and/or AT&T", "O'Brien | and | / | or | AT&T"),
            ("$5 and 20%", "$ | 5 | and | 20 | %"),
            ("call 713-555-0142", "call | 713-555-0142"),
            ("He said no. They left.", "He | said | no | . | They | left | ."),
        ] {
            check(Language::EN, text, expect);
        }
    }

    #[test]
    fn russian_words() {
        for (text, expect) in [
            ("Из-за этого А. И. Тарханов ушёл.", "Из-за | этого | А. | И. | Тарханов | ушёл | ."),
            ("А.И.Тарханов живёт в г. Грозном", "А. | И. | Тарханов | живёт | в | г. | Грозном"),
            ("3 июня 2015 г. «Сапа» — это т.е. так", "3 | июня | 2015 | г. | « | Сапа | » | — | это | т. | е. | так"),
            ("в 11:30, 0,5 км, 1990-х", "в | 11:30 | , | 0,5 | км | , | 1990-х"),
            ("по ул. Ленина, 100г :)))", "по | ул. | Ленина | , | 100 | г | :)))"),
            (
                "Уголовное дело возбуждено по ст. 167 УК РФ.",
                "Уголовное | дело | возбуждено | по | ст. | 167 | УК | РФ | .",
            ),
            ("И́горь", "И́горь"),
        ] {
            check(Language::RU, text, expect);
        }
    }

    #[test]
    fn emoji_and_foreign_scripts_stay_whole() {
        check(Language::EN, "ok 🏄🏾\u{200d}♀️ שלום، 中文", "ok | 🏄🏾\u{200d}♀️ | שלום | ، | 中文");
    }
}
