#!/usr/bin/env python3
"""Figures of the program in a real pseudo-terminal, beside the floor: the smallest sound ratatui program.

    cargo build --release
    cargo build --release --manifest-path benches/floor/Cargo.toml --target-dir target/floor
    benches/desk.py target/floor/release/floor target/release/vademecum

Both are measured in the same run, in turn, on a terminal of 120x40, because only their ratio is the same on another
machine. The table says what must hold; the exit code is 0 even where it does not: these are figures, not tests.
"Settled" is the last byte before 30 ms of silence. Keys are pressed as they come from one held down: the next one
when the answer has settled. What comes only once the keys rest, the second pane, is counted in a row of its own.
Python's standard library only; Linux only (/proc).
"""

import argparse
import fcntl
import os
import re
import select
import signal
import statistics
import struct
import sys
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROWS, COLUMNS = 40, 120
# A frame has settled when nothing more came for this long.
SILENCE = 0.030
# How long a key may take before it counts as one that changes nothing.
PATIENCE = 0.150
# The same where something follows when no key is pressed for 150 ms: it is no answer to the key.
MOVE_PATIENCE = 0.100
# What follows has come.
RESTED = 0.300
ENVIRONMENT = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
# Just after a minute began, so that no clock changes while something else is measured.
EARLY = "2026-11-24T09:00:02"
# Languages drawn as picture lines, and a terminal that has them, with the size of its cells.
PICTURED = ("ar", "bn", "ur")
SIXEL = "sixel:11x22"
# Just before a minute ends, to see what its change costs.
LATE = "2026-11-24T09:00:57"
MINUTE_SHOWN_WITHIN = 5.0

UP, DOWN, TOP, PAGE_UP, PAGE_DOWN = b"\x1b[A", b"\x1b[B", b"\x1b[H", b"\x1b[5~", b"\x1b[6~"
ENTER, ESCAPE, F9 = b"\r", b"\x1b", b"\x1b[20~"

# The commands a frame consists of, apart from its text.
ESCAPE_SEQUENCE = re.compile(rb"\x1b\[[\d;?<>=]*[A-Za-z]")

MILLI = 1000.0
MIB = 1024.0 * 1024.0


@dataclass
class Burst:
    """What a program wrote until it fell silent."""

    data: bytes
    last: float | None


class Desk:
    """A program in a pseudo-terminal of its own."""

    def __init__(self, command, controlling=True):
        self.master, self.slave = os.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        # Opened by a session leader the terminal becomes the controlling one, unless asked not to.
        flags = os.O_RDWR if controlling else os.O_RDWR | os.O_NOCTTY
        files = [
            (os.POSIX_SPAWN_OPEN, 0, os.ttyname(self.slave), flags, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        # Python ignores SIGPIPE, and a child would inherit that.
        self.pid = os.posix_spawn(
            command[0], command, ENVIRONMENT, file_actions=files, setsid=True, setsigdef=[signal.SIGPIPE]
        )
        # posix_spawn returns at the exec.
        self.began = time.perf_counter()
        self.process = os.pidfd_open(self.pid)
        self.output = bytearray()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not self.ended(0):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        for fd in (self.process, self.master, self.slave):
            if fd is not None:
                os.close(fd)

    def burst(self, patience):
        """What is written until silence; `patience` is for the first byte."""
        data, last = bytearray(), None
        while select.select([self.master], [], [], SILENCE if data else patience)[0]:
            chunk = os.read(self.master, 1 << 16)
            last = time.perf_counter()
            data += chunk
        self.output += data
        return Burst(bytes(data), last)

    def settle(self):
        """The first frame, and everything the program does behind it."""
        frame = self.burst(5.0)
        used = -1.0
        while used != (used := self.cpu()):
            time.sleep(0.02)
        return frame

    def press(self, key, patience=PATIENCE):
        """Seconds to the last byte of the answer and its length; None for a key that changes nothing."""
        pressed = time.perf_counter()
        os.write(self.master, key)
        answer = self.burst(patience)
        if not ESCAPE_SEQUENCE.sub(b"", answer.data):
            return None
        return answer.last - pressed, len(answer.data)

    def hang_up(self):
        """The terminal goes away."""
        os.close(self.master)
        os.close(self.slave)
        self.master = self.slave = None

    def ended(self, within):
        """Whether the process ends within a time."""
        return bool(select.select([self.process], [], [], within)[0])

    def proc(self, name):
        return Path(f"/proc/{self.pid}/{name}").read_text(encoding="ascii")

    def status(self, field):
        return int(re.search(rf"^{field}:\s*(\d+)", self.proc("status"), re.M).group(1))

    def cpu(self):
        """Seconds of CPU of all its threads, exact while it sleeps."""
        threads = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def private(self):
        """Bytes of memory nobody shares: all, and those that are not pages of the binary, read again when needed."""
        clean, dirty = (
            int(re.search(rf"^Private_{kind}:\s*(\d+) kB", self.proc("smaps_rollup"), re.M).group(1)) * 1024
            for kind in ("Clean", "Dirty")
        )
        return clean + dirty, dirty

    def left_behind(self):
        """What the program has not given back of its terminal."""
        while select.select([self.master], [], [], 0)[0]:
            self.output += os.read(self.master, 1 << 16)
        left = [] if termios.tcgetattr(self.slave) == self.before else ["raw mode"]
        modes = {}
        for numbers, way in re.findall(rb"\x1b\[\?([\d;]+)([hl])", self.output):
            modes.update((number, way == b"h") for number in numbers.split(b";"))
        cursor = modes.pop(b"25", True)
        left += [f"mode {number.decode()}" for number, on in modes.items() if on]
        left += [] if cursor else ["hidden cursor"]
        bidi = re.findall(rb"\x1b\[8([hl])", self.output)
        left += ["bidi off"] if bidi and bidi[-1] == b"l" else []
        styles = re.findall(rb"\x1b\[([\d;]*)m", self.output)
        left += ["a style"] if styles and styles[-1] not in (b"", b"0") else []
        return left


def worst(values, share=0.99):
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class Keys:
    """Answers to keys that changed something; CPU seconds per key, whatever it changed."""

    seconds: list
    sizes: list
    cpu: float

    @classmethod
    def of(cls, answers, cpu=0.0):
        changes = [answer for answer in answers if answer]
        return cls([seconds for seconds, _ in changes], [size for _, size in changes], cpu / len(answers))

    def p50(self):
        return statistics.median(self.seconds) * MILLI

    def p99(self):
        return worst(self.seconds) * MILLI


@dataclass
class Program:
    """How a program is started, and which keys lead to its screens."""

    command: list
    # Keys that lead from one screen to the next; on each of them one moves up and down.
    screens: list
    # Keys that change the page, in turn; Esc is told apart.
    pages: list
    search: list
    # Keys from the home screen to a need that every language has.
    pictured: list = field(default_factory=list)

    def at(self, *more):
        return self.command + list(more)


def start(program):
    """Exec to settled frame, and the CPU until the program is at rest."""
    with Desk(program.at()) as desk:
        frame = desk.settle()
        return {
            "frame": (frame.last - desk.began) * MILLI,
            "cpu": desk.cpu() * MILLI,
            "bytes": len(frame.data),
            "peak": desk.status("VmHWM") * 1024 / MIB,
        }


def eager(program):
    """Exec to the answer to a key that is pressed as soon as something stands on the screen."""
    with Desk(program.at()) as desk:
        select.select([desk.master], [], [], 5.0)
        os.write(desk.master, DOWN)
        return (desk.burst(5.0).last - desk.began) * MILLI


def starts(programs, rounds):
    """Medians of each, measured in turn so that a disturbance hits all."""
    seen = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            seen[name].append(start(program) | {"eager": eager(program)})
    return {
        name: {key: statistics.median(one[key] for one in all_of) for key in all_of[0]}
        for name, all_of in seen.items()
    }


def memory(program, moves):
    """Private memory and threads after 40 keys, on whatever screens they lead to."""
    with Desk(program.at()) as desk:
        desk.settle()
        keys = [key for screen in program.screens for key in (*screen, *[DOWN] * moves, *[UP] * moves)]
        for at in range(40):
            desk.press(keys[at % len(keys)])
        private, dirty = desk.private()
        return {"private": private / MIB, "dirty": dirty / MIB, "threads": desk.status("Threads")}


def move(program, rounds, moves):
    """Down and up on every screen."""
    answers, cpu = [], 0.0
    with Desk(program.at()) as desk:
        desk.settle()
        for _ in range(rounds):
            for screen in program.screens:
                for key in screen:
                    desk.press(key)
                before = desk.cpu()
                answers += [desk.press(key, MOVE_PATIENCE) for key in [DOWN] * moves + [UP] * moves]
                cpu += desk.cpu() - before
    return Keys.of(answers, cpu)


def rest(program, moves):
    """What one key alone brings: bytes of its answer, and of what follows once the choice rests."""
    sizes = []
    with Desk(program.at()) as desk:
        desk.settle()
        for screen in program.screens:
            for key in screen:
                desk.press(key)
            for key in [DOWN] * moves + [UP] * moves:
                answer = desk.press(key, MOVE_PATIENCE)
                follows = desk.burst(RESTED)
                if answer:
                    sizes.append((answer[1], len(follows.data)))
    return sizes


def turn(program, rounds):
    """Page changes, and Esc."""
    pages, backs = [], []
    with Desk(program.at()) as desk:
        desk.settle()
        for _ in range(rounds):
            for key in program.pages:
                (backs if key == ESCAPE else pages).append(desk.press(key))
                # Two Esc in a row mean something else.
                if key == ESCAPE:
                    desk.press(TOP)
    return Keys.of(pages), Keys.of(backs)


def seek(program, rounds):
    """Letters typed into the search, and taken back."""
    answers = []
    with Desk(program.at()) as desk:
        desk.settle()
        desk.press(program.search[0])
        for _ in range(rounds):
            answers += [desk.press(key) for key in program.search[1:]]
    return Keys.of(answers)


def pictures(program, moves):
    """A need in picture lines: its first drawing, a moved row, private memory; the worst language of those drawn so."""
    cold, moved, private = [], [], []
    for lang in PICTURED:
        with Desk(program.at("--lang", lang, "--now", EARLY, "--caps", SIXEL)) as desk:
            desk.settle()
            keys, need = program.pictured[:-1], program.pictured[-1]
            for key in keys:
                desk.press(key)
            cold.append(desk.press(need)[0] * MILLI)
            moved += [desk.press(key, MOVE_PATIENCE) for key in [DOWN] * moves + [UP] * moves]
            private.append(desk.private()[0] / MIB)
    return max(cold), Keys.of(moved), max(private)


def idle(floor, program, seconds):
    """What a minute without a key costs: a rest, scaled, and one change of the clock."""
    with Desk(floor.at()) as base, Desk(program.at("--now", EARLY)) as rest, Desk(program.at("--now", LATE)) as late:
        desks = (base, rest, late)
        for desk in desks:
            desk.settle()
        before = [(desk.status("voluntary_ctxt_switches"), desk.cpu()) for desk in desks]
        began = time.perf_counter()
        repaint = late.burst(MINUTE_SHOWN_WITHIN)
        waked = [(late.status("voluntary_ctxt_switches") - before[2][0], late.cpu() - before[2][1])]
        time.sleep(max(0.0, seconds - (time.perf_counter() - began)))
        scale = 60.0 / (time.perf_counter() - began)
        for desk, (wakes, cpu) in zip((rest, base), (before[1], before[0])):
            wakes, cpu = desk.status("voluntary_ctxt_switches") - wakes, desk.cpu() - cpu
            waked.append((wakes * scale, cpu * scale))
        minute, still, floor_still = waked
        return {
            "floor": floor_still[0],
            "wakes": minute[0] + still[0],
            "cpu": (minute[1] + still[1]) * MILLI,
            "repaint": len(repaint.data),
            "bytes": len(repaint.data) + len(rest.burst(0).data) * scale,
        }


def leave(command, way):
    """Milliseconds from a key or a signal to the end, and what is left in the terminal."""
    with Desk(command) as desk:
        desk.settle()
        if not isinstance(way, signal.Signals):
            *first, way = way
            for key in first:
                desk.press(key)
                desk.settle()
        began = time.perf_counter()
        if isinstance(way, signal.Signals):
            os.kill(desk.pid, way)
        else:
            os.write(desk.master, way)
        if not desk.ended(2.0):
            return None
        took = (time.perf_counter() - began) * MILLI
        return took, desk.left_behind()


def vanish(command):
    """Seconds until a program whose terminal is gone ends, with no signal to tell it; CPU seconds if it does not."""
    with Desk(command, controlling=False) as desk:
        desk.settle()
        used, began = desk.cpu(), time.perf_counter()
        desk.hang_up()
        if desk.ended(3.0):
            return time.perf_counter() - began, None
        return None, desk.cpu() - used


def crates(lock):
    """Packages of a lock file, without the program itself."""
    return lock.read_text(encoding="utf-8").count("[[package]]") - 1


class Table:
    """The rows as they are printed."""

    def __init__(self):
        self.rows = []

    def add(self, row, measure, floor, program, must="", met=None, ratio=""):
        verdict = {True: "met", False: "NOT MET", None: ""}[met]
        self.rows.append((str(row), measure, floor, program, ratio, must, verdict))

    def against_floor(self, row, measure, floor, program, unit, must):
        ratio = program / floor
        both = (f"{value:.2f} {unit}" for value in (floor, program))
        self.add(row, measure, *both, f"≤ {must}×", ratio <= must, f"{ratio:.2f}×")

    def at_most(self, row, measure, program, must, unit="", floor=None, digits=2):
        def shown(value):
            return "–" if value is None else f"{value:.{digits}f} {unit}".strip()

        ratio = f"{program / floor:.2f}×" if floor else ""
        limit = f"≤ {must} {unit}".strip() if must is not None else ""
        self.add(row, measure, shown(floor), shown(program), limit, None if must is None else program <= must, ratio)

    def print(self):
        head = ("row", "measure", "floor", "program", "ratio", "must", "")
        widths = [max(map(len, column)) for column in zip(head, *self.rows)]
        for row in (head, tuple("-" * width for width in widths), *self.rows):
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def leaving(table, floor, program, panic):
    """Row 14: every way out."""
    ways = [("q", [b"q"]), ("SIGTERM", signal.SIGTERM), ("SIGINT", signal.SIGINT)]

    def told(left):
        if left is None:
            return "does not end"
        took, behind = left
        return f"{took:.1f} ms, " + (", ".join(behind) or "clean")

    for name, way in ways:
        mine = leave(program.at(), way)
        clean = mine is not None and not mine[1] and mine[0] <= 2000
        table.add(14, f"terminal after {name}", told(leave(floor.at(), way)), told(mine), "clean", clean)
    if panic:
        # The first panic starts the screens again, a second one soon after ends the program.
        mine = leave([panic, "--panic-key", "--now", EARLY], [F9, F9])
        table.add(14, "terminal after two panics", "–", told(mine), "clean", mine is not None and not mine[1])


def gone(table, floor, program):
    """Row 15: the terminal is gone."""

    def told(found):
        seconds, used = found
        return f"{seconds:.3f} s" if seconds is not None else f"spins, {used:.1f} s CPU in 3 s"

    theirs, mine = vanish(floor.at()), vanish(program.at())
    met = mine[0] is not None and mine[0] <= 2
    table.add(15, "terminal gone, no SIGHUP: ends after", told(theirs), told(mine), "≤ 2 s", met)


def measure(floor, program, quick, panic):
    """All rows."""
    table = Table()
    folder = Program(program.at("--data", str(ROOT / "data")), [], [], [])
    begun = starts({"floor": floor, "program": program, "folder": folder}, 8 if quick else 60)
    base, mine = begun["floor"], begun["program"]
    table.against_floor(1, "exec → first settled frame, p50", base["frame"], mine["frame"], "ms", 3.0)
    table.at_most("", "the same, pack in a folder (--data)", begun["folder"]["frame"], None, "ms", base["frame"])
    table.at_most("", "exec → answer to a key pressed at once, p50", mine["eager"], None, "ms", base["eager"])
    table.at_most("", "bytes of the first frame", mine["bytes"], None, "B", base["bytes"], 0)
    table.against_floor(4, "CPU from start to rest, p50", base["cpu"], mine["cpu"], "ms", 3.5)

    home = Program(program.at("--lang", "it", "--now", EARLY), program.screens, program.pages, program.search)
    kept, kept_floor = memory(home, 4), memory(floor, 20)
    table.at_most(5, "private memory after 40 keys (cells)", kept["private"], 8, "MiB", kept_floor["private"])
    table.at_most("", "of it written to (not pages of the binary)", kept["dirty"], None, "MiB", kept_floor["dirty"])
    table.at_most(6, "peak memory at start (RSS)", mine["peak"], 12, "MiB", base["peak"])
    table.at_most(7, "threads at rest", kept["threads"], 2, "", kept_floor["threads"], 0)

    theirs = move(floor, 1, 20 if quick else 35)
    moves = move(home, 1 if quick else 3, 5 if quick else 12)
    table.against_floor(8, "move key → last byte, p50", theirs.p50(), moves.p50(), "ms", 3.0)
    table.against_floor(8, "CPU per move key", theirs.cpu * MILLI, moves.cpu * MILLI, "ms", 3.0)
    table.at_most(9, "move key → last byte, p99", moves.p99(), 16, "ms", theirs.p99())
    sizes = moves.sizes
    table.at_most(10, "bytes per move key, p50", statistics.median(sizes), 840, "B", statistics.median(theirs.sizes), 0)
    table.at_most(10, "bytes per move key, max", max(sizes), 6000, "B", max(theirs.sizes), 0)

    alone = rest(home, 2 if quick else 6)
    follows = [pane for _, pane in alone if pane]
    table.at_most("", "bytes of the pane that follows, p50", statistics.median(follows), None, "B", digits=0)
    table.at_most("", "bytes of the pane that follows, max", max(follows), None, "B", digits=0)
    table.at_most("", "bytes of a move key and what follows, p50", statistics.median(map(sum, alone)), None, "B", digits=0)
    table.at_most("", "bytes of a move key and what follows, max", max(map(sum, alone)), None, "B", digits=0)

    pages, backs = turn(home, 3 if quick else 25)
    table.at_most(11, "page change → last byte, p99", pages.p99(), 33, "ms")
    table.at_most(11, "bytes per page change, p50", statistics.median(pages.sizes), None, "B", digits=0)
    table.at_most(11, "bytes per page change, max", max(pages.sizes), 12_000, "B", digits=0)
    table.at_most(12, "Esc → last byte, p99", backs.p99(), 60, "ms")
    letters = seek(home, 2 if quick else 15)
    table.at_most(16, "search key → last byte, p99 (this pack)", letters.p99(), None, "ms")

    still = idle(floor, Program(program.at("--lang", "it"), [], [], []), 6 if quick else 20)
    table.at_most(13, "idle wake-ups a minute", still["wakes"], 60, "", still["floor"] or None, 1)
    table.at_most(13, "idle CPU a minute", still["cpu"], 12, "ms")
    table.at_most(13, "idle bytes a minute, full repaint included", still["bytes"], 16_000, "B", digits=0)

    first, rows, private = pictures(program, 3 if quick else 8)
    table.at_most(19, "a need in picture lines, cold, worst language", first, 120, "ms")
    table.at_most(19, "one moved row of it, p99", rows.p99(), 16, "ms")
    table.at_most(5, "private memory with pictures", private, 16, "MiB")

    leaving(table, floor, program, panic)
    gone(table, floor, program)

    sizes = [os.path.getsize(one.command[0]) / MIB for one in (floor, program)]
    table.at_most(18, "binary, with its fonts", sizes[1], 10, "MiB", sizes[0])
    counts = [crates(ROOT / lock) for lock in ("benches/floor/Cargo.lock", "Cargo.lock")]
    table.at_most("", "crates in the lock file, tests included", counts[1], None, "", counts[0], 0)
    return table


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("floor", help="release build of benches/floor")
    parser.add_argument("program", help="release build of vademecum")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: under 40 s")
    parser.add_argument("--panic-program", metavar="BINARY", help="a debug build, which has a key that panics")
    return parser.parse_args()


def main():
    asked = arguments()
    floor = Program([os.path.abspath(asked.floor)], [[]], [], [])
    # Home, a category of categories, the needs of one, a need, its first door; the help; the search with every need in it.
    screens = [[b"h"], [ENTER], [ENTER], [ENTER], [b"1"], [b"h", b"?"], [b"h", b"/"]]
    pages = [b"h", ENTER, ENTER, ENTER, PAGE_DOWN, PAGE_UP, b"1", ESCAPE, ESCAPE]
    pages += [b"?", ESCAPE, b"l", ESCAPE, b"/", ESCAPE]
    # The first letter is the worst: it finds nearly everything.
    search = [b"/", *[bytes([letter]) for letter in b"permesso"], *[b"\x7f"] * 8, b"a", b"\x7f", b"e", b"\x7f"]
    # Renewing a permit.
    program = Program([os.path.abspath(asked.program)], screens, pages, search, [b"1", b"2", b"1"])
    measure(floor, program, asked.quick, asked.panic_program and os.path.abspath(asked.panic_program)).print()


if __name__ == "__main__":
    sys.exit(main())
