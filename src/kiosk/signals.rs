//! Signals as flags, and a pipe that wakes the loop (`reliability.md` D2, R7).

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::signal::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2, SIGWINCH,
};

/// What came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Came {
    /// The program must end.
    pub(super) end: bool,
    /// The terminal has another size.
    pub(super) resized: bool,
    /// The program was stopped and goes on: what stands on the screen is not ours.
    pub(super) resumed: bool,
}

/// The signals of the program.
#[derive(Debug)]
pub(super) struct Signals {
    end: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    resumed: Arc<AtomicBool>,
    wake: UnixStream,
}

impl Signals {
    /// Takes them over. At a public desk an interrupt ends nothing; at one's own terminal it does.
    pub(super) fn take(public: bool) -> io::Result<Self> {
        let (wake, waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let signals = Self { end: Arc::default(), resized: Arc::default(), resumed: Arc::default(), wake };
        let ignored = Arc::new(AtomicBool::new(false));
        let flag = |signal, flag: &Arc<AtomicBool>| signal_hook::flag::register(signal, Arc::clone(flag)).map(|_| ());
        let pipe = |signal| signal_hook::low_level::pipe::register(signal, waker.try_clone()?).map(|_| ());
        for signal in [SIGTERM, SIGHUP] {
            flag(signal, &signals.end)?;
            pipe(signal)?;
        }
        for signal in [SIGINT, SIGQUIT] {
            flag(signal, if public { &ignored } else { &signals.end })?;
            pipe(signal)?;
        }
        // A flag that nobody reads keeps the default action from stopping or killing the program.
        for signal in [SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE] {
            flag(signal, &ignored)?;
        }
        flag(SIGWINCH, &signals.resized)?;
        pipe(SIGWINCH)?;
        flag(SIGCONT, &signals.resumed)?;
        pipe(SIGCONT)?;
        Ok(signals)
    }

    /// What to wait for.
    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }

    /// What came since the last call.
    pub(super) fn came(&mut self) -> Came {
        let mut drain = [0; 64];
        while matches!(self.wake.read(&mut drain), Ok(n) if n > 0) {}
        Came {
            end: self.end.load(Ordering::Relaxed),
            resized: self.resized.swap(false, Ordering::Relaxed),
            resumed: self.resumed.swap(false, Ordering::Relaxed),
        }
    }
}
