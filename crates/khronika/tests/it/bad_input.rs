//! Every kind of bad input gets a clear error or a doubt, with its words pinned here, and everything else goes on.
//!
//! `SNAPSHOTS=overwrite cargo test` writes new words into this file; read them before you keep them.

use snapbox::{assert_data_eq, str};

use crate::program::Folder;

const GOOD: &str = "Police in Gulu detained the lawyer Okello Otim on 3 June 2019.\n";

/// One bad file beside a good one: the good one goes through, exit code 1, and these words.
fn beside_a_good_one(name: &str, content: impl AsRef<[u8]>, words: impl snapbox::IntoData) {
    let folder = Folder::new().file(name, content).file("good.txt", GOOD);
    let run = folder.run(&["read", name, "good.txt"]);
    assert_eq!((run.exit, run.stdout.lines().count()), (1, 1), "{run:?}");
    assert!(run.stdout.contains("Okello Otim"), "{run:?}");
    let errors: Vec<&str> = run.stderr.lines().filter(|l| !l.starts_with("note: doubts")).collect();
    let errors: Vec<&str> =
        errors.into_iter().filter(|l| *l != "  each stands in the result with what to look at").collect();
    assert_data_eq!(errors.join("\n"), words);
}

/// One file that goes through with a doubt.
fn with_a_doubt(name: &str, content: impl AsRef<[u8]>, code: &str, text: &str) {
    let folder = Folder::new().file(name, content);
    let run = folder.run(&["read", name]);
    assert_eq!(run.exit, 0, "{run:?}");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("one report");
    assert!(report["text"].as_str().is_some_and(|t| t.contains(text)), "{report}");
    let doubts: Vec<&str> =
        report["doubts"].as_array().expect("a list").iter().filter_map(|d| d["code"].as_str()).collect();
    assert!(doubts.contains(&code), "{doubts:?}");
    assert!(run.stderr.contains(code), "the doubt is told of: {run:?}");
}

#[test]
fn missing_path() {
    let folder = Folder::new();
    let run = folder.run(&["dossier", "nowhere.txt"]);
    assert_eq!((run.exit, run.stdout.as_str()), (3, ""));
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: nowhere.txt: there is no such file or directory
  check how the path is spelt

"#]]
    );
}

#[test]
fn missing_file_of_lines() {
    let run = Folder::new().run(&["extract", "nowhere.jsonl"]);
    assert_eq!((run.exit, run.stdout.as_str()), (3, ""));
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: nowhere.jsonl: there is no such file or directory
  check how the path is spelt

"#]]
    );
}

#[test]
fn empty_file() {
    beside_a_good_one(
        "empty.txt",
        "",
        str![[r#"
error: empty.txt: the file is empty
  check that it was saved or copied whole
note: 1 of 2 inputs failed; the rest is in the result
"#]],
    );
}

#[test]
fn directory_without_reports() {
    let folder = Folder::new().file("empty/.keep", "");
    let run = folder.run(&["dossier", "empty"]);
    assert_eq!((run.exit, run.stdout.as_str()), (3, ""));
    assert_data_eq!(
        run.stderr,
        str![[r#"
warning: empty/.keep: hidden, left out
  name it on the command line to read it
error: empty: no report in this directory
  name one that holds reports

"#]]
    );
}

#[test]
fn binary_file() {
    let bytes: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    beside_a_good_one(
        "photo.txt",
        bytes,
        str![[r#"
error: photo.txt: this is binary data and no text
  save the report as plain text or HTML
note: 1 of 2 inputs failed; the rest is in the result
"#]],
    );
}

#[test]
fn pdf() {
    beside_a_good_one(
        "report.pdf",
        "%PDF-1.7\n%\u{e2}\u{e3}\n1 0 obj\n",
        str![[r#"
error: report.pdf: PDF is not read yet
  open it, copy its text into a plain text file and read that
note: 1 of 2 inputs failed; the rest is in the result
"#]],
    );
}

#[test]
fn docx() {
    let mut zip = b"PK\x03\x04\x14\x00\x06\x00\x08\x00".to_vec();
    zip.extend([0; 16]);
    zip.extend(b"\x13\x00\x00\x00[Content_Types].xml word/document.xml");
    beside_a_good_one(
        "report.docx",
        zip,
        str![[r#"
error: report.docx: DOCX is not read yet
  open it, copy its text into a plain text file and read that
note: 1 of 2 inputs failed; the rest is in the result
"#]],
    );
}

#[test]
fn mail() {
    let mail =
        "From: anna@example.org\nTo: desk@example.org\nSubject: Attack\nMIME-Version: 1.0\n\nThey came at ten.\n";
    beside_a_good_one(
        "letter.eml",
        mail,
        str![[r#"
error: letter.eml: mail (EML) is not read yet
  save each message as plain text and read that
note: 1 of 2 inputs failed; the rest is in the result
"#]],
    );
}

#[test]
fn over_the_limit() {
    let folder = Folder::new().file("long.txt", "word ".repeat(1000)).file("good.txt", GOOD);
    let run = folder.run(&["read", "--max-bytes", "4K", "long.txt", "good.txt"]);
    assert_eq!((run.exit, run.stdout.lines().count()), (1, 1));
    assert_data_eq!(
        run.stderr.lines().take(2).collect::<Vec<_>>().join("\n"),
        str![[r#"
error: long.txt: larger than 4 KiB
  allow more with --max-bytes (now 4 KiB), or cut the reports out of it
"#]]
    );
    assert_eq!(folder.run(&["read", "--max-bytes", "5K", "long.txt", "good.txt"]).exit, 0);
    let piped = folder.pipe(&["read", "--max-bytes", "4K", "-"], "word ".repeat(1000));
    assert_data_eq!(
        piped.stderr,
        str![[r#"
error: standard input: larger than 4 KiB
  allow more with --max-bytes (now 4 KiB), or cut the reports out of it

"#]]
    );
}

#[test]
fn invalid_utf_8() {
    let mut bytes = "Милиция задержала адвоката Анну Лебедянкину ".as_bytes().to_vec();
    bytes.extend(b"\xff\xd0 ");
    bytes.extend("в городе Ош, сообщили её родственники.\n".as_bytes());
    with_a_doubt("bad.txt", bytes, "invalid-bytes", "Анну Лебедянкину");
}

#[test]
fn utf_16() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend("Милиция задержала Анну в городе Ош.\n".encode_utf16().flat_map(u16::to_le_bytes));
    let run = Folder::new().file("wide.txt", bytes).run(&["read", "wide.txt"]);
    assert!(run.exit == 0 && run.stdout.contains("Милиция задержала Анну"), "{run:?}");
}

#[test]
fn windows_1251_without_a_declaration() {
    let text = "В городе Ош милиция задержала адвоката и двух его помощников, сообщили родственники задержанных.\n";
    let bytes: Vec<u8> = text.chars().map(byte_1251).collect();
    with_a_doubt("old.txt", bytes, "encoding-guessed", "милиция задержала адвоката");
}

#[test]
fn koi8_r_without_a_declaration() {
    let text = "В городе Ош милиция задержала адвоката и двух его помощников, сообщили родственники задержанных.\n";
    let bytes: Vec<u8> = text.chars().map(byte_koi8).collect();
    with_a_doubt("older.txt", bytes, "encoding-guessed", "милиция задержала адвоката");
}

fn byte_1251(c: char) -> u8 {
    match c {
        'А'..='я' => (c as u32 - 'А' as u32 + 0xc0) as u8,
        c => u8::try_from(c).expect("the sample holds ASCII and Russian letters"),
    }
}

fn byte_koi8(c: char) -> u8 {
    const LOWER: &str = "юабцдефгхийклмнопярстужвьызшэщчъ";
    let lower: String = c.to_lowercase().collect();
    match LOWER.chars().position(|l| lower.starts_with(l)) {
        Some(at) => 0xc0 + at as u8 + if c.is_uppercase() { 0x20 } else { 0 },
        None => u8::try_from(c).expect("the sample holds ASCII and Russian letters"),
    }
}

#[test]
fn html_nested_deep() {
    let page = format!("{}<p>{GOOD}</p>{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    with_a_doubt("deep.html", page, "depth-capped", "Okello Otim");
}

#[test]
fn broken_line() {
    let lines = "{\"id\": \"a\", \"text\": \"Police bea\n{\"id\": \"b\", \"text\": \"They beat Anna.\"}\n[1]\n{\"id\": 7}\n{\"id\": \"\", \"text\": \"\"}\n";
    let run = Folder::new().pipe(&["extract"], lines);
    assert_eq!((run.exit, run.stdout.lines().count()), (1, 1));
    assert!(run.stdout.contains("\"id\":\"b\""));
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: standard input, line 1: broken JSON (EOF while parsing a string at byte 31)
  write one whole JSON object a line
error: standard input, line 3: no JSON object
  write one JSON object with "id" and "text" a line
error: standard input, line 4: the field "id" is missing or no text
  give each report at least "id" and "text"
error: standard input, line 5: the field "id" is empty
  give each report an identifier of its own
note: 4 of 5 inputs failed; the rest is in the result

"#]]
    );
}

#[test]
fn line_over_the_limit() {
    let lines =
        format!("{{\"id\": \"a\", \"text\": \"{}\"}}\n{{\"id\": \"b\", \"text\": \"Anna.\"}}\n", "word ".repeat(1000));
    let run = Folder::new().pipe(&["extract", "--max-bytes", "4K"], lines);
    assert_eq!((run.exit, run.stdout.lines().count()), (1, 1));
    assert_data_eq!(
        run.stderr.lines().take(2).collect::<Vec<_>>().join("\n"),
        str![[r#"
error: standard input, line 1: longer than 4 KiB
  allow more with --max-bytes (now 4 KiB)
"#]]
    );
}

#[test]
fn same_identifier_twice() {
    let lines = "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"a\", \"text\": \"Two.\"}\n{\"id\": \"a\", \"text\": \"One.\"}\n";
    let run = Folder::new().pipe(&["extract"], lines);
    assert_eq!((run.exit, run.stdout.lines().count()), (1, 2));
    assert!(run.stdout.lines().last().is_some_and(|l| l.contains("same-bytes")), "the copy says so: {}", run.stdout);
    assert_data_eq!(
        run.stderr.lines().take(2).collect::<Vec<_>>().join("\n"),
        str![[r#"
error: standard input, line 2: the identifier "a" stands on line 1 with other words
  give each report an identifier of its own
"#]]
    );
}

#[test]
fn field_that_does_not_fit() {
    let line = "{\"id\": \"a\", \"text\": \"Anna was beaten.\", \"source\": \"BBC\", \"lang\": \"en\", \"published\": {\"edtf\": \"May\"}}\n";
    let run = Folder::new().pipe(&["extract"], line);
    assert_eq!(run.exit, 0, "{run:?}");
    assert!(run.stdout.contains("the field \\\"source\\\" is not as the interface has it"), "{}", run.stdout);
    assert!(run.stdout.contains("\"lang\":\"en\""), "{}", run.stdout);
}

#[test]
fn lines_that_were_not_extracted() {
    let run = Folder::new().pipe(&["corroborate"], "{\"id\": \"a\", \"text\": \"One.\"}\n");
    assert_eq!(run.exit, 3);
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: standard input, line 1: no extracted report: the field "claims" is missing
  give lines that `khronika extract` wrote

"#]]
    );
}

#[test]
fn no_dossier_to_add_to() {
    let folder = Folder::new().file("old.json", "{\"events\": 7}");
    let run = folder.run(&["corroborate", "--into", "old.json"]);
    assert_eq!(run.exit, 3);
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: old.json: no dossier in JSON (invalid type: integer `7`, expected a sequence at line 1 column 12)
  give a file that `khronika dossier --format json` wrote

"#]]
    );
}

#[test]
fn strict_takes_a_doubt_as_an_error() {
    let folder = Folder::new().file("good.txt", GOOD);
    let run = folder.run(&["read", "--strict", "good.txt"]);
    assert_eq!((run.exit, run.stdout.as_str()), (3, ""));
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: good.txt: doubt date-missing
  No date of publication was found; check when this report was published. Without --strict it goes on.

"#]]
    );
    assert_eq!(folder.run(&["read", "--strict", "--published", "2019-06-04", "good.txt"]).exit, 0);
}

#[test]
fn result_that_cannot_be_written() {
    let folder = Folder::new().file("good.txt", GOOD);
    let run = folder.run(&["read", "good.txt", "-o", "no/such/out.jsonl"]);
    assert_eq!(run.exit, 3);
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: no/such/out.jsonl: could not be written (there is no such directory)
  name a file in a directory that can be written

"#]]
    );
}
