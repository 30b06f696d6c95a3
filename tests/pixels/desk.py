"""A desk without a screen: a headless compositor, the kiosk's terminal in it, keys and pictures."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from picture import Picture

HERE = Path(__file__).resolve().parent
# The kiosk's own settings where the project ships them, so that what is tested is what stands at a desk.
SHIPPED = HERE.parent.parent / "deploy" / "foot.ini"
SETTINGS = SHIPPED if SHIPPED.exists() else HERE / "foot.ini"

# Just the fonts a kiosk is told to install: a machine with more would hide a sign those lack.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/truetype/dejavu</dir>
  <dir>/usr/share/fonts/opentype/noto</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""

COMPOSITOR = """
xwayland disable
swaybg_command -
swaynag_command -
output * resolution 1680x1120 position 0 0 scale 1
default_border none
default_floating_border none
focus_follows_mouse no
seat * hide_cursor 1
for_window [app_id="desk"] floating enable, border none, move absolute position 0 0
"""

# sway 1.7 refuses to run as root.
NOBODY = 65534
# A machine that needs longer than this for anything here is broken or hangs.
PATIENCE = 30.0
LOOK_EVERY = 0.03


class Broken(Exception):
    """The desk itself does not work: nothing is known of the program."""


def wait_for(what, look):
    """The first thing `look` gives that counts."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(LOOK_EVERY)
    raise Broken(f"{what}: nothing after {PATIENCE:.0f} s")


class Desk:
    """The compositor; one for all windows."""

    def __enter__(self):
        self.room = Path(tempfile.mkdtemp(prefix="desk."))
        self.log = open(self.room / "log", "wb")
        self.processes = []
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            stop(process)
        self.log.close()
        shutil.rmtree(self.room, ignore_errors=True)

    def _start(self):
        (self.room / "sway").write_text(COMPOSITOR)
        (self.room / "fonts").write_text(FONTS.format(cache=self.room / "cache"))
        self.env = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self.room),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(self.room),
            "FONTCONFIG_FILE": str(self.room / "fonts"),
        }
        headless = {
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "LIBSEAT_BACKEND": "noop",
            "SWAYSOCK": str(self.room / "ipc"),
        }
        sway = ["sway", "-c", str(self.room / "sway")]
        self.room.chmod(0o700)
        if os.geteuid() == 0:
            sway = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *sway]
            os.chown(self.room, NOBODY, NOBODY)
        compositor = self.start(sway, self.env | headless)

        def display():
            if compositor.poll() is not None:
                raise Broken("the compositor ended at its start" + self.said())
            return next((path for path in self.room.glob("wayland-*") if path.is_socket()), None)

        self.env["WAYLAND_DISPLAY"] = wait_for("compositor", display).name
        self.env["SWAYSOCK"] = headless["SWAYSOCK"]
        # As long as one keyboard is plugged in, the keys of those that come and go are not lost.
        self.start(["wtype", "-s", "1000000"], self.env)

    def start(self, command, env):
        """A process that ends with the desk."""
        process = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True
        )
        self.processes.append(process)
        return process

    def run(self, *command):
        """What a short command answers."""
        done = subprocess.run(command, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        if done.returncode != 0:
            raise Broken(f"{command[0]}: {done.stderr.decode(errors='replace').strip()}" + self.said())
        return done.stdout

    def said(self):
        """The end of what the processes wrote."""
        self.log.flush()
        text = (self.room / "log").read_text(errors="replace").strip()
        return "\n" + "\n".join(text.splitlines()[-8:]) if text else ""


class Window:
    """A terminal of so many cells with a command in it."""

    def __init__(self, desk, columns, rows, command):
        self.desk, self.columns, self.rows = desk, columns, rows
        foot = ["foot", f"--config={SETTINGS}", "--app-id=desk", f"--window-size-chars={columns}x{rows}"]
        # A full screen would take the size of the compositor's output.
        foot += ["--override=initial-window-mode=windowed", "--override=pad=0x0"]
        self.process = desk.start([*foot, "--", *command], desk.env)
        self.place = wait_for("window", self._place)

    def _place(self):
        if self.process.poll() is not None:
            raise Broken("the terminal ended at its start" + self.desk.said())
        tree = [json.loads(self.desk.run("swaymsg", "-r", "-t", "get_tree"))]
        while tree:
            node = tree.pop()
            if node.get("pid") == self.process.pid and node["rect"]["x"] == node["rect"]["y"] == 0:
                return node["rect"]
            tree += node["nodes"] + node["floating_nodes"]
        return None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop(self.process)
        self.desk.processes.remove(self.process)

    def press(self, key):
        """A key, by its X name."""
        self.desk.run("wtype", "-k", key)

    def look(self):
        """What stands in the window now."""
        place = "{x},{y} {width}x{height}".format(**self.place)
        return Picture.read(self.desk.run("grim", "-t", "ppm", "-g", place, "-"), self.columns, self.rows)

    def settled(self, rest, other_than=None, patience=PATIENCE):
        """What stands there once nothing has changed for `rest` seconds; None if it stays `other_than` for long."""
        end = time.monotonic() + patience
        last, since = self.look(), time.monotonic()
        while time.monotonic() < end:
            time.sleep(LOOK_EVERY)
            now = self.look()
            if now != last:
                last, since = now, time.monotonic()
            elif time.monotonic() - since >= rest and now != other_than:
                return now
        return None


def stop(process):
    """Ends a process that was started here."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()
