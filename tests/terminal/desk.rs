//! A desk: the program in a pseudo-terminal, hands on its keys and an eye on its screen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtyPair, PtySize, SlavePty, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{ControlModes, InputModes, LocalModes, OutputModes, tcgetattr};

use super::process::Process;
use super::words;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_vademecum");
/// The moment the scenes play at: a Tuesday morning.
pub(crate) const NOW: &str = "2026-11-24T09:00";
/// As long as anything may take on a busy machine; nothing that works takes a tenth of it.
const PATIENCE: Duration = Duration::from_secs(10);
/// Before the chosen row.
const MARKER: &str = "▸";
/// Asleep without output for so long: nothing more comes of the last key.
const STILL: Duration = Duration::from_millis(60);

/// Keys as a terminal sends them.
pub(crate) mod key {
    pub(crate) const ENTER: &str = "\r";
    pub(crate) const ERASE: &str = "\x7f";
    pub(crate) const ESC: &str = "\x1b";
    pub(crate) const ESC_TWICE: &str = "\x1b\x1b";
    pub(crate) const UP: &str = "\x1b[A";
    pub(crate) const DOWN: &str = "\x1b[B";
    pub(crate) const LEFT: &str = "\x1b[D";
    pub(crate) const HOME: &str = "\x1b[H";
    pub(crate) const PAGE_DOWN: &str = "\x1b[6~";
    pub(crate) const F1: &str = "\x1bOP";
    pub(crate) const F2: &str = "\x1b[12~";
    pub(crate) const F12: &str = "\x1b[24~";
    pub(crate) const CTRL_C: &str = "\x03";
}

/// The modes of a terminal line: raw or cooked, echo, signals.
type Modes = (InputModes, OutputModes, ControlModes, LocalModes);

/// What came out of the program so far.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    last: Instant,
    /// The reader shall go at the next byte.
    closing: bool,
}

/// What has come, and a bell for more.
type Eye = Arc<(Mutex<Seen>, Condvar)>;

/// The line between hands and program.
struct Line {
    master: Box<dyn MasterPty + Send>,
    /// Held so that the line outlives the program, to look at it afterwards.
    slave: Box<dyn SlavePty + Send>,
    keys: Box<dyn Write + Send>,
    reader: JoinHandle<()>,
}

/// A program at a terminal.
pub(crate) struct Desk {
    child: Box<dyn Child + Send + Sync>,
    eye: Eye,
    path: PathBuf,
    before: Modes,
    line: Option<Line>,
}

impl Desk {
    /// The screens of anyone's own terminal.
    pub(crate) fn open(args: &[&str]) -> Self {
        Self::sized(80, 24, args)
    }

    /// A public desk.
    pub(crate) fn kiosk(args: &[&str]) -> Self {
        Self::open(&[&["kiosk"], args].concat())
    }

    /// The program in a terminal of so many columns and rows.
    pub(crate) fn sized(columns: u16, rows: u16, args: &[&str]) -> Self {
        Self::run(columns, rows, &[&[PROGRAM], args].concat())
    }

    /// Any command.
    pub(crate) fn run(columns: u16, rows: u16, command: &[&str]) -> Self {
        let PtyPair { master, slave } = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let path = master.tty_name().expect("a pseudo-terminal has a name");
        let mut builder = CommandBuilder::from_argv(command.iter().map(Into::into).collect());
        // Only what a scene says may steer the program.
        builder.env_clear();
        builder.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        builder.env("TERM", "xterm-256color");
        builder.cwd(env!("CARGO_MANIFEST_DIR"));
        let before = modes(&path);
        let child = slave.spawn_command(builder).expect("the program starts");
        let (height, width) = cells(columns, rows);
        let seen = Seen {
            parser: vt100::Parser::new(height, width, 0),
            raw: Vec::new(),
            last: Instant::now(),
            closing: false,
        };
        let eye: Eye = Arc::new((Mutex::new(seen), Condvar::new()));
        let output = master.try_clone_reader().expect("the output can be read");
        let keys = master.take_writer().expect("keys can be written");
        let reader = std::thread::spawn({
            let eye = Arc::clone(&eye);
            move || watch(output, &eye)
        });
        Self { child, eye, path, before, line: Some(Line { master, slave, keys, reader }) }
    }

    /// Presses keys, all in one write.
    pub(crate) fn keys(&mut self, keys: impl AsRef<[u8]>) {
        let line = self.line.as_mut().expect("the line is there");
        line.keys.write_all(keys.as_ref()).and_then(|()| line.keys.flush()).expect("keys can be written");
    }

    /// Presses the digit that stands before a row.
    pub(crate) fn digit(&mut self, title: &str) {
        let digit = self.digit_of(title);
        self.keys(digit.to_string());
    }

    /// Goes down to a row from the first one and opens it.
    pub(crate) fn arrows(&mut self, title: &str) {
        for _ in 1..self.digit_of(title) {
            self.keys(key::DOWN);
        }
        self.keys(key::ENTER);
    }

    /// Goes down until a row is the chosen one, and opens it.
    pub(crate) fn pick(&mut self, title: &str) {
        let chosen = |seen: &mut Seen| {
            let mut rows = seen.parser.screen().rows(0, u16::MAX);
            rows.any(|row| row.contains(MARKER) && row.contains(title))
        };
        for _ in 0..20 {
            self.settled();
            if self.look(chosen) {
                return self.keys(key::ENTER);
            }
            self.keys(key::DOWN);
        }
        panic!("{title:?} cannot be chosen{}", self.shown());
    }

    fn digit_of(&self, title: &str) -> u32 {
        self.wait_for(title);
        let digit = |row: String| row.split_once(title)?.0.chars().find_map(|char| char.to_digit(10));
        let found = self.look(|seen| seen.parser.screen().rows(0, u16::MAX).find_map(digit));
        found.unwrap_or_else(|| panic!("no digit before {title:?}{}", self.shown()))
    }

    /// Waits until the program has written these bytes.
    pub(crate) fn wait_raw(&self, bytes: &[u8]) {
        let what = bytes.escape_ascii().to_string();
        self.wait(&what, PATIENCE, |seen| seen.raw.windows(bytes.len()).any(|window| window == bytes));
    }

    /// Waits for a text, however it is broken into lines.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?}"), PATIENCE, |screen| screen.contains(text));
    }

    /// Waits until a text is gone.
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("{text:?} gone"), PATIENCE, |screen| !screen.contains(text));
    }

    /// Waits until the text of the screen, with single blanks, is as it should be.
    pub(crate) fn wait_until(&self, what: &str, patience: Duration, is_so: impl Fn(&str) -> bool) {
        self.wait(what, patience, |seen| is_so(&plain(seen)));
    }

    /// Waits for the language screen, which names every language.
    pub(crate) fn wait_for_languages(&self) {
        self.wait_for(&words::language("it"));
        self.wait_for(&words::language("en"));
    }

    /// Waits until the program sleeps and nothing more comes; the text of the screen with single blanks.
    pub(crate) fn settled(&self) -> String {
        let mut quiet = Instant::now();
        let busy = |since| self.process().state() != Some('S') || self.look(|seen| seen.last) > since;
        while quiet.elapsed() < STILL {
            std::thread::sleep(STILL / 10);
            if busy(quiet) {
                quiet = Instant::now();
            }
        }
        self.look(|seen| plain(seen))
    }

    /// Makes the terminal so many columns and rows large.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.resize_in_pixels(columns, rows, (0, 0));
    }

    /// The same for a terminal that says how many pixels a cell has.
    pub(crate) fn resize_in_pixels(&mut self, columns: u16, rows: u16, (width_px, height_px): (u16, u16)) {
        let (height, width) = cells(columns, rows);
        self.look(|seen| seen.parser.set_size(height, width));
        let line = self.line.as_ref().expect("the line is there");
        let pixels = PtySize { pixel_width: columns * width_px, pixel_height: rows * height_px, ..size(columns, rows) };
        line.master.resize(pixels).expect("the terminal changes its size");
    }

    /// Writes on the screen from outside the program.
    pub(crate) fn scribble(&self, text: &str) {
        rustix::io::write(tty(&self.path), text.as_bytes()).expect("the terminal can be written to");
    }

    /// Everything the program has written.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.look(|seen| seen.raw.clone())
    }

    /// The process at the terminal.
    pub(crate) fn process(&self) -> Process {
        Process(self.child.process_id().expect("the program was started"))
    }

    /// Closes the terminal as when a cable is pulled or a window closed.
    pub(crate) fn hang_up(&mut self) {
        let Line { master, slave, keys, reader } = self.line.take().expect("the line is there");
        // The reader sleeps in its read and holds the line: a last byte wakes it.
        self.look(|seen| seen.closing = true);
        self.scribble(" ");
        reader.join().expect("the reader ends");
        drop((slave, keys, master));
    }

    /// Waits for the end of the program, which may take so long.
    pub(crate) fn end(&mut self, within: Duration) -> ExitStatus {
        let until = Instant::now() + within;
        loop {
            if let Some(status) = self.child.try_wait().expect("the program can be waited for") {
                return status;
            }
            assert!(Instant::now() < until, "no end after {within:?}{}", self.shown());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Checks that the terminal is as before the program: line modes, main screen, cursor.
    pub(crate) fn assert_given_back(&self) {
        let mine = |seen: &Seen| {
            let screen = seen.parser.screen();
            !screen.alternate_screen() && !screen.hide_cursor()
        };
        self.wait("main screen and cursor", PATIENCE, mine);
        assert_eq!(modes(&self.path), self.before, "line modes{}", self.shown());
    }

    /// Checks that the program still holds the terminal, is neither stopped nor gone, and answers its keys; it speaks
    /// English and is at its home screen afterwards.
    pub(crate) fn assert_alive(&mut self) {
        // Also while it waits for a page of its binary from the disk (D), as on a machine just started.
        let state = self.process().state();
        assert!(matches!(state, Some('S' | 'R' | 'D')), "{state:?}");
        assert_ne!(modes(&self.path), self.before, "the line is raw");
        assert!(self.look(|seen| seen.parser.screen().alternate_screen()), "it draws{}", self.shown());
        self.keys(key::F1);
        self.wait_for(&words::ui("en", "help.keys"));
        self.keys("h");
        self.wait_for(&words::ui("en", "home.title"));
    }

    fn look<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut lock(&self.eye.0))
    }

    fn wait(&self, what: &str, patience: Duration, is_so: impl Fn(&Seen) -> bool) {
        let (seen, bell) = &*self.eye;
        let waited = bell.wait_timeout_while(lock(seen), patience, |seen| !is_so(seen));
        let (guard, time) = waited.expect("no reader panics");
        drop(guard);
        assert!(!time.timed_out(), "waited in vain for {what}{}", self.shown());
    }

    /// The screen for a failure.
    fn shown(&self) -> String {
        self.look(|seen| format!("; the screen:\n{}\n", seen.parser.screen().contents()))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Reads what the program writes until the line closes.
fn watch(mut output: Box<dyn Read + Send>, eye: &Eye) {
    let (seen, bell) = &**eye;
    let mut chunk = [0; 16 * 1024];
    while let Ok(count @ 1..) = output.read(&mut chunk) {
        let mut seen = lock(seen);
        if seen.closing {
            break;
        }
        seen.parser.process(&chunk[..count]);
        seen.raw.extend_from_slice(&chunk[..count]);
        seen.last = Instant::now();
        bell.notify_all();
    }
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().expect("no reader panics")
}

/// The text of the screen with single blanks, so that neither line breaks nor the scroll bar between them matter.
fn plain(seen: &Seen) -> String {
    let contents = seen.parser.screen().contents().replace(['│', '█'], " ");
    contents.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// Rows and columns as vt100 wants them; the program draws on far fewer than a thousand.
fn cells(columns: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    let cells = |count: u16| NonZeroU16::new(count.min(1000)).unwrap_or(NonZeroU16::MIN);
    (cells(rows), cells(columns))
}

/// The slave's end, without becoming its owner.
fn tty(path: &PathBuf) -> rustix::fd::OwnedFd {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    rustix::fs::open(path, flags, Mode::empty()).expect("the terminal can be opened")
}

fn modes(path: &PathBuf) -> Modes {
    let termios = tcgetattr(tty(path)).expect("the terminal has modes");
    (termios.input_modes, termios.output_modes, termios.control_modes, termios.local_modes)
}
