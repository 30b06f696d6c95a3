//! What the kernel says of a process.

use std::process::Command;
use std::time::Duration;

/// A tick of `/proc`: `USER_HZ` is 100 wherever Linux runs today.
const TICK: Duration = Duration::from_millis(10);

/// A process of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    /// Its letter of state (`T` is stopped), while it is there.
    pub(crate) fn state(self) -> Option<char> {
        self.stat().and_then(|fields| fields.first()?.chars().next()).filter(|state| *state != 'Z')
    }

    /// Processor time it has used.
    pub(crate) fn used(self) -> Duration {
        self.ticks(11) + self.ticks(12)
    }

    /// Processor time its ended children have used.
    pub(crate) fn used_by_children(self) -> Duration {
        self.ticks(13) + self.ticks(14)
    }

    /// Memory it has, in KiB.
    pub(crate) fn resident(self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0)).expect("the process is there");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("Linux tells VmRSS");
        line.trim().trim_end_matches(" kB").parse().expect("a number of KiB")
    }

    /// The process it has started, if it has one.
    pub(crate) fn child(self) -> Option<Self> {
        let entries = std::fs::read_dir("/proc").expect("Linux has /proc");
        let mut processes = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok().map(Self));
        processes.find(|process| process.stat().is_some_and(|fields| fields[1] == self.0.to_string()))
    }

    /// Sends a signal by its name without SIG. The standard library cannot, every shell can.
    pub(crate) fn signal(self, name: &str) {
        let pid = self.0.to_string();
        let status = Command::new("sh").args(["-c", r#"kill -s "$0" "$1""#, name, &pid]).status();
        assert!(status.expect("a shell").success(), "SIG{name} cannot be sent");
    }

    fn ticks(self, field: usize) -> Duration {
        let fields = self.stat().expect("the process is there");
        TICK * fields[field].parse().expect("a number of ticks")
    }

    /// The fields of `/proc/PID/stat` after the name, which may hold blanks: state first, then the parent.
    fn stat(self) -> Option<Vec<String>> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0)).ok()?;
        let (_, fields) = stat.rsplit_once(") ")?;
        Some(fields.split(' ').map(str::to_owned).collect())
    }
}
