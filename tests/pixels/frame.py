"""Where things stand on a screen, as `src/ui.rs` and `src/app/screens.rs` place them.

Everything is counted from the side where reading begins; a picture from right to left is turned first.
"""

# Rows from the top, or from the bottom where they are below nothing.
TITLE, RULE_ABOVE = 0, 1
RULE_BELOW, EMERGENCY, KEYS = -3, -2, -1
BODY_ABOVE, BODY_BELOW = 2, 3

# The marker of the chosen row, and air.
GUTTER = 2
# Air, and the scroll bar.
AIR_AND_BAR = 2

# From so many columns on a second pane stands beside the list.
WIDE = 100
MAIN_PERCENT = 54

SCREENS = ("home", "need", "path", "door")
# These have a chosen row on their first screenful and a second pane where there is room.
LISTS = ("home", "need", "path")


class Pane:
    """Columns of the body: gutter, text, one of air, one of the bar."""

    def __init__(self, first, columns):
        self.first, self.end = first, first + columns
        self.text = range(first + GUTTER, self.end - AIR_AND_BAR)
        self.air, self.bar = self.end - AIR_AND_BAR, self.end - 1


def panes(screen, columns):
    """The panes of a screen, the main one first."""
    if screen not in LISTS or columns < WIDE:
        return [Pane(0, columns)]
    main = columns * MAIN_PERCENT // 100
    return [Pane(0, main), Pane(main, columns - main)]


def body(rows):
    """The rows of the body."""
    return range(BODY_ABOVE, rows - BODY_BELOW)
