//! Bytes of a terminal to keys: a bounded decoder that no visitor can make deaf.
//!
//! A sequence is framed by the structure of ECMA-48 (section 5.4) first, and only a whole one is interpreted. What is
//! whole and unknown is dropped whole, so the answer of a terminal never becomes text or a command. What is not whole
//! is dropped after [`Decoder::patience`], so nothing a visitor types, such as Alt+[ and `200~`, holds the next key
//! back. Nothing is stored but the state of the machine: a few bytes, whatever arrives, and constant work for a byte.
//!
//! Sources: ECMA-48 (structure), xterm's ctlseqs (keys and reports), Linux `console_codes(4)` and rxvt (their own
//! keys).

mod replies;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use replies::Replies;

const BEL: u8 = 0x07;
const CAN: u8 = 0x18;
const SUB: u8 = 0x1a;
const ESC: u8 = 0x1b;

/// The number of the start mark of a bracketed paste, `CSI 200 ~` (xterm ctlseqs).
const PASTE_START: u8 = 200;
/// The end mark of a bracketed paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// A terminal sends the bytes of a key in one write: 20 ms tell the key Esc from the start of another key.
const PATIENCE_ESCAPE: Duration = Duration::from_millis(20);
/// The rest of a sequence or of a character may still be on a slow line.
const PATIENCE_SEQUENCE: Duration = Duration::from_millis(50);
/// Pastes and strings come in many writes.
const PATIENCE_LONG: Duration = Duration::from_millis(200);

/// Turns the bytes of a terminal into keys, in memory of constant size and without a clock of its own.
///
/// The caller feeds what it reads. When [`Decoder::patience`] has passed with no more bytes it calls
/// [`Decoder::lapse`], and the decoder starts afresh. Keys are told as crossterm tells them: the same codes, and
/// SHIFT on capital letters.
#[derive(Debug, Default, Clone)]
pub struct Decoder {
    state: State,
    replies: Replies,
}

impl Decoder {
    /// Takes bytes as they came, in any chunking, and hands on the keys that are complete.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<KeyEvent>) {
        for &byte in bytes {
            self.replies.hear(self.state, byte);
            self.state = self.state.step(byte, out);
        }
    }

    /// What the terminal has answered so far.
    pub fn replies(&self) -> &Replies {
        &self.replies
    }

    /// How long the caller may wait for more bytes before it calls [`Decoder::lapse`]; `None` when nothing is
    /// pending.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape => Some(PATIENCE_ESCAPE),
            State::Char(_) | State::Sequence(..) | State::LinuxKey | State::Mouse(_) => Some(PATIENCE_SEQUENCE),
            State::String { .. } | State::StringEscape | State::Paste(_) => Some(PATIENCE_LONG),
        }
    }

    /// The time of [`Decoder::patience`] has passed in silence: a lone ESC becomes the key Esc, an unfinished
    /// sequence is dropped whole, an open paste ends. Nothing is pending afterwards.
    pub fn lapse(&mut self, out: &mut Vec<KeyEvent>) {
        if let State::Escape = std::mem::take(&mut self.state) {
            out.push(KeyCode::Esc.into());
        }
    }
}

/// What the bytes so far amount to. `Copy` on purpose: it cannot own memory, so it cannot grow.
#[derive(Debug, Default, Clone, Copy)]
enum State {
    /// Nothing is pending.
    #[default]
    Ground,
    /// Within a character of UTF-8.
    Char(Partial),
    /// After an ESC: the key Esc, Alt with a key, or the start of a sequence.
    Escape,
    /// Within a control sequence.
    Sequence(Introducer, Params),
    /// After `CSI [`: one letter follows, F1 to F5 of the Linux console.
    LinuxKey,
    /// After `CSI M`: so many bytes of an X10 mouse report follow, of any value.
    Mouse(u8),
    /// Within the string of an OSC (which BEL ends too, in xterm), DCS, SOS, PM or APC.
    String { bel: bool },
    /// After an ESC within a string: its end, `ESC \`, or something new.
    StringEscape,
    /// Within a bracketed paste, with so many bytes of its end mark seen.
    Paste(usize),
}

impl State {
    /// The state after one more byte; a key it completes goes to `out`.
    fn step(self, byte: u8, out: &mut Vec<KeyEvent>) -> Self {
        match (self, byte) {
            (Self::Char(partial), 0x80..=0xbf) => partial.push(byte, out),
            (Self::Ground | Self::Char(_), _) => Self::start(byte, KeyModifiers::NONE, out),
            (Self::Paste(seen), _) => Self::paste(seen, byte),

            (Self::Escape, ESC) => {
                out.push(KeyCode::Esc.into());
                Self::Escape
            }
            (Self::Escape, b'[') => Self::Sequence(Introducer::Csi, Params::None),
            (Self::Escape, b'O') => Self::Sequence(Introducer::Ss3, Params::None),
            (Self::Escape, b']') => Self::String { bel: true },
            (Self::Escape, b'P' | b'X' | b'^' | b'_') => Self::String { bel: false },
            (Self::Escape, _) => Self::start(byte, KeyModifiers::ALT, out),

            // From here on the byte is inside a sequence or a string. CAN and SUB abort either, and ESC starts anew
            // (console_codes(4), DEC's parsers); within a string it may be half of ST.
            (_, CAN | SUB) | (Self::String { bel: true }, BEL) | (Self::StringEscape, b'\\') => Self::Ground,
            (Self::String { .. } | Self::StringEscape, ESC) => Self::StringEscape,
            (_, ESC) => Self::Escape,

            (Self::String { .. }, _) => self,
            (Self::StringEscape, _) => Self::Escape.step(byte, out),
            (Self::Mouse(0 | 1), _) => Self::Ground,
            (Self::Mouse(left), _) => Self::Mouse(left - 1),

            // No sequence has other control bytes or bytes beyond ASCII: this one broke off, the byte stands for
            // itself.
            (_, 0x00..=0x1f | 0x7f..) => Self::start(byte, KeyModifiers::NONE, out),
            (Self::LinuxKey, _) => {
                if let b'A'..=b'E' = byte {
                    out.push(KeyCode::F(byte - b'A' + 1).into());
                }
                Self::Ground
            }
            // ECMA-48: parameter bytes 30-3f, then intermediate bytes 20-2f, then one final byte 40-7e. That SS3
            // takes parameters is old xterm's and konsole's way; reading them keeps their letter from leaking as
            // text.
            (Self::Sequence(introducer, params), 0x20..=0x3f) => Self::Sequence(introducer, params.push(byte)),
            (Self::Sequence(Introducer::Csi, Params::None), b'[') => Self::LinuxKey,
            (Self::Sequence(Introducer::Csi, Params::None), b'M') => Self::Mouse(3),
            (Self::Sequence(Introducer::Csi, Params::One(PASTE_START)), b'~') => Self::Paste(0),
            (Self::Sequence(introducer, params), _) => {
                out.extend(key(introducer, params, byte));
                Self::Ground
            }
        }
    }

    /// The first byte of a key, and `held` what an ESC before it says: ALT or nothing.
    fn start(byte: u8, held: KeyModifiers, out: &mut Vec<KeyEvent>) -> Self {
        let (code, own) = match byte {
            0x00 => (KeyCode::Char(' '), KeyModifiers::CONTROL),
            0x08 | 0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
            b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
            b'\n' | b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
            0x01..=0x1a => (letter(b'a' + (byte - 0x01)), KeyModifiers::CONTROL),
            ESC => return Self::Escape,
            0x1c..=0x1f => (letter(b'4' + (byte - 0x1c)), KeyModifiers::CONTROL),
            0x20..=0x7e => (letter(byte), shift(char::from(byte))),
            0xc0..=0xdf => return Self::Char(Partial::new(2, byte & 0x1f, held)),
            0xe0..=0xef => return Self::Char(Partial::new(3, byte & 0x0f, held)),
            0xf0..=0xf7 => return Self::Char(Partial::new(4, byte & 0x07, held)),
            // A stray byte of UTF-8, or a C1 control in its 8-bit form, which no terminal in UTF-8 sends.
            0x80..=0xbf | 0xf8.. => return Self::Ground,
        };
        out.push(KeyEvent::new(code, own | held));
        Self::Ground
    }

    /// Discards a byte of a paste. Only the first byte of the end mark is ESC: a mismatch can start it over but never
    /// continue it.
    fn paste(seen: usize, byte: u8) -> Self {
        let seen = match PASTE_END.get(seen) {
            Some(&expected) if expected == byte => seen + 1,
            _ => usize::from(byte == ESC),
        };
        if seen == PASTE_END.len() { Self::Ground } else { Self::Paste(seen) }
    }
}

/// The bits so far of a character of UTF-8.
#[derive(Debug, Clone, Copy)]
struct Partial {
    bits: u32,
    len: u8,
    left: u8,
    held: KeyModifiers,
}

impl Partial {
    /// A lead byte: how many bytes the character has in all, and its first bits.
    fn new(len: u8, bits: u8, held: KeyModifiers) -> Self {
        Self { bits: bits.into(), len, left: len - 1, held }
    }

    /// A continuation byte.
    fn push(mut self, byte: u8, out: &mut Vec<KeyEvent>) -> State {
        self.bits = self.bits << 6 | u32::from(byte & 0x3f);
        self.left = self.left.saturating_sub(1);
        if self.left > 0 {
            return State::Char(self);
        }
        // `from_u32` refuses surrogates and numbers too high, the length refuses overlong forms.
        let char = char::from_u32(self.bits).filter(|c| c.len_utf8() == usize::from(self.len) && is_text(*c));
        out.extend(char.map(|c| KeyEvent::new(KeyCode::Char(c), shift(c) | self.held)));
        State::Ground
    }
}

/// Whether a character beyond ASCII is one: not a C1 control, not a noncharacter, not the mark of a broken character.
fn is_text(c: char) -> bool {
    let nonchar = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    !(c.is_control() || nonchar || c == char::REPLACEMENT_CHARACTER)
}

fn letter(byte: u8) -> KeyCode {
    KeyCode::Char(char::from(byte))
}

/// crossterm tells a capital letter with SHIFT, so what is written for its keys holds for these.
fn shift(c: char) -> KeyModifiers {
    if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE }
}

/// What opened a control sequence.
#[derive(Debug, Clone, Copy)]
enum Introducer {
    /// `ESC [`
    Csi,
    /// `ESC O`
    Ss3,
}

/// The parameters of a control sequence as far as a key can have them: a number and a modifier, 0 when left out.
#[derive(Debug, Clone, Copy)]
enum Params {
    None,
    One(u8),
    Two(u8, u8),
    /// Anything else: a private mark, a third number, one beyond 255, subparameters, intermediate bytes. Such a
    /// sequence is a report, never a key.
    Foreign,
}

impl Params {
    fn push(self, byte: u8) -> Self {
        let append = |number: u8| match byte {
            b'0'..=b'9' => number.checked_mul(10)?.checked_add(byte - b'0'),
            _ => None,
        };
        match (self, byte) {
            (Self::None, b';') => Self::Two(0, 0),
            (Self::One(number), b';') => Self::Two(number, 0),
            (Self::None, _) => append(0).map_or(Self::Foreign, Self::One),
            (Self::One(number), _) => append(number).map_or(Self::Foreign, Self::One),
            (Self::Two(number, modifier), _) => {
                append(modifier).map_or(Self::Foreign, |modifier| Self::Two(number, modifier))
            }
            (Self::Foreign, _) => Self::Foreign,
        }
    }
}

/// The key a whole control sequence stands for, if it is one.
fn key(introducer: Introducer, params: Params, last: u8) -> Option<KeyEvent> {
    let (number, modifier) = match params {
        Params::None => (0, 0),
        Params::One(number) => (number, 0),
        Params::Two(number, modifier) => (number, modifier),
        Params::Foreign => return None,
    };
    let (code, own) = match (introducer, last, number) {
        (Introducer::Csi, b'~', _) => (numbered(number)?, KeyModifiers::NONE),
        // `CSI n ; m R` is where the cursor is (CPR). xterm sends F3 with modifiers alike, so only SS3 means F3 here.
        (Introducer::Ss3, b'R', 0 | 1) => (KeyCode::F(3), KeyModifiers::NONE),
        (Introducer::Csi, b'Z', 0 | 1) => (KeyCode::BackTab, KeyModifiers::SHIFT),
        // rxvt
        (Introducer::Csi, b'a'..=b'd', 0 | 1) => (lettered(last.to_ascii_uppercase())?, KeyModifiers::SHIFT),
        (_, _, 0 | 1) => (lettered(last)?, KeyModifiers::NONE),
        _ => return None,
    };
    Some(KeyEvent::new(code, own | modifiers(modifier)))
}

/// Cursor keys and the keypad's F1 to F4 (xterm ctlseqs, "PC-Style Function Keys").
fn lettered(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

/// `CSI n ~`, the numbers of the VT220 and those of rxvt and the Linux console; the gaps are the VT220's.
fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// xterm's modifier parameter: one more than a sum of bits. Those beyond Ctrl are named as crossterm names them, and
/// kept: a key with one of them held is not the plain key.
fn modifiers(parameter: u8) -> KeyModifiers {
    const BITS: [KeyModifiers; 6] = [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
        KeyModifiers::SUPER,
        KeyModifiers::HYPER,
        KeyModifiers::META,
    ];
    let bits = parameter.saturating_sub(1);
    (0..).zip(BITS).filter(|&(place, _)| bits >> place & 1 == 1).map(|(_, modifier)| modifier).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
    const ALT: KeyModifiers = KeyModifiers::ALT;
    const CTRL: KeyModifiers = KeyModifiers::CONTROL;

    /// Codes and modifiers apart: the equality of `KeyEvent` makes no difference between `A` with and without SHIFT.
    fn keys(bytes: &[u8]) -> Vec<(KeyCode, KeyModifiers)> {
        let mut out = Vec::new();
        Decoder::default().feed(bytes, &mut out);
        out.iter().map(|key| (key.code, key.modifiers)).collect()
    }

    fn assert_keys(table: &[(&[u8], KeyCode, KeyModifiers)]) {
        for (bytes, code, modifiers) in table {
            let name = bytes.escape_ascii();
            assert_eq!(keys(bytes), [(*code, *modifiers)], "{name}");
        }
    }

    fn assert_text(table: &[(&[u8], &str)]) {
        for (bytes, text) in table {
            let expected: Vec<_> = text.chars().map(|c| (KeyCode::Char(c), NONE)).collect();
            assert_eq!(keys(bytes), expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn control_bytes() {
        assert_keys(&[
            (b"\0", KeyCode::Char(' '), CTRL),
            (b"\x01", KeyCode::Char('a'), CTRL),
            (b"\x03", KeyCode::Char('c'), CTRL),
            (b"\x08", KeyCode::Backspace, NONE),
            (b"\t", KeyCode::Tab, NONE),
            (b"\n", KeyCode::Enter, NONE),
            (b"\r", KeyCode::Enter, NONE),
            (b"\x18", KeyCode::Char('x'), CTRL),
            (b"\x1a", KeyCode::Char('z'), CTRL),
            (b"\x1c", KeyCode::Char('4'), CTRL),
            (b"\x1f", KeyCode::Char('7'), CTRL),
            (b"\x7f", KeyCode::Backspace, NONE),
        ]);
    }

    #[test]
    fn alt() {
        assert_keys(&[
            (b"\x1bq", KeyCode::Char('q'), ALT),
            (b"\x1bQ", KeyCode::Char('Q'), ALT | SHIFT),
            (b"\x1b\r", KeyCode::Enter, ALT),
            (b"\x1b\x7f", KeyCode::Backspace, ALT),
            (b"\x1b\x01", KeyCode::Char('a'), ALT | CTRL),
            (b"\x1b\x18", KeyCode::Char('x'), ALT | CTRL),
            ("\x1bà".as_bytes(), KeyCode::Char('à'), ALT),
        ]);
        // Alt+Up of rxvt is Esc and Up here
        let esc_up = [(KeyCode::Esc, NONE), (KeyCode::Up, NONE)];
        assert_eq!(keys(b"\x1b\x1b[A"), esc_up);
        // ALT goes with the broken character it was meant for
        assert_text(&[(b"\x1b\xffa", "a"), (b"\x1b\xc3a", "a")]);
    }

    #[test]
    fn cursor_and_editing_keys() {
        assert_keys(&[
            (b"\x1b[A", KeyCode::Up, NONE),
            (b"\x1bOB", KeyCode::Down, NONE),
            (b"\x1b[C", KeyCode::Right, NONE),
            (b"\x1bOD", KeyCode::Left, NONE),
            (b"\x1b[H", KeyCode::Home, NONE),
            (b"\x1bOH", KeyCode::Home, NONE),
            (b"\x1b[1~", KeyCode::Home, NONE),
            (b"\x1b[7~", KeyCode::Home, NONE),
            (b"\x1b[F", KeyCode::End, NONE),
            (b"\x1bOF", KeyCode::End, NONE),
            (b"\x1b[4~", KeyCode::End, NONE),
            (b"\x1b[8~", KeyCode::End, NONE),
            (b"\x1b[2~", KeyCode::Insert, NONE),
            (b"\x1b[3~", KeyCode::Delete, NONE),
            (b"\x1b[5~", KeyCode::PageUp, NONE),
            (b"\x1b[6~", KeyCode::PageDown, NONE),
            (b"\x1b[Z", KeyCode::BackTab, SHIFT),
            (b"\x1b[a", KeyCode::Up, SHIFT),
            (b"\x1b[d", KeyCode::Left, SHIFT),
        ]);
    }

    #[test]
    fn function_keys() {
        let numbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24];
        for (f, number) in (1..).zip(numbers) {
            let bytes = format!("\x1b[{number}~");
            assert_eq!(keys(bytes.as_bytes()), [(KeyCode::F(f), NONE)], "F{f}");
        }
        for (f, last) in (1..).zip(b'P'..=b'S') {
            assert_eq!(keys(&[ESC, b'O', last]), [(KeyCode::F(f), NONE)]);
        }
        for (f, last) in (1..).zip(b'A'..=b'E') {
            assert_eq!(keys(&[ESC, b'[', b'[', last]), [(KeyCode::F(f), NONE)]);
        }
    }

    #[test]
    fn modified_keys() {
        assert_keys(&[
            (b"\x1b[1;2A", KeyCode::Up, SHIFT),
            (b"\x1b[1;3B", KeyCode::Down, ALT),
            (b"\x1b[1;5C", KeyCode::Right, CTRL),
            (b"\x1b[1;8D", KeyCode::Left, CTRL | ALT | SHIFT),
            (b"\x1b[1;9A", KeyCode::Up, KeyModifiers::SUPER),
            (b"\x1b[3;5~", KeyCode::Delete, CTRL),
            (b"\x1b[24;2~", KeyCode::F(12), SHIFT),
            (b"\x1b[1;5P", KeyCode::F(1), CTRL),
            (b"\x1bO1;5S", KeyCode::F(4), CTRL),
            (b"\x1b[;5A", KeyCode::Up, CTRL),
            (b"\x1b[1;0A", KeyCode::Up, NONE),
            (b"\x1b[1;1A", KeyCode::Up, NONE),
            (b"\x1b[1;255A", KeyCode::Up, modifiers(255)),
        ]);
    }

    #[test]
    fn what_is_whole_and_unknown_is_dropped_whole() {
        assert_text(&[
            (b"\x1b[~x", "x"),
            (b"\x1b[1;256Ax", "x"),
            (b"\x1b[99999999999999999999;5Ax", "x"),
            (b"\x1b[1;99999999999999999999Ax", "x"),
            (b"\x1b[1;5;1Ax", "x"),
            (b"\x1b[1;1:3Ax", "x"),
            (b"\x1b[3Ax", "x"),
            (b"\x1b[1;2Rx", "x"),
            (b"\x1b[27;5;13~x", "x"),
            (b"\x1b[201~x", "x"),
            (b"\x1b[200;1~x", "x"),
            (b"\x1b[[Zx", "x"),
            (b"\x1bO2Px", "x"),
            (b"\x1bO~x", "x"),
            (b"\x1bOMx", "x"),
        ]);
    }

    #[test]
    fn what_breaks_off_leaves_the_rest() {
        assert_text(&[
            (b"\x1b[1;5\x18x", "x"),
            (b"\x1bO\x1ax", "x"),
            (b"\x1b[[\x18x", "x"),
            (b"\x1b[M \x1ax", "x"),
            (b"\x1b]0;title\x18x", "x"),
            (b"\x1bP\x1b\x1ax", "x"),
            ("\x1b[1;é".as_bytes(), "é"),
        ]);
        assert_keys(&[
            (b"\x1b[1;\x1b[A", KeyCode::Up, NONE),
            (b"\x1b[[\x1b[A", KeyCode::Up, NONE),
            (b"\x1b[M \x1b[A", KeyCode::Up, NONE),
            (b"\x1b]0;title\x1b[A", KeyCode::Up, NONE),
            (b"\x1bP\x1b\x1b[A", KeyCode::Up, NONE),
            (b"\x1b[1\r", KeyCode::Enter, NONE),
            (b"\x1b[\x7f", KeyCode::Backspace, NONE),
        ]);
    }

    #[test]
    fn text_is_utf_8_and_nothing_else() {
        assert_text(&[
            ("perché 家 ☎ 👩‍👧".as_bytes(), "perché 家 ☎ 👩‍👧"),
            (b"a\x80\x9b\xffb", "ab"),
            // overlong, a surrogate, too high
            (b"\xc0\x80a\xe0\x80\x80b", "ab"),
            (b"\xed\xa0\x80a\xf4\x90\x80\x80b", "ab"),
            (b"\xe2\x82a\xf0\x9f\xc3\xa9", "aé"),
            ("\u{80}\u{9b}\u{9f}\u{a0}".as_bytes(), "\u{a0}"),
            ("\u{fdd0}\u{fdef}\u{1ffff}\u{10ffff}".as_bytes(), ""),
            ("\u{fffd}\u{fffe}".as_bytes(), ""),
        ]);
        assert_keys(&[(b"A", KeyCode::Char('A'), SHIFT), ("Ñ".as_bytes(), KeyCode::Char('Ñ'), SHIFT)]);
    }

    #[test]
    fn patience_and_lapse() {
        let table: &[(&[u8], u64, &[KeyCode])] = &[
            (b"\x1b", 20, &[KeyCode::Esc]),
            (b"\x1b[1;\x1b", 20, &[KeyCode::Esc]),
            (b"\x1b[", 50, &[]),
            (b"\x1b[[", 50, &[]),
            (b"\x1b[M  ", 50, &[]),
            (b"\x1bO", 50, &[]),
            (b"\xe2\x82", 50, &[]),
            (b"\x1b\xc3", 50, &[]),
            (b"\x1b]0;", 200, &[]),
            (b"\x1bP\x1b", 200, &[]),
            (b"\x1b[200~\x1b[201", 200, &[]),
        ];
        for (bytes, millis, codes) in table {
            let (name, mut decoder, mut out) = (bytes.escape_ascii(), Decoder::default(), vec![]);
            assert_eq!(decoder.patience(), None);
            decoder.feed(bytes, &mut out);
            let patience = Some(Duration::from_millis(*millis));
            assert_eq!((out.len(), decoder.patience()), (0, patience), "{name}");
            decoder.lapse(&mut out);
            decoder.lapse(&mut out); // with nothing pending it is nothing
            let told: Vec<_> = out.iter().map(|key| key.code).collect();
            assert_eq!((&told[..], decoder.patience()), (*codes, None), "{name}");
        }
    }
}
