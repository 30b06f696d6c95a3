//! What a terminal answers when it is asked what it is: told apart from keys, which it never becomes.
//!
//! Three answers are understood, each in a few bytes of memory: its name (`DCS > | text ST`, xterm's XTVERSION), the
//! size of its cells (`CSI 6 ; height ; width t`) and what it can do (`CSI ? class ; ... c`, DEC's primary device
//! attributes, 4 among them for sixel).

use super::{Introducer, State};

/// Longest name that is kept.
const NAME: usize = 32;

/// What has been answered so far, the last answer of each kind.
#[derive(Debug, Default, Clone, Copy)]
pub struct Replies {
    name: Option<Name>,
    cell: Option<(u16, u16)>,
    sixel: Option<bool>,
    /// The answer that is being heard.
    heard: Heard,
}

#[derive(Debug, Default, Clone, Copy)]
enum Heard {
    #[default]
    Nothing,
    Sequence(Report),
    Text(Name),
}

/// A name of letters, digits and signs of ASCII.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Name {
    bytes: [u8; NAME],
    length: usize,
}

/// The parameters of a control sequence as far as answers need them.
#[derive(Debug, Default, Clone, Copy)]
struct Report {
    /// The private mark it began with, 0 without.
    mark: u8,
    numbers: [u16; 3],
    /// Which number is being read.
    at: usize,
    number: u16,
    /// One after the first was 4.
    four: bool,
    /// Something no answer of ours has.
    foreign: bool,
}

impl Replies {
    /// Its name and version, as it calls itself.
    pub fn name(&self) -> Option<&str> {
        let name = self.name.as_ref()?;
        std::str::from_utf8(name.bytes.get(..name.length)?).ok()
    }

    /// Width and height of a cell in pixels; a window that is not open yet has none.
    pub fn cell(&self) -> Option<(u16, u16)> {
        self.cell
    }

    /// Whether it shows sixel; `None` until it has said what it can do, which is the last of its answers.
    pub fn sixel(&self) -> Option<bool> {
        self.sixel
    }

    /// Hears one byte; `state` is what the bytes before amount to.
    pub(super) fn hear(&mut self, state: State, byte: u8) {
        match (state, &mut self.heard) {
            (State::Escape, heard) => {
                *heard = match byte {
                    b'[' => Heard::Sequence(Report::default()),
                    b'P' => Heard::Text(Name::default()),
                    _ => Heard::Nothing,
                };
            }
            (State::Sequence(Introducer::Csi, _), Heard::Sequence(report)) => {
                if let 0x20..=0x3f = byte {
                    return report.push(byte);
                }
                let report = std::mem::take(report);
                self.heard = Heard::Nothing;
                self.report(report, byte);
            }
            (State::String { bel: false }, Heard::Text(name)) => name.push(byte),
            (State::StringEscape, Heard::Text(name)) => {
                if byte == b'\\'
                    && let Some(version) = name.version()
                {
                    self.name = Some(version);
                }
                self.heard = Heard::Nothing;
            }
            (_, heard) => *heard = Heard::Nothing,
        }
    }

    /// A whole sequence.
    fn report(&mut self, mut report: Report, last: u8) {
        report.end_number();
        match (report.foreign, report.mark, last, report.numbers) {
            (false, b'?', b'c', _) => self.sixel = Some(report.four),
            (false, 0, b't', [6, height, width]) if report.at == 3 => {
                self.cell = (width > 0 && height > 0).then_some((width, height));
            }
            _ => {}
        }
    }
}

impl Report {
    fn push(&mut self, byte: u8) {
        match byte {
            b'0'..=b'9' => {
                self.number = self.number.saturating_mul(10).saturating_add(u16::from(byte - b'0'));
            }
            b';' => self.end_number(),
            b'<'..=b'?' if self.mark == 0 && self.at == 0 && self.number == 0 => self.mark = byte,
            _ => self.foreign = true,
        }
    }

    fn end_number(&mut self) {
        let number = std::mem::take(&mut self.number);
        self.four |= self.at > 0 && number == 4;
        if let Some(place) = self.numbers.get_mut(self.at) {
            *place = number;
        }
        self.at = self.at.saturating_add(1);
    }
}

impl Name {
    fn push(&mut self, byte: u8) {
        // An ESC begins the end of the string.
        if (byte.is_ascii_graphic() || byte == b' ')
            && let Some(place) = self.bytes.get_mut(self.length)
        {
            *place = byte;
            self.length += 1;
        }
    }

    /// What follows `>|`, if the string is an answer to our question.
    fn version(self) -> Option<Self> {
        let text = self.bytes.get(..self.length)?.strip_prefix(b">|")?;
        let mut name = Self::default();
        for byte in text {
            name.push(*byte);
        }
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Decoder;

    /// Name, cell and sixel after these bytes; no key comes of them.
    fn heard(bytes: &[u8]) -> (Option<String>, Option<(u16, u16)>, Option<bool>) {
        let mut whole = (Decoder::default(), Vec::new());
        whole.0.feed(bytes, &mut whole.1);
        let mut single = (Decoder::default(), Vec::new());
        for byte in bytes {
            single.0.feed(&[*byte], &mut single.1);
        }
        let told = |decoder: &Decoder| {
            let replies = decoder.replies();
            (replies.name().map(str::to_owned), replies.cell(), replies.sixel())
        };
        assert_eq!(told(&whole.0), told(&single.0));
        assert_eq!(whole.1, single.1);
        assert_eq!(whole.1, [], "{}", bytes.escape_ascii());
        told(&whole.0)
    }

    #[test]
    fn what_terminals_answer() {
        for (bytes, name, cell, sixel) in [
            (&b"\x1bP>|foot(1.13.1)\x1b\\\x1b[6;27;13t\x1b[?62;4;22c"[..], Some("foot(1.13.1)"), Some((13, 27)), true),
            (b"\x1b[?65;1;9c", None, None, false),
            (b"\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c", Some("XTerm(379)"), None, false),
            (b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[6;20;10t\x1b[?62;c", Some("kitty(0.26.5)"), Some((10, 20)), false),
            (b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[6;19;9t\x1b[?62;1;4c", Some("Konsole 22.12.3"), Some((9, 19)), true),
            (b"\x1b[?63;1;2;3;4;6;7;15;18;22;29c", None, None, true),
            (b"\x1b[?4c", None, None, false),
        ] {
            assert_eq!(heard(bytes), (name.map(str::to_owned), cell, Some(sixel)), "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn what_is_no_answer() {
        for bytes in [
            &b"\x1b[6;0;0t"[..],
            b"\x1b[6;20t",
            b"\x1b[6;20;10;1t",
            b"\x1b[4;600;800t",
            b"\x1b[?6;20;10t",
            b"\x1b[6;20:1;10t",
            b"\x1b[>65;7006;1c",
            b"\x1b[?62;4$y",
            b"\x1b[?62;4;\x18\x1b[?1;2$y",
            b"\x1b]>|foot\x1b\\",
            b"\x1bP1$r0m\x1b\\",
            b"\x1bP>|foot\x1b\\".strip_suffix(b"\\").unwrap_or_default(),
        ] {
            assert_eq!(heard(bytes), (None, None, None), "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn an_answer_is_bounded() {
        let long = [&b"\x1bP>|"[..], &b"x".repeat(10_000), b"\x1b\\"].concat();
        assert_eq!(heard(&long).0.map(|name| name.len()), Some(super::NAME - 2));
        let number = [&b"\x1b[6;"[..], &b"9".repeat(10_000), b";10t"].concat();
        assert_eq!(heard(&number).1, Some((10, u16::MAX)));
        let many = [&b"\x1b[?62"[..], &b";4".repeat(10_000), b"c"].concat();
        assert_eq!(heard(&many).2, Some(true));
    }

    #[test]
    fn the_last_answer_counts() {
        assert_eq!(heard(b"\x1b[6;0;0t\x1b[6;20;10t").1, Some((10, 20)));
        assert_eq!(heard(b"\x1b[6;20;10t\x1b[6;0;0t").1, None);
    }
}
