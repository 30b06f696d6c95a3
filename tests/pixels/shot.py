"""A picture of a screen, as it is read, and what is wrong with it."""

from dataclasses import dataclass
from functools import cached_property

from frame import GUTTER, body, panes
from picture import Picture

# Signs such as a circle are a little wider than their cell, and what is drawn later hides or shows that; in pixels.
SPILL = 2


@dataclass
class Fault:
    """What is wrong, and in which cell, counted as on the picture from 0."""

    row: int
    column: int
    expected: str

    def __str__(self):
        return f"row {self.row}, column {self.column}: expected {self.expected}"


@dataclass
class Shot:
    """A picture of a screen."""

    picture: Picture
    screen: str
    from_right: bool = False
    # Its language is drawn as pictures of its lines.
    drawn: bool = False

    @cached_property
    def read(self):
        """As it is read: from the left."""
        return self.picture.turned() if self.from_right else self.picture

    @property
    def columns(self):
        return self.picture.columns

    @property
    def rows(self):
        return self.picture.rows

    @cached_property
    def panes(self):
        return panes(self.screen, self.columns)

    @cached_property
    def body(self):
        return body(self.rows)

    def fault(self, row, column, expected):
        """A fault in a cell of the picture as it is read."""
        row %= self.rows
        return Fault(row, self.columns - 1 - column if self.from_right else column, expected)

    def first(self, row, columns, is_wrong, expected):
        """One fault, in the first cell of a row that is wrong; a list, so that a check is a sum."""
        return next(([self.fault(row, column, expected)] for column in columns if is_wrong(row, column)), [])

    def is_inked(self, row, column):
        """Whether there is anything in a cell."""
        return self.read.inked[row][column] > 0

    def is_written(self, row, column):
        """The same, without what a sign in the cell beside it spills."""
        if not self.is_inked(row, column):
            return False
        return any(1 in line[SPILL:-SPILL] for line in lines(self.read, row, column))

    @cached_property
    def cell(self):
        """Pixels of a cell."""
        return self.read.cell_width * self.read.cell_height

    @cached_property
    def plate(self):
        """The rows of the body that lie on a plate, the chosen ones: the air of their gutter is filled."""
        return [row for row in self.body if self.read.inked[row][GUTTER - 1] == self.cell]

    @cached_property
    def off_plate(self):
        """For each cell how many pixels are not of the plate's colour."""
        row = self.plate[0]
        y = row * self.read.cell_height
        return self.read.counts(self.read.other_than(self.read.pixel((GUTTER - 1) * self.read.cell_width, y)))

    @cached_property
    def marked(self):
        """The row with the marker, if it stands on one."""
        marked = [row for row in self.plate if self.off_plate[row][0] > 0]
        return marked[0] if len(marked) == 1 else None


def lines(picture, row, column):
    """The lines of pixels of a cell, each pixel 1 where there is ink."""
    for y in range(row * picture.cell_height, (row + 1) * picture.cell_height):
        at = y * picture.width + column * picture.cell_width
        yield picture.ink[at : at + picture.cell_width]
