"""Finds letters that were replaced: by boxes, as terminals do, or by dots, as the program does.

One alone may be meant, a box to tick or a dot between two names; letters that cannot be drawn come in groups, alike and
side by side.
"""

import re

from shot import lines

# Brighter than this of the brightest colour counts: the faint edges of neighbours touch.
BRIGHT = 100
RUN = re.compile(b"\x01+")
# Smaller ones are parts of letters, in pixels of a cell of the given height.
LEAST_HEIGHT = 0.4
# How far apart two of them stand, in widths of one.
APART = 0.9
# A dot fills at most such a part of a cell.
DOT = 1 / 10
# So many of them are a group.
DOTS = 3


def boxes(picture):
    """Where each group of boxes begins, in pixels; on a plate they are dark."""
    table = bytes(byte > BRIGHT for byte in range(256))
    bright = 0
    for channel in range(3):
        bright |= int.from_bytes(picture.pixels[channel::3].translate(table), "little")
    bright = bright.to_bytes(picture.width * picture.height, "little")
    dark = bright.translate(bytes([1, 0]) + bytes(254))
    return [place for shade in (bright, dark) for place in _groups(sorted(_hollow(picture, shade), key=_by_line))]


def _by_line(box):
    return box[1], box[0]


def _groups(found):
    """The first of each row of boxes that are alike and side by side."""
    last = None
    is_told = False
    for box in found:
        left, top, right, bottom = box
        wide = right - left + 1
        is_next = (
            last is not None
            and last[1::2] == (top, bottom)
            and abs(last[2] - last[0] + 1 - wide) <= 1
            and 0 < left - last[2] <= APART * wide + 1
        )
        if is_next and not is_told:
            yield last[0], last[1]
        is_told = is_next
        last = box


def _hollow(picture, shade):
    """Boxes as left, top, right, bottom, all inside."""
    width = picture.width
    least = LEAST_HEIGHT * picture.cell_height
    # An upper edge that is no rule: longer than a stem, shorter than three cells.
    lengths = range(max(4, picture.cell_width // 3), 3 * picture.cell_width)
    for y in range(picture.height - 1):
        line = y * width
        for run in RUN.finditer(shade, line, line + width):
            left, right = run.start() - line, run.end() - 1 - line
            if right - left + 1 in lengths:
                bottom = _bottom(shade, width, left, y, right)
                if bottom is not None and bottom - y + 1 >= least:
                    yield left, y, right, bottom


def _bottom(shade, width, left, top, right):
    """Where a shape with this upper edge ends below, if it is a box: two stems, nothing between, closed."""

    def line(y):
        return shade[y * width + left : y * width + right + 1] if y >= 0 else b""

    whole = b"\1" * (right - left + 1)
    # What stands above the edge is part of the shape, and so are legs below, as of the sign for a mouth.
    if 1 in line(top - 1):
        return None
    inside = top + 1
    # An edge may be some pixels thick.
    while line(inside) == whole:
        inside += 1
    stems = line(inside)
    hollow = stems.strip(b"\1")
    if not hollow or 1 in hollow or not (stems[0] and stems[-1]):
        return None
    below = inside
    while line(below) == stems:
        below += 1
    if line(below) != whole or below - inside <= inside - top:
        return None
    while line(below) == whole:
        below += 1
    return None if 1 in line(below) else below - 1


def dots(picture, row):
    """Where the first group of dots in a row begins, in cells; a list."""
    found = [_dot(picture, row, column) for column in range(picture.columns)]
    groups = (column for column in range(len(found) - DOTS + 1) if len(set(found[column : column + DOTS])) == 1)
    return [column for column in groups if found[column] is not None][:1]


def _dot(picture, row, column):
    """The ink of a cell with nothing but a dot in its middle, else nothing."""
    if not 0 < picture.inked[row][column] <= DOT * picture.cell_width * picture.cell_height:
        return None
    found = list(lines(picture, row, column))
    inked = [y for y, line in enumerate(found) if 1 in line]
    is_dot = inked[-1] - inked[0] < picture.cell_height / 4 and all(
        line.strip(b"\0").count(0) == 0 and line.count(1) <= picture.cell_width / 2 for line in found
    )
    is_middle = inked[0] > picture.cell_height / 4 and inked[-1] < picture.cell_height * 3 / 4
    return b"".join(found) if is_dot and is_middle else None
