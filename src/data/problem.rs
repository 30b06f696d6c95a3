//! A problem in the data: a value, not an error. A check returns all of them.

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// Whether a pack with the problem can go live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but somebody should look.
    Warning,
}

/// One problem with its place and its cure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable name of the rule.
    pub rule: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Path in the pack.
    pub file: String,
    /// Line, from 1; 0 when the problem is the file itself.
    pub line: usize,
    /// Column in characters, from 1; 0 when the problem is the file itself.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The line of the file, for the eye.
    #[serde(skip)]
    pub snippet: String,
    /// How many characters the caret underlines.
    #[serde(skip)]
    pub width: usize,
}

impl Problem {
    /// Finds line and column of a span of a text.
    pub fn locate(&mut self, text: &str, span: &Range<usize>) {
        let start = floor(text, span.start);
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
        let spanned = text.get(start..floor(text, span.end)).unwrap_or_default();
        self.line = before.matches('\n').count() + 1;
        self.column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        line.clone_into(&mut self.snippet);
        self.width = spanned.lines().next().unwrap_or_default().chars().count().max(1);
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `file:line:column`, the message, the line with a caret, what to do. Values are printed escaped (R70).
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let file = visible(&self.file);
        if self.line == 0 {
            writeln!(f, "{file}: {severity}[{}]: {}", self.rule, visible(&self.message))?;
        } else {
            writeln!(f, "{file}:{}:{}: {severity}[{}]: {}", self.line, self.column, self.rule, visible(&self.message))?;
            let (snippet, lead, width) = self.window();
            writeln!(f, "  | {snippet}")?;
            writeln!(f, "  | {}{}", " ".repeat(lead), "^".repeat(width))?;
        }
        if !self.help.is_empty() {
            writeln!(f, "  = {}", visible(&self.help))?;
        }
        Ok(())
    }
}

/// Longest part of a line that is shown.
const SNIPPET: usize = 100;

impl Problem {
    /// The part of the line around the caret, with the caret's place and width in it, both in cells of a terminal.
    fn window(&self) -> (String, usize, usize) {
        let chars: Vec<char> = self.snippet.chars().map(plain).collect();
        let at = self.column.saturating_sub(1);
        let from = if at < SNIPPET * 4 / 5 { 0 } else { at - SNIPPET / 2 };
        let part = |from: usize, count: usize| chars.iter().skip(from).take(count).collect::<String>();
        let lead = at - from;
        let carets = part(at, self.width.min(SNIPPET.saturating_sub(lead)));
        (part(from, SNIPPET), part(from, lead).width(), carets.width().max(1))
    }
}

/// A character as a line of a report can show it, in a place of its own.
fn plain(c: char) -> char {
    match c {
        '\t' => ' ',
        c if is_hidden(c) => '\u{fffd}',
        c => c,
    }
}

/// Characters that hide or reorder what a reader sees (Trojan Source, CVE-2021-42574; `reliability.md` R66), and all
/// that a terminal could take for a command. ZWNJ, ZWJ and the direction marks that scripts need are not among them (R67).
pub(super) fn is_hidden(c: char) -> bool {
    match c {
        '\n' => false,
        // Separators, embeddings and overrides, isolates, an inner byte order mark, tags.
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}'
        // Private use, noncharacters.
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}'
        | '\u{fdd0}'..='\u{fdef}' => true,
        c => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
    }
}

/// A text with hidden characters spelled out.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) || c == '\n' { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a = 1\nè = \"città\"\n";
        let start = text.find('"').unwrap();
        let mut problem = Problem {
            rule: "x",
            severity: Severity::Error,
            file: "f.toml".into(),
            line: 0,
            column: 0,
            message: "m".into(),
            help: "h".into(),
            snippet: String::new(),
            width: 0,
        };
        problem.locate(text, &(start..start + "\"città\"".len()));
        assert_eq!((problem.line, problem.column, problem.width), (2, 5, 7));
        assert_eq!(problem.to_string(), "f.toml:2:5: error[x]: m\n  | è = \"città\"\n  |     ^^^^^^^\n  = h\n");
    }

    #[test]
    fn a_file_name_cannot_drive_a_terminal() {
        assert_eq!(visible("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
    }
}
