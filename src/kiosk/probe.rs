//! What the terminal is and can draw: asked in one write when the first screen stands, heard among the keys.
//!
//! Nothing waits for the answers and nothing wakes up for their end. They count for [`LIMIT`]; after that, a machine
//! busy with its start may still answer until somebody presses a key, for then languages would change their places
//! under her hand.

use std::time::Duration;

use super::decoder::Replies;
use crate::text::picture::CellPx;
use crate::text::{Caps, Cells};

/// How long the answers count in any case.
pub const LIMIT: Duration = Duration::from_millis(300);

/// Name and version (XTVERSION), cell in pixels, attributes. The last one every terminal answers, so it ends them.
const QUESTION: &str = "\x1b[>q\x1b[16t\x1b[c";

/// Terminals that differ in what they can draw.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// foot, the kiosk's own.
    Foot,
    /// xterm.
    Xterm,
    /// VTE: the terminals of GNOME, Xfce and others.
    Vte,
    /// kitty: turns words from right to left round again.
    Kitty,
    /// Konsole: likewise.
    Konsole,
    /// mlterm: likewise.
    Mlterm,
    /// tmux or screen: they change widths and lose pictures.
    Multiplexer,
    /// The bare Linux console.
    Console,
    /// Any other, or one that does not say.
    #[default]
    Other,
}

/// What is known of the terminal.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which it is.
    pub kind: Kind,
    /// Its name and version, if it says so.
    pub name: Option<String>,
    /// Whether it shows pictures; `None` when it did not answer.
    pub sixel: Option<bool>,
    /// Its cells.
    pub cell: Option<CellPx>,
}

impl Found {
    /// What its name in the environment says: all there is for one that does not answer.
    pub fn by_term(term: &str) -> Self {
        let kind = match term {
            "linux" => Kind::Console,
            "mlterm" => Kind::Mlterm,
            _ if term.starts_with("screen") || term.starts_with("tmux") => Kind::Multiplexer,
            _ if term.starts_with("xterm-kitty") => Kind::Kitty,
            _ if term.starts_with("konsole") => Kind::Konsole,
            _ if term == "foot" || term.starts_with("foot-") => Kind::Foot,
            _ => Kind::Other,
        };
        Self { kind, ..Self::default() }
    }

    /// The same with what it has answered.
    fn with(mut self, replies: &Replies) -> Self {
        if let Some(name) = replies.name() {
            self.name = Some(name.to_owned());
            self.kind = by_name(name).unwrap_or(self.kind);
        }
        self.sixel = replies.sixel();
        self.cell = replies.cell().map(|(width, height)| CellPx { width, height });
        self
    }

    /// What it can draw, so `window` is the size of a cell as the kernel knows it.
    pub fn caps(&self, window: Option<CellPx>) -> Caps {
        let cells = match self.kind {
            Kind::Console => Cells::Narrow,
            Kind::Kitty | Kind::Konsole | Kind::Mlterm => Cells::Wide,
            Kind::Foot | Kind::Xterm | Kind::Vte | Kind::Multiplexer | Kind::Other => Cells::Ordered,
        };
        let shows = self.sixel == Some(true) && self.kind != Kind::Multiplexer;
        // The kernel's answer follows a change of the letters' size, the terminal's own is of the start.
        Caps { cells, pictures: window.or(self.cell).filter(|_| shows) }
    }
}

fn by_name(name: &str) -> Option<Kind> {
    let names = [
        ("foot", Kind::Foot),
        ("xterm", Kind::Xterm),
        ("vte", Kind::Vte),
        ("kitty", Kind::Kitty),
        ("konsole", Kind::Konsole),
        ("mlterm", Kind::Mlterm),
        ("tmux", Kind::Multiplexer),
    ];
    let name = name.to_ascii_lowercase();
    names.into_iter().find(|(start, _)| name.starts_with(start)).map(|(_, kind)| kind)
}

/// The question and its answers, through all lives of the screens.
#[derive(Debug, Default)]
pub struct Probe {
    found: Found,
    asked: Asked,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Asked {
    #[default]
    NotYet,
    /// At this moment.
    At(Duration),
    /// Answered, given up, or not to be asked at all.
    Done,
}

impl Probe {
    /// Nothing is known but what the environment calls the terminal.
    pub fn new(term: &str) -> Self {
        let found = Found::by_term(term);
        // Neither would answer, and a dumb one would show the question.
        let asked =
            if found.kind == Kind::Console || matches!(term, "" | "dumb") { Asked::Done } else { Asked::NotYet };
        Self { found, asked }
    }

    /// A terminal that is not asked because a technician has said what it can.
    pub fn silent() -> Self {
        Self { found: Found::default(), asked: Asked::Done }
    }

    /// What to write, once.
    pub fn question(&mut self, now: Duration) -> Option<&'static str> {
        if self.asked != Asked::NotYet {
            return None;
        }
        self.asked = Asked::At(now);
        Some(QUESTION)
    }

    /// Looks at what has been answered; true when that tells something new.
    pub fn hear(&mut self, replies: &Replies) -> bool {
        if !matches!(self.asked, Asked::At(_)) || replies.sixel().is_none() {
            return false;
        }
        self.asked = Asked::Done;
        self.found = std::mem::take(&mut self.found).with(replies);
        true
    }

    /// Somebody has pressed a key.
    pub fn key(&mut self, now: Duration) {
        if let Asked::At(asked) = self.asked
            && now.saturating_sub(asked) >= LIMIT
        {
            self.asked = Asked::Done;
        }
    }

    /// How long an answer may still be on its way; `None` when none is awaited.
    pub fn awaits(&self, now: Duration) -> Option<Duration> {
        let Asked::At(asked) = self.asked else { return None };
        (asked + LIMIT).checked_sub(now).filter(|left| !left.is_zero())
    }

    /// What is known by now.
    pub fn found(&self) -> &Found {
        &self.found
    }
}

#[cfg(test)]
mod tests {
    use super::super::decoder::Decoder;
    use super::*;

    const MS: fn(u64) -> Duration = Duration::from_millis;
    const CELL: Option<CellPx> = Some(CellPx { width: 13, height: 27 });

    fn answered(term: &str, bytes: &[u8]) -> Probe {
        let (mut probe, mut decoder) = (Probe::new(term), Decoder::default());
        assert_eq!(probe.question(MS(5)), Some(QUESTION));
        decoder.feed(bytes, &mut Vec::new());
        probe.hear(decoder.replies());
        probe
    }

    #[test]
    fn each_terminal_is_known() {
        use Cells::{Narrow, Ordered, Wide};
        for (term, bytes, kind, cells, pictures) in [
            ("foot", &b"\x1bP>|foot(1.21.0)\x1b\\\x1b[6;27;13t\x1b[?62;4;22;28c"[..], Kind::Foot, Ordered, true),
            ("xterm-256color", b"\x1bP>|VTE(7600)\x1b\\\x1b[?65;1;9c", Kind::Vte, Ordered, false),
            ("xterm-256color", b"\x1b[?65;1;9c", Kind::Other, Ordered, false),
            ("xterm", b"\x1bP>|XTerm(379)\x1b\\\x1b[6;27;13t\x1b[?63;1;2;4;6c", Kind::Xterm, Ordered, true),
            ("xterm-kitty", b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[6;27;13t\x1b[?62;c", Kind::Kitty, Wide, false),
            ("xterm-256color", b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[6;27;13t\x1b[?62;1;4c", Kind::Konsole, Wide, true),
            ("mlterm", b"\x1b[6;27;13t\x1b[?63;1;2;3;4;7;29c", Kind::Mlterm, Wide, true),
            ("tmux-256color", b"\x1bP>|tmux 3.5a\x1b\\\x1b[6;27;13t\x1b[?1;2;4c", Kind::Multiplexer, Ordered, false),
            ("screen", b"\x1b[6;27;13t\x1b[?62;4c", Kind::Multiplexer, Ordered, false),
        ] {
            let probe = answered(term, bytes);
            assert_eq!(probe.found().kind, kind, "{term}");
            let caps = Caps { cells, pictures: CELL.filter(|_| pictures) };
            assert_eq!(probe.found().caps(None), caps, "{term}");
        }
        for term in ["linux", "dumb", ""] {
            assert_eq!(Probe::new(term).question(MS(0)), None, "{term}");
        }
        assert_eq!(Probe::new("linux").found().caps(None), Caps { cells: Narrow, pictures: None });
        assert_eq!(Probe::silent().question(MS(0)), None);
    }

    #[test]
    fn a_window_that_opens_late_says_its_cells_later() {
        let probe = answered("foot", b"\x1bP>|foot(1.13.1)\x1b\\\x1b[6;0;0t\x1b[?62;4;22c");
        assert_eq!(probe.found().caps(None).pictures, None);
        assert_eq!(probe.found().caps(CELL).pictures, CELL);
    }

    #[test]
    fn late_answers_count_until_somebody_is_there() {
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b[?62;4c", &mut Vec::new());
        for (key, counts) in [(None, true), (Some(200), true), (Some(310), false)] {
            let mut probe = Probe::new("foot");
            assert!(!probe.hear(decoder.replies()), "nobody has asked");
            probe.question(MS(0));
            assert_eq!(probe.question(MS(1)), None, "asked once");
            if let Some(at) = key {
                probe.key(MS(at));
            }
            assert_eq!(probe.awaits(MS(100)), counts.then_some(MS(200)));
            assert_eq!(probe.awaits(MS(300)), None);
            assert_eq!(probe.hear(decoder.replies()), counts, "{key:?}");
            assert!(!probe.hear(decoder.replies()), "heard once");
            assert_eq!(probe.found().sixel, counts.then_some(true));
        }
    }
}
