//! Changed cells as few bytes: what a key changes goes over the line before the next key comes, however slow it is.
//! The same as ratatui's own backend draws, which names every place and every colour in full.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// Fewer blanks than this are written, more are erased.
const ERASED: u16 = 10;

/// The styles a blank shows.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// The numbers that switch a style on.
const MODIFIERS: [(Modifier, u8); 8] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Draws with few bytes; the cursor stays as hidden as it was.
#[derive(Debug)]
pub(super) struct Thrifty<W: Write>(CrosstermBackend<W>);

impl<W: Write> Thrifty<W> {
    /// On an output.
    pub(super) fn new(out: W) -> Self {
        Self(CrosstermBackend::new(out))
    }
}

impl<W: Write> Write for Thrifty<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.0)
    }
}

impl<W: Write> Backend for Thrifty<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut brush = Brush { out: &mut self.0, pen: Pen::default(), cursor: Cursor::Lost };
        let mut content = content.peekable();
        while let Some((x, y, cell)) = content.next() {
            let mut blanks = u16::from(is_bare(cell));
            while blanks > 0 && content.next_if(|next| (next.0, next.1) == (x + blanks, y) && is_bare(next.2)).is_some()
            {
                blanks += 1;
            }
            brush.go(Position { x, y })?;
            if blanks == 0 {
                brush.put(cell)?;
            } else {
                brush.blank(blanks)?;
            }
        }
        brush.dip(Pen::default())
    }

    // It was hidden when the terminal was taken.
    fn hide_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.0.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.0.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
}

/// Whether a cell shows nothing at all.
fn is_bare(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

/// What the next sign will look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// Where the terminal's cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cursor {
    /// Anywhere.
    Lost,
    /// Here.
    At(Position),
    /// Here, unless the terminal finds one of the last signs wider or narrower than we do: good enough for the next
    /// sign of a word, and no place to count from.
    About(Position),
}

/// A pen and a cursor on an output, for one frame.
struct Brush<'a, W: Write> {
    out: &'a mut W,
    pen: Pen,
    cursor: Cursor,
}

impl<W: Write> Brush<'_, W> {
    fn go(&mut self, to: Position) -> io::Result<()> {
        match self.cursor {
            Cursor::At(at) | Cursor::About(at) if at == to => return Ok(()),
            Cursor::At(at) if at.y == to.y && at.x + 1 == to.x => write!(self.out, "\x1b[C")?,
            Cursor::At(at) if at.y == to.y && at.x < to.x => write!(self.out, "\x1b[{}C", to.x - at.x)?,
            _ => write!(self.out, "\x1b[{};{}H", to.y + 1, to.x + 1)?,
        }
        self.cursor = Cursor::At(to);
        Ok(())
    }

    fn put(&mut self, cell: &Cell) -> io::Result<()> {
        let to = Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier };
        // Of a blank only the ground is seen.
        let is_ground = cell.symbol() == " "
            && to.bg == self.pen.bg
            && !(to.modifier | self.pen.modifier).intersects(SEEN_ON_BLANKS);
        if !is_ground {
            self.dip(to)?;
        }
        self.out.write_all(cell.symbol().as_bytes())?;
        self.on(1, is_sure(cell.symbol()));
        Ok(())
    }

    /// So many cells that show nothing, from the cursor on.
    fn blank(&mut self, count: u16) -> io::Result<()> {
        if self.pen.bg != Color::Reset || self.pen.modifier.intersects(SEEN_ON_BLANKS) {
            self.dip(Pen::default())?;
        }
        if count >= ERASED {
            // Leaves the cursor where it is.
            return write!(self.out, "\x1b[{count}X");
        }
        write!(self.out, "{:1$}", "", usize::from(count))?;
        self.on(count, true);
        Ok(())
    }

    fn on(&mut self, by: u16, sure: bool) {
        self.cursor = match self.cursor {
            Cursor::At(at) if sure => Cursor::At(Position { x: at.x + by, ..at }),
            Cursor::At(at) | Cursor::About(at) => Cursor::About(Position { x: at.x + by, ..at }),
            Cursor::Lost => Cursor::Lost,
        };
    }

    fn dip(&mut self, to: Pen) -> io::Result<()> {
        if to != self.pen {
            self.out.write_all(change(self.pen, to).as_bytes())?;
            self.pen = to;
        }
        Ok(())
    }
}

/// Whether every terminal finds a sign one cell wide: the letters of Latin, Greek and Cyrillic, without marks of
/// their own and the soft hyphen.
fn is_sure(symbol: &str) -> bool {
    let mut signs = symbol.chars();
    matches!((signs.next(), signs.next()), (Some(' '..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}'), None))
}

/// The way from pen to pen: the differences, or everything anew.
fn change(from: Pen, to: Pen) -> String {
    if to == Pen::default() {
        return "\x1b[m".to_owned();
    }
    let anew = switch(vec!["0".to_owned()], Pen::default(), to);
    // A style is only switched off together with all others: what ends boldness ends dimness too.
    if !(from.modifier - to.modifier).is_empty() {
        return anew;
    }
    let differences = switch(Vec::new(), from, to);
    if differences.len() <= anew.len() { differences } else { anew }
}

fn switch(mut numbers: Vec<String>, from: Pen, to: Pen) -> String {
    let added = to.modifier - from.modifier;
    numbers.extend(MODIFIERS.iter().filter(|(one, _)| added.contains(*one)).map(|(_, number)| number.to_string()));
    numbers.extend((to.fg != from.fg).then(|| colour(to.fg, 30)));
    numbers.extend((to.bg != from.bg).then(|| colour(to.bg, 40)));
    format!("\x1b[{}m", numbers.join(";"))
}

/// A colour as ground (40) or ink (30).
fn colour(colour: Color, base: u8) -> String {
    let plain = |number: u8| (base + number).to_string();
    // The bright ones stand sixty further.
    match colour {
        Color::Reset => plain(9),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => plain(60),
        Color::LightRed => plain(61),
        Color::LightGreen => plain(62),
        Color::LightYellow => plain(63),
        Color::LightBlue => plain(64),
        Color::LightMagenta => plain(65),
        Color::LightCyan => plain(66),
        Color::White => plain(67),
        Color::Indexed(number) => format!("{};5;{number}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const WIDE: u16 = 30;
    const HIGH: u16 = 4;

    /// A text somewhere in some style.
    type Put = (u16, u16, &'static str, Style);

    fn style() -> impl Strategy<Value = Style> {
        let inks = [Color::Reset, Color::Black, Color::Gray, Color::LightRed, Color::Indexed(208), Color::Rgb(1, 2, 3)];
        let grounds = [Color::Reset, Color::Reset, Color::White, Color::Cyan];
        // Bold and dim at once are two things to some terminals and one to others; no theme does that.
        let weights = [Modifier::empty(), Modifier::BOLD, Modifier::DIM];
        let others = [Modifier::empty(), Modifier::REVERSED, Modifier::UNDERLINED];
        let all = (prop::sample::select(inks.to_vec()), prop::sample::select(grounds.to_vec()), 0..3_usize, 0..3_usize);
        all.prop_map(move |(ink, ground, one, two)| {
            Style::reset().fg(ink).bg(ground).add_modifier(weights[one] | others[two])
        })
    }

    fn texts() -> impl Strategy<Value = Vec<Put>> {
        let words = ["perché no", "a", "☎ 112", "中文", "e\u{301}", "Київ", "            ", " ", "─│▸"];
        prop::collection::vec((0..WIDE, 0..HIGH, prop::sample::select(words.to_vec()), style()), 0..12)
    }

    fn frame(before: &Buffer, texts: &[Put]) -> Buffer {
        let mut buf = before.clone();
        for (x, y, text, style) in texts {
            buf.set_stringn(*x, *y, text, (WIDE - x).into(), *style);
        }
        buf
    }

    fn terminal() -> vt100::Parser {
        let cells = |count| NonZeroU16::new(count).unwrap();
        vt100::Parser::new(cells(HIGH), cells(WIDE), 0)
    }

    /// What changes from frame to frame.
    type Changes<'a> = Vec<(u16, u16, &'a Cell)>;

    /// How many bytes a way to draw writes for the frames, and what a terminal makes of them.
    fn drawn(frames: &[Buffer], way: fn(Changes<'_>) -> Vec<u8>) -> (usize, Vec<String>) {
        let mut terminal = terminal();
        let mut written = 0;
        for pair in frames.windows(2) {
            let bytes = way(pair[0].diff(&pair[1]));
            written += bytes.len();
            terminal.process(&bytes);
        }
        let look = |y, x| {
            let cell = terminal.screen().cell(y, x).unwrap();
            let sign = cell.contents();
            let ground = (cell.bgcolor(), cell.inverse(), cell.underline());
            // The ink of a blank is not seen, unless it is turned round.
            let ink = (cell.fgcolor(), cell.bold(), cell.dim());
            if sign.trim().is_empty() && !cell.inverse() && !cell.underline() {
                format!("{ground:?}")
            } else {
                format!("{sign} {ground:?} {ink:?}")
            }
        };
        (written, (0..HIGH).flat_map(|y| (0..WIDE).map(move |x| (y, x))).map(|(y, x)| look(y, x)).collect())
    }

    fn mine(changes: Changes<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        Thrifty::new(&mut out).draw(changes.into_iter()).unwrap();
        out
    }

    fn usual(changes: Changes<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        CrosstermBackend::new(&mut out).draw(changes.into_iter()).unwrap();
        out
    }

    fn config() -> ProptestConfig {
        ProptestConfig {
            cases: 512,
            rng_seed: RngSeed::Fixed(1),
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn a_terminal_shows_what_the_usual_backend_draws(steps in prop::collection::vec(texts(), 1..5)) {
            let mut frames = vec![Buffer::empty(Rect::new(0, 0, WIDE, HIGH))];
            for texts in &steps {
                frames.push(frame(&frames[frames.len() - 1], texts));
            }
            let (mine, usual) = (drawn(&frames, mine), drawn(&frames, usual));
            prop_assert_eq!(mine.1, usual.1);
            prop_assert!(mine.0 <= usual.0, "{} bytes instead of {}", mine.0, usual.0);
        }
    }

    #[test]
    fn bytes_of_a_row() {
        let chosen = Style::new().fg(Color::Black).bg(Color::White);
        let empty = Buffer::empty(Rect::new(0, 0, WIDE, HIGH));
        let written = |before: &Buffer, after: &Buffer| String::from_utf8(mine(before.diff(after))).unwrap();
        let row = frame(&empty, &[(2, 1, "uno due", chosen)]);
        assert_eq!(written(&empty, &row), "\x1b[2;3H\x1b[30;107muno due\x1b[m");
        assert_eq!(written(&row, &row), "");
        let other = frame(&row, &[(2, 1, "una dua", chosen)]);
        assert_eq!(written(&row, &other), "\x1b[2;5H\x1b[30;107ma\x1b[3Ca\x1b[m");
        let long = frame(&empty, &[(0, 0, "otto dieci dodici", Style::new())]);
        assert_eq!(written(&long, &empty), "\x1b[1;1H    \x1b[C     \x1b[C      ");
        let solid = frame(&empty, &[(0, 0, "ottodiecidodici", Style::new())]);
        assert_eq!(written(&solid, &empty), "\x1b[1;1H\x1b[15X");
    }
}
