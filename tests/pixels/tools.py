"""The programs and fonts of the desk, from Debian."""

import os
import shutil
import subprocess
from pathlib import Path

FONTS = Path("/usr/share/fonts")
# What must be there, and the package that has it.
NEEDED = {
    "sway": "sway",
    "swaymsg": "sway",
    "foot": "foot",
    "grim": "grim",
    "wtype": "wtype",
    FONTS / "truetype/dejavu/DejaVuSansMono.ttf": "fonts-dejavu-core",
    FONTS / "opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
}


def missing():
    """The packages that are not there."""
    there = {
        need: need.exists() if isinstance(need, Path) else shutil.which(need) is not None for need in NEEDED
    }
    return sorted({NEEDED[need] for need, is_there in there.items() if not is_there})


def install():
    """Installs what is missing, where one may; the packages that are missing still."""
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            # What it says matters only where it fails.
            done = subprocess.run(["apt-get", "--quiet", *arguments], env=env, capture_output=True, text=True)
            if done.returncode != 0:
                print(done.stdout[-2000:] + done.stderr[-2000:])
                break
    return missing()
