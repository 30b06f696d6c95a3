//! Paragraphs to lines: breaks by UAX #14, never inside a number.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::cells;

/// A stretch of text in one style. `R` is whatever the caller calls a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<R> {
    /// The text.
    pub text: String,
    /// Its style.
    pub role: R,
}

impl<R> Run<R> {
    /// A run.
    pub fn new(text: impl Into<String>, role: R) -> Self {
        Self { text: text.into(), role }
    }
}

/// A line as it is drawn, first run first.
pub type Line<R> = Vec<Run<R>>;

/// Breaks a paragraph into lines of at most `width` cells. A word longer than a line is cut at its clusters, with a
/// hyphen if it is made of letters; nothing else is added and only the blanks at the breaks are lost.
pub fn lay_out<R: Copy + PartialEq>(paragraph: &[Run<R>], width: usize) -> Vec<Line<R>> {
    let width = width.max(1);
    let whole: String = paragraph.iter().map(|run| run.text.as_str()).collect();
    let mut lines = Builder { width, lines: Vec::new(), line: Vec::new(), used: 0 };
    let mut styles = paragraph.iter().map(|run| (run.text.len(), run.role));
    let mut style = styles.next();
    let mut from = 0;
    for (to, kind) in linebreaks(&whole) {
        let Some(word) = whole.get(from..to) else { continue };
        from = to;
        // The same word, cut where the style changes.
        let mut pieces: Vec<(&str, R)> = Vec::new();
        let mut rest = word;
        while let Some((left, role)) = &mut style {
            if *left > rest.len() {
                *left -= rest.len();
                pieces.push((rest, *role));
                break;
            }
            let (head, tail) = rest.split_at_checked(*left).unwrap_or((rest, ""));
            pieces.push((head, *role));
            rest = tail;
            style = styles.next();
            if rest.is_empty() {
                break;
            }
        }
        lines.word(&pieces);
        if kind == BreakOpportunity::Mandatory && to < whole.len() {
            lines.end_line();
        }
    }
    lines.end_line();
    lines.lines
}

/// Without the blanks at its end; a no-break space is none.
fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() && c != '\u{a0}')
}

struct Builder<R> {
    width: usize,
    lines: Vec<Line<R>>,
    line: Line<R>,
    used: usize,
}

impl<R: Copy + PartialEq> Builder<R> {
    fn word(&mut self, pieces: &[(&str, R)]) {
        let text: String = pieces.iter().map(|(text, _)| *text).collect();
        let needed = cells(trimmed(&text));
        if self.used > 0 && self.used + needed > self.width {
            self.end_line();
        }
        if needed <= self.width {
            for (text, role) in pieces {
                self.push(text, *role);
            }
            return;
        }
        let hyphen = trimmed(&text).chars().all(|c| c.is_alphabetic() || c == '\'') && self.width > 2;
        let room = self.width - usize::from(hyphen);
        for (text, role) in pieces {
            for cluster in text.graphemes(true) {
                if self.used + cluster.width() > room && !trimmed(cluster).is_empty() && self.used > 0 {
                    if hyphen {
                        self.push("-", *role);
                    }
                    self.end_line();
                }
                self.push(cluster, *role);
            }
        }
    }

    fn push(&mut self, text: &str, role: R) {
        self.used += cells(text);
        match self.line.last_mut() {
            Some(run) if run.role == role => run.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.line.push(Run::new(text, role)),
        }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        self.used = 0;
        while let Some(last) = line.last_mut() {
            let kept = trimmed(&last.text).len();
            last.text.truncate(kept);
            if !last.text.is_empty() {
                break;
            }
            line.pop();
        }
        self.lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn lines(text: &str, width: usize) -> Vec<String> {
        lay_out(&[Run::new(text, ())], width)
            .iter()
            .map(|line| line.iter().map(|run| run.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn words_stay_whole() {
        assert_eq!(lines("Porta il passaporto e due foto", 12), ["Porta il", "passaporto e", "due foto"]);
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("a\nb", 5), ["a", "b"]);
    }

    #[test]
    fn a_number_is_never_cut() {
        assert_eq!(lines("tel 0187\u{a0}748\u{a0}601 ore", 13), ["tel", "0187\u{a0}748\u{a0}601", "ore"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_with_a_sign() {
        assert_eq!(lines("precipitevolissimevolmente", 10), ["precipite-", "volissime-", "volmente"]);
        assert_eq!(lines("www.comune.laspezia.it/x", 10).concat(), "www.comune.laspezia.it/x");
    }

    #[test]
    fn styles_survive_the_breaks() {
        let laid = lay_out(&[Run::new("uno ", 1), Run::new("due", 2), Run::new(" tre", 1)], 7);
        assert_eq!(laid, [vec![Run::new("uno ", 1), Run::new("due", 2)], vec![Run::new("tre", 1)]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]
        #[test]
        fn no_line_is_wider_and_nothing_is_lost(text in "(\\PC|[a-z]{1,12}| ){0,60}", width in 4_usize..40) {
            let runs = [Run::new(text.clone(), 0)];
            let laid = lay_out(&runs, width);
            for line in &laid {
                let drawn: usize = line.iter().map(|run| cells(&run.text)).sum();
                prop_assert!(drawn <= width, "{line:?} is {drawn} cells, not {width}");
            }
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
            let together: String = laid.iter().flatten().map(|run| run.text.as_str()).collect();
            prop_assert_eq!(bare(&together), bare(&text));
        }
    }
}
