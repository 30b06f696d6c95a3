//! Rust sources as tokens, for the tests that hold rules over them: comments are gone, literals are whole.
//!
//! A search through the lines would find `std::fs` in a comment and miss it in `use std::{fs, io};`.

use std::fs;
use std::path::Path;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name, a keyword or a number.
    Word,
    /// A string literal; the text is what it stands for.
    Text,
    /// One sign; a character or a lifetime is a `'`.
    Sign,
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    /// From 1.
    pub(crate) line: usize,
}

impl Token {
    /// Whether it is this name or this sign. A string literal is neither.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.kind != Kind::Text && self.text == text
    }
}

/// A file of the sources: its path under `src`, with `/`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every file under `src`, sorted by path.
pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    walk(&root, &root, &mut out);
    out.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!out.is_empty(), "no sources found");
    out
}

fn walk(root: &Path, folder: &Path, out: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            out.push(Source { path: name, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

/// The tokens of a source.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader { rest: source, line: 1, out: Vec::new() };
    while reader.step() {}
    reader.out
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    out: Vec<Token>,
}

impl<'a> Reader<'a> {
    fn step(&mut self) -> bool {
        let Some(first) = self.rest.chars().next() else { return false };
        if first.is_whitespace() {
            self.take(first.len_utf8());
        } else if self.rest.starts_with("//") {
            self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.block_comment();
        } else if let Some(hashes) = raw_string(self.rest) {
            self.raw_text(hashes);
        } else if let Some(prefix) = ["\"", "b\"", "c\""].iter().find(|prefix| self.rest.starts_with(**prefix)) {
            self.text(prefix.len());
        } else if first == '\'' || self.rest.starts_with("b'") {
            self.quote();
        } else if first.is_alphanumeric() || first == '_' {
            let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest.len());
            let word = &self.rest[..end];
            self.push(Kind::Word, word.to_owned(), end);
        } else {
            self.push(Kind::Sign, first.to_string(), first.len_utf8());
        }
        true
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }

    fn push(&mut self, kind: Kind, text: String, bytes: usize) {
        self.out.push(Token { kind, text, line: self.line });
        self.take(bytes);
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            let (step, change) = match self.rest {
                rest if rest.starts_with("/*") => (2, 1),
                rest if rest.starts_with("*/") => (2, -1),
                rest => (rest.chars().next().map_or(0, char::len_utf8), 0),
            };
            depth += change;
            self.take(step);
            if depth == 0 || step == 0 {
                return;
            }
        }
    }

    fn raw_text(&mut self, hashes: usize) {
        let start = self.rest.find('"').unwrap_or(0) + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = self.rest[start..].find(&close).expect("a raw string that ends");
        let text = self.rest[start..start + length].to_owned();
        self.push(Kind::Text, text, start + length + close.len());
    }

    fn text(&mut self, prefix: usize) {
        let body = &self.rest[prefix..];
        let mut text = String::new();
        let mut chars = body.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => return self.push(Kind::Text, text, prefix + at + 1),
                '\\' => match chars.next().map(|(_, c)| c) {
                    // The text goes on after the blanks of the next line.
                    Some('\n') => {
                        while chars.as_str().starts_with(char::is_whitespace) {
                            chars.next();
                        }
                    }
                    Some('u') => {
                        let code: String = chars.by_ref().map(|(_, c)| c).take_while(|c| *c != '}').skip(1).collect();
                        text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                    }
                    Some(escaped @ ('\\' | '"' | '\'')) => text.push(escaped),
                    // Line ends and other control characters are no letters.
                    _ => text.push('\n'),
                },
                c => text.push(c),
            }
        }
        panic!("a string literal without end in line {}", self.line);
    }

    /// A character literal, or a lifetime, which has no quote behind it.
    fn quote(&mut self) {
        let start = self.rest.find('\'').unwrap_or(0) + 1;
        let body = &self.rest[start..];
        let first = body.chars().next().map_or(0, char::len_utf8);
        let bytes = if body.starts_with('\\') {
            2 + body[2..].find('\'').map_or(0, |end| end + 1)
        } else if body[first..].starts_with('\'') {
            first + 1
        } else {
            body.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(body.len())
        };
        self.push(Kind::Sign, "'".to_owned(), start + bytes);
    }
}

/// The number of `#` of a raw string, if one starts here.
fn raw_string(text: &str) -> Option<usize> {
    let body = ["r", "br", "cr"].iter().find_map(|prefix| text.strip_prefix(prefix))?;
    let bare = body.trim_start_matches('#');
    bare.starts_with('"').then(|| body.len() - bare.len())
}

/// The tokens of the program, and those of its `#[cfg(test)]` items.
pub(crate) fn apart(tokens: &[Token]) -> (Vec<Token>, Vec<Token>) {
    const ATTRIBUTE: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut program, mut tests) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        let is_test = ATTRIBUTE.iter().enumerate().all(|(i, text)| tokens.get(at + i).is_some_and(|t| t.is(text)));
        let end = if is_test { item_end(tokens, at + ATTRIBUTE.len()) } else { at + 1 };
        if is_test { &mut tests } else { &mut program }.extend_from_slice(&tokens[at..end]);
        at = end;
    }
    (program, tests)
}

/// Behind the item that starts here: its `;`, or the brace that closes it.
fn item_end(tokens: &[Token], from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token.text.as_str() {
            _ if token.kind != Kind::Sign => {}
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && token.is("}") {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}
