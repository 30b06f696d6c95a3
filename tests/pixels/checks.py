"""What must hold on every picture of a screen. Each check gives its faults."""

from frame import EMERGENCY, GUTTER, KEYS, LISTS, RULE_ABOVE, RULE_BELOW, TITLE
from letters import boxes, dots
from picture import GROUND
from shot import lines

# At least such a part of a cell under a letter is its background, even under the densest sign.
SEEN = 1 / 8
# A rule is not thicker than such a part of a cell.
THIN = 1 / 3


def rules(shot):
    """Both rules are where they belong and go from edge to edge; a screen that scrolled has them elsewhere."""
    faults = []
    picture = shot.read
    for row in (RULE_ABOVE % shot.rows, RULE_BELOW % shot.rows):
        top = row * picture.cell_height
        inside = range(top, top + picture.cell_height)
        ink = {y: picture.ink.count(1, y * picture.width, (y + 1) * picture.width) for y in inside}
        whole = [y for y in inside if ink[y] == picture.width]
        ragged = [y for y in inside if 0 < ink[y] < picture.width]
        if ragged:
            y = ragged[0]
            # What there is less of is what is wrong: a gap in a rule, or ink beside it.
            odd = 0 if ink[y] * 2 > picture.width else 1
            x = picture.ink.index(odd, y * picture.width) - y * picture.width
            faults.append(shot.fault(row, x // picture.cell_width, "a rule from edge to edge and nothing else"))
        elif not whole or len(whole) > THIN * picture.cell_height:
            faults.append(shot.fault(row, 0, "a rule"))
    return faults


def frame(shot):
    """The rows around the body have text, which leaves the first and the last column alone."""
    faults = []
    third = shot.columns // 3
    ends = (range(1, third), range(shot.columns - third, shot.columns - 1))
    for row, name, parts in (
        (TITLE, "the title", ends),
        (EMERGENCY, "the emergency lines", ends[:1]),
        (KEYS, "the keys", ends[:1]),
    ):
        row %= shot.rows
        faults += shot.first(row, (0, shot.columns - 1), shot.is_written, f"air beside {name}")
        for columns in parts:
            if not any(shot.is_inked(row, column) for column in columns):
                faults.append(shot.fault(row, columns[0], f"{name}, from here on"))
    return faults


def margins(shot):
    """Nothing is written into the air of a pane: what overflows is seen there."""
    faults = []
    for pane in shot.panes:
        gutter = range(pane.first, pane.first + GUTTER)
        for row in shot.body:
            if pane.first or row not in shot.plate:
                faults += shot.first(row, gutter, shot.is_written, "air before the text")
            faults += shot.first(row, [pane.air], shot.is_written, "air behind the text")
    return faults


def uprights(shot):
    """The divider of two panes is whole, and so is a scroll bar; nothing lies over them."""
    faults = []
    for pane in shot.panes:
        # A rule parts the panes in any case; at the edge stands a bar only where there is more to see.
        divides = pane.end < shot.columns
        stands = divides or any(shot.is_inked(row, pane.bar) for row in shot.body)
        if not stands:
            continue
        name = "the rule between the panes" if divides else "the scroll bar"
        thin = None
        for row in shot.body:
            found = set(lines(shot.read, row, pane.bar))
            if found == {b"\1" * shot.read.cell_width}:
                continue
            line = next(iter(found)) if len(found) == 1 else b""
            is_thin = 0 < line.count(1) <= THIN * len(line) and b"\1" * line.count(1) in line
            if not is_thin or line != (thin := thin or line):
                faults.append(shot.fault(row, pane.bar, f"{name}, unbroken, and nothing over it"))
    return faults


def ground(shot):
    """One background everywhere: under every cell lies the ground, or the plate of the chosen row."""
    faults = []
    bars = {pane.bar for pane in shot.panes}
    for row in range(shot.rows):
        on_plate = row in shot.plate

        def is_covered(row, column, on_plate=on_plate):
            if on_plate and column < shot.panes[0].air:
                return shot.off_plate[row][column] > (1 - SEEN) * shot.cell
            return column not in bars and shot.read.inked[row][column] > (1 - SEEN) * shot.cell

        expected = "the plate of the chosen row" if on_plate else f"the ground, #{bytes(GROUND).hex()}"
        faults += shot.first(row, range(shot.columns), is_covered, expected)
    return faults


def chosen(shot):
    """A list has one chosen row, marked, with something to read on it."""
    if shot.screen not in LISTS:
        return []
    if not shot.plate or shot.plate != list(range(shot.plate[0], shot.plate[-1] + 1)):
        return [shot.fault(shot.body[0], 0, "one chosen row")]
    if shot.marked is None:
        return [shot.fault(shot.plate[0], 0, "one marker on the chosen row")]
    text = shot.panes[0].text
    if not any(shot.off_plate[row][column] for row in shot.plate for column in text):
        return [shot.fault(shot.marked, text[0], "text on the chosen row")]
    return []


def texts(shot):
    """Behind a sign that stands in cells comes the picture of its text."""
    if not shot.drawn:
        return []
    faults = []
    for pane in shot.panes:
        for row in shot.body:
            # The chosen row has a check of its own.
            if row in shot.plate and not pane.first:
                continue
            written = [column for column in pane.text if shot.is_written(row, column)]
            if len(written) == 1 and _stands_high(shot.read, row, written[0]):
                faults.append(shot.fault(row, written[0], "text beside the sign that stands here"))
    return faults


def _stands_high(picture, row, column):
    """Whether there is more than a dot: a full stop may be left alone by a line break, a sign is taller."""
    return sum(1 in line for line in lines(picture, row, column)) > picture.cell_height / 6


def letters(shot):
    """No letters are replaced by boxes, as terminals do, or by dots, as the program does."""
    height, width = shot.read.cell_height, shot.read.cell_width
    faults = [shot.fault(y // height, x // width, "letters, not boxes") for x, y in boxes(shot.read)]
    for row in range(shot.rows):
        faults += [shot.fault(row, column, "letters, not dots") for column in dots(shot.read, row)]
    return faults


CHECKS = (rules, frame, margins, uprights, ground, chosen, texts, letters)


def faults(shot):
    """All faults of one picture."""
    return [fault for check in CHECKS for fault in check(shot)]
