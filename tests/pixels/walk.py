"""The way through the screens, the same in every language."""

import json
import subprocess

from frame import GUTTER
from shot import Shot

NEED = "permit-renewal"
# What a digit reaches; a page further are nine rows more.
ROWS_OF_A_PAGE = 9
# On the path the door of this step: an office with addresses, mail and sources.
TO_THE_DOOR = "3"
# A screen stands when nothing has changed for so long: longer than the second pane waits before it follows.
REST = 0.2
# The list itself has moved long before.
STEP = 0.03
# Asking the terminal what it can draw, and its answer.
START = 0.35
# More rows than a need has.
MOST_ROWS = 40
# A key that does nothing at all.
NO_ANSWER = 5.0
# The last screen: the first one, after all the others.
AGAIN = "home again"


class Lost(Exception):
    """The way does not lead where it should."""

    def __init__(self, screen, what):
        super().__init__(f"expected {what}")
        self.screen = screen


def to_the_need(program):
    """The keys from home through the lists, for the pack of this program."""

    def listed(kind):
        done = subprocess.run([program, "list", kind, "--json"], capture_output=True, check=True)
        return json.loads(done.stdout)

    categories, needs = listed("categories"), listed("needs")
    parent = {one["id"]: one["parent"] for one in categories}
    way = [NEED, next(need["category"] for need in needs if need["id"] == NEED)]
    while parent[way[-1]] is not None:
        way.append(parent[way[-1]])
    keys, above = [], None
    for row in reversed(way):
        # On every list the categories stand before the needs.
        rows = [one["id"] for one in categories if one["parent"] == above]
        rows += [need["id"] for need in needs if need["category"] == above]
        pages, digit = divmod(rows.index(row), ROWS_OF_A_PAGE)
        keys += ["Next"] * pages + [str(digit + 1)]
        above = row
    return keys


class Walk:
    """From home to a door in one language."""

    def __init__(self, window, to_the_need, from_right, drawn):
        self.window, self.to_the_need, self.from_right, self.drawn = window, to_the_need, from_right, drawn
        self.now = None

    def screens(self):
        """Each screen with its name."""
        self.now = self.window.settled(START)
        if self.now is None:
            raise Lost("home", "a screen that comes to rest")
        yield "home", self.shot("home")
        for key in self.to_the_need:
            self.press(key, "need")
        yield "need", self.shot("need")
        self.go_to_path()
        self.press("Return", "path")
        yield "path", self.shot("path")
        self.press(TO_THE_DOOR, "door")
        yield "door", self.shot("door")
        self.press("h", "home")
        yield AGAIN, self.shot("home")

    def shot(self, screen):
        """What stands in the window."""
        return Shot(self.now, screen, self.from_right, self.drawn)

    def press(self, key, screen, rest=REST):
        """Presses a key that changes something, on the way to a screen."""
        self.window.press(key)
        self.now = self.window.settled(rest, other_than=self.now, patience=NO_ANSWER)
        if self.now is None:
            raise Lost(screen, f"another screen after the key {key}")

    def go_to_path(self):
        """Down to the row that leads to the path: below the doors the first one with a sign before it, as the questions
        above them have one too."""
        at_doors = False
        for _ in range(MOST_ROWS):
            need = self.shot("need")
            if need.marked is not None:
                signed = need.off_plate[need.marked][GUTTER]
                if at_doors and signed:
                    return
                at_doors = at_doors or not signed
            self.press("Down", "path", STEP)
        raise Lost("path", "a row that leads to the path")
