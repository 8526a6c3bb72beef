//! Bytes to text: byte order mark, UTF-8, UTF-16 without a mark, the declared character set, and a guess where
//! nothing declares one. Knows nothing of the text but its letters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use model::{Doubt, DoubtCode};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text with what is doubtful about it.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) doubts: Vec<Doubt>,
}

/// Bytes in which a declaration of the character set is looked for (the HTML standard asks for 1,024; real pages
/// put it later).
const DECLARED_WITHIN: usize = 8192;
/// Bytes that the guess looks at, from the first one that is no ASCII.
const GUESSED_FROM: usize = 256 * 1024;
/// Invalid sequences a thousand bytes above ASCII up to which a page is still taken for the UTF-8 that it mostly is.
const STRAY_PER_MILLE: usize = 50;
/// Control characters a thousand bytes from which the bytes are no text.
const CONTROLS_PER_MILLE: usize = 100;

/// Decodes an original; `None` where the bytes are no text.
pub(crate) fn decode(bytes: &[u8], html: bool) -> Option<Decoded> {
    let mut doubts = Vec::new();
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        decode_as(encoding, &bytes[mark..], &mut doubts)
    } else if let Some(encoding) = utf16_without_mark(bytes) {
        doubts.push(guessed(encoding));
        decode_as(encoding, bytes, &mut doubts)
    } else if is_binary(bytes) {
        return None;
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        let declared = if html { declared(bytes) } else { None };
        let (encoding, sure) = choose(bytes, declared);
        if !sure {
            doubts.push(guessed(encoding));
        }
        decode_as(encoding, bytes, &mut doubts)
    };
    Some(Decoded { text: tidy(text, &mut doubts), doubts })
}

fn guessed(encoding: &'static Encoding) -> Doubt {
    Doubt::new(
        DoubtCode::EncodingGuessed,
        format!("nothing declares the encoding rightly; read as {}", encoding.name()),
    )
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], doubts: &mut Vec<Doubt>) -> String {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    if bad {
        let count = text.matches('\u{FFFD}').count();
        doubts.push(Doubt::new(DoubtCode::InvalidBytes, format!("{count} replaced while reading {}", encoding.name())));
    }
    text.into_owned()
}

/// UTF-16 by its zero bytes (Latin script), or by its high bytes being those of one or two alphabets.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 8 {
        return None;
    }
    let share = |offset: usize| {
        let high = head.iter().skip(offset).step_by(2).filter(|b| matches!(**b, 0x00 | 0x04 | 0x20)).count();
        let zero = head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
        if zero == 0 { 0 } else { high * 100 / (head.len() / 2) }
    };
    let zeros_elsewhere = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    match (share(0), share(1)) {
        (95.., _) if zeros_elsewhere(1) == 0 => Some(UTF_16BE),
        (_, 95..) if zeros_elsewhere(0) == 0 => Some(UTF_16LE),
        _ => None,
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(GUESSED_FROM)];
    let controls = sample.iter().filter(|b| matches!(**b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    controls * 1000 > sample.len() * CONTROLS_PER_MILLE
}

/// The character set that a page names in a `meta` element or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    for key in [b"charset".as_slice(), b"encoding"] {
        let mut from = 0;
        while let Some(at) = head[from..].windows(key.len()).position(|window| window == key) {
            from += at + key.len();
            let rest = head[from..].trim_ascii_start();
            let Some(rest) = rest.strip_prefix(b"=") else { continue };
            let rest = rest.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let end = rest.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:".contains(b)).unwrap_or(rest.len());
            if let Some(encoding) = Encoding::for_label(&rest[..end]) {
                return Some(encoding);
            }
        }
    }
    None
}

/// The encoding of bytes that are not valid UTF-8, and whether that is sure.
fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> (&'static Encoding, bool) {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let sample = &bytes[first.saturating_sub(64)..bytes.len().min(first + GUESSED_FROM)];
    if mostly_utf8(sample) {
        return (UTF_8, true);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    match declared {
        Some(encoding) if encoding != UTF_8 => {
            let lies = oddness(encoding, sample) > 2 * oddness(guess, sample) + 5;
            if lies { (guess, false) } else { (encoding, true) }
        }
        _ => (guess, false),
    }
}

fn mostly_utf8(sample: &[u8]) -> bool {
    let above = sample.iter().filter(|b| !b.is_ascii()).count();
    let stray = String::from_utf8_lossy(sample).matches('\u{FFFD}').count();
    stray * 1000 <= above * STRAY_PER_MILLE
}

/// How often a decoded sample has what no written language has: a capital inside a word after a small letter, a
/// letter of one alphabet beside one of another, control characters, replacement characters, many letters that are
/// rare in Russian (a set read as another one has them everywhere).
fn oddness(encoding: &'static Encoding, sample: &[u8]) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let mut odd = 0;
    let mut last = ' ';
    for c in text.chars() {
        let cyrillic = |c: char| ('\u{400}'..'\u{530}').contains(&c);
        let latin = |c: char| c.is_alphabetic() && c < '\u{250}';
        let above = |c: char| c > '\u{7F}';
        odd += usize::from(last.is_lowercase() && c.is_uppercase() && (above(c) || above(last)));
        odd += usize::from((cyrillic(last) && latin(c)) || (latin(last) && cyrillic(c)));
        odd += usize::from(above(last) && above(c) && latin(last) && latin(c));
        odd += usize::from(c == '\u{FFFD}' || ('\u{80}'..'\u{A0}').contains(&c));
        odd += usize::from(('\u{2500}'..'\u{25A0}').contains(&c));
        odd += usize::from("фщъэцжшюхФЩЪЭЦЖШЮХ".contains(c));
        last = c;
    }
    odd
}

/// One kind of line end, no control characters, no invisible marks, composed letters (NFC).
fn tidy(text: String, doubts: &mut Vec<Doubt>) -> String {
    let zeros = text.matches('\0').count();
    if zeros > 0 {
        doubts.push(Doubt::new(DoubtCode::InvalidBytes, format!("{zeros} zero bytes left out")));
    }
    let mut tidy = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                tidy.push('\n');
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{B}' | '\u{C}' => tidy.push('\n'),
            '\u{A0}' | '\u{202F}' | '\u{2007}' => tidy.push(' '),
            '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' | '\u{2060}' => {}
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => tidy.push(c),
        }
    }
    if is_nfc_quick(tidy.chars()) == IsNormalized::Yes { tidy } else { tidy.stream_safe().nfc().collect() }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{IBM866, KOI8_R, WINDOWS_1251};

    use super::*;

    const RUSSIAN: &str =
        "В ночь на среду неизвестные подожгли дверь редакции в Казани. Никто не пострадал, полиция ведёт проверку.";

    fn check(bytes: &[u8], html: bool, text: &str, codes: &[DoubtCode]) {
        let decoded = decode(bytes, html).expect("text");
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.doubts.iter().map(|d| d.code).collect::<Vec<_>>(), codes, "{text}");
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_common_encoding_of_russian_reads_back() {
        use DoubtCode::EncodingGuessed;
        check(RUSSIAN.as_bytes(), false, RUSSIAN, &[]);
        for encoding in [WINDOWS_1251, KOI8_R, IBM866] {
            check(&encoding.encode(RUSSIAN).0, false, RUSSIAN, &[EncodingGuessed]);
        }
        check(&utf16(RUSSIAN, u16::to_le_bytes), false, RUSSIAN, &[EncodingGuessed]);
        check(&utf16(RUSSIAN, u16::to_be_bytes), false, RUSSIAN, &[EncodingGuessed]);
        check(&utf16(&format!("\u{FEFF}{RUSSIAN}"), u16::to_le_bytes), false, RUSSIAN, &[]);
    }

    #[test]
    fn a_declared_set_is_believed_unless_it_lies() {
        let page = |charset: &str| format!("<meta charset=\"{charset}\"><p>{RUSSIAN}");
        let truthful = page("windows-1251");
        check(&WINDOWS_1251.encode(&truthful).0, true, &truthful, &[]);
        for lie in ["koi8-r", "iso-8859-1", "utf-8"] {
            let lying = page(lie);
            check(&WINDOWS_1251.encode(&lying).0, true, &lying, &[DoubtCode::EncodingGuessed]);
        }
        let utf8 = page("windows-1251");
        check(utf8.as_bytes(), true, &utf8, &[]);
    }

    #[test]
    fn stray_bytes_are_replaced_and_said() {
        let mut bytes = RUSSIAN.repeat(3).into_bytes();
        bytes.push(0xD0);
        check(&bytes, false, &format!("{}\u{FFFD}", RUSSIAN.repeat(3)), &[DoubtCode::InvalidBytes]);
        check(b"one\0two\r\nthree", false, "onetwo\nthree", &[DoubtCode::InvalidBytes]);
        assert!(decode(&[0, 1, 2, 3, 4, 5, 0xFF, 0, 0, 7], false).is_none());
    }
}
