"""What shows only beside another picture: of another screen, of another language, of the same screen before."""

from frame import EMERGENCY, KEYS, RULE_ABOVE, RULE_BELOW, TITLE
from shot import SPILL

# The least part of the Italian screen's rows of text that the same screen has in any language.
FILLED = 1 / 2


def filled(shot, italian):
    """A screen has as much to read as the Italian one, or nearly."""

    def inked(one):
        text = one.panes[0].text
        return [row for row in one.body if row in one.plate or any(one.is_inked(row, column) for column in text)]

    here, there = inked(shot), inked(italian)
    if len(here) < FILLED * len(there):
        return [shot.fault(shot.body[0], 0, f"rows with text below here, at least half of {len(there)}")]
    return []


def same_frame(shot, other):
    """On all screens of a language the same rules, emergency lines and keys stand in the same place."""
    for row, rows, name in (
        (RULE_ABOVE, 1, "the rule"),
        (RULE_BELOW, 1, "the rule"),
        (EMERGENCY, 1, "the emergency lines"),
        (KEYS, 1, "the keys"),
    ):
        row %= shot.rows
        if shot.picture.band(row, rows) != other.picture.band(row, rows):
            return [shot.fault(row, 0, f"{name} as on the screen {other.screen}")]
    return []


def unlike(shot, other, name):
    """Two languages do not look the same, neither in the title nor in the body."""
    for first, rows, what in ((TITLE, 1, "title"), (shot.body[0], len(shot.body), "body")):
        if shot.picture.band(first, rows) == other.picture.band(first, rows):
            return [shot.fault(first, 0, f"a {what} that differs from that of {name}")]
    return []


def same(shot, before, where):
    """The same screen looks the same again: nothing is left of others."""
    for row in range(shot.rows):
        if shot.picture.differing(before.picture, row) > SPILL * shot.picture.cell_height:
            return [shot.fault(row, 0, f"this row as {where}")]
    return []
