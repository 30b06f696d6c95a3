"""A picture of a terminal, in pixels and in cells."""

import struct
import zlib
from functools import cached_property

# What everything is drawn on.
GROUND = (0, 0, 0)
# Before each line of a PNG: its pixels are told as they are.
UNFILTERED = b"\0"


class Picture:
    """Rows of pixels, three bytes each, of a terminal of so many cells."""

    def __init__(self, width, height, pixels, columns, rows):
        if width % columns or height % rows or len(pixels) != width * height * 3:
            raise ValueError(f"{width}x{height} pixels are no {columns}x{rows} cells")
        self.width, self.height, self.pixels = width, height, pixels
        self.columns, self.rows = columns, rows
        self.cell_width, self.cell_height = width // columns, height // rows

    @classmethod
    def read(cls, ppm, columns, rows):
        """A binary PPM without comments."""
        kind, width, height, most, pixels = _header(ppm)
        if kind != b"P6" or most != b"255":
            raise ValueError("no PPM of one byte a colour")
        return cls(int(width), int(height), pixels, columns, rows)

    def __eq__(self, other):
        return isinstance(other, Picture) and self.pixels == other.pixels

    __hash__ = None

    def png(self):
        """The picture as a file."""
        step = self.width * 3
        lines = b"".join(UNFILTERED + self.pixels[at : at + step] for at in range(0, len(self.pixels), step))
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
            for name, data in parts
        )

    def turned(self):
        """The picture as in a mirror: what begins at the right begins at the left."""
        pixels = bytearray(len(self.pixels))
        for channel in range(3):
            one = self.pixels[channel::3]
            pixels[channel::3] = b"".join(
                one[at : at + self.width][::-1] for at in range(0, len(one), self.width)
            )
        return Picture(self.width, self.height, bytes(pixels), self.columns, self.rows)

    def other_than(self, colour):
        """For each pixel 1 where it is of another colour, else 0."""
        found = 0
        for channel, value in enumerate(colour):
            same = bytes(0 if byte == value else 1 for byte in range(256))
            found |= int.from_bytes(self.pixels[channel::3].translate(same), "little")
        return found.to_bytes(self.width * self.height, "little")

    @cached_property
    def ink(self):
        """For each pixel 1 where there is anything but the ground."""
        return self.other_than(GROUND)

    @cached_property
    def inked(self):
        """For each cell, by row and column, how many of its pixels are not the ground."""
        return self.counts(self.ink)

    def counts(self, pixels):
        """For each cell, by row and column, how many of its pixels are 1."""
        return [
            [
                sum(
                    pixels.count(1, y * self.width + x, y * self.width + x + self.cell_width)
                    for y in range(row * self.cell_height, (row + 1) * self.cell_height)
                )
                for x in range(0, self.width, self.cell_width)
            ]
            for row in range(self.rows)
        ]

    def differing(self, other, row):
        """How many pixels of a row of cells differ from those of another picture."""
        one, two = (int.from_bytes(picture.band(row), "little") for picture in (self, other))
        differs = (one ^ two).to_bytes(self.width * self.cell_height * 3, "little")
        return sum(map(any, zip(differs[0::3], differs[1::3], differs[2::3]))) if one != two else 0

    def pixel(self, x, y):
        """The colour of a pixel."""
        at = (y * self.width + x) * 3
        return tuple(self.pixels[at : at + 3])

    def band(self, row, rows=1):
        """The pixels of some rows of cells."""
        step = self.width * self.cell_height * 3
        return self.pixels[row * step : (row + rows) * step]


def _header(ppm):
    """The words of the head, and the pixels behind exactly one blank."""
    words, at = [], 0
    while len(words) < 4:
        end = next(place for place in range(at, len(ppm)) if ppm[place : place + 1].isspace())
        words.append(ppm[at:end])
        at = end + 1
    return *words, ppm[at:]
