"""Proof that each check can fail: small made-up screens with one thing wrong."""

import struct
import unittest
import zlib

import beside
import checks
from frame import EMERGENCY, KEYS, RULE_ABOVE, RULE_BELOW, TITLE, body, panes
from letters import boxes
from picture import Picture
from shot import Shot

WIDE, HIGH = 8, 16
PAPER, GRAY, BLOCK = (204, 204, 204), (153, 153, 153), (17, 17, 17)
NARROW, BROAD = (40, 14), (100, 14)


class Screen:
    """A screen as the program draws it, to be spoilt."""

    def __init__(self, screen="home", size=NARROW, chosen=(4,)):
        self.screen, self.columns, self.rows = screen, *size
        self.pixels = bytearray(self.columns * WIDE * self.rows * HIGH * 3)
        self.body, self.panes = body(self.rows), panes(screen, self.columns)
        for row, columns in ((TITLE, (1, -8)), (EMERGENCY, (1,)), (KEYS, (1,))):
            for column in columns:
                self.text(row, column % self.columns, 6)
        for row in (RULE_ABOVE, RULE_BELOW):
            self.fill(row, 0, self.columns, PAPER, 7, 1)
        for pane in self.panes:
            for row in self.body[:-2]:
                self.text(row, pane.text[0], 12)
            for row in self.body if pane.end < self.columns else ():
                self.divide(row, pane.bar)
        for row in chosen:
            self.choose(row, is_marked=row == chosen[0])

    def fill(self, row, column, columns, colour, top=0, lines=HIGH, left=0, wide=None):
        """Some lines of pixels of some cells."""
        row %= self.rows
        count = columns * WIDE if wide is None else wide
        for y in range(row * HIGH + top, row * HIGH + top + lines):
            at = (y * self.columns * WIDE + column * WIDE + left) * 3
            self.pixels[at : at + count * 3] = bytes(colour) * count

    def text(self, row, column, cells, colour=PAPER):
        """Letters: stems of different heights."""
        for at in range(cells):
            self.fill(row, column + at, 1, colour, 3 + at % 3, 9 - at % 3, 2, 2)

    def divide(self, row, column):
        self.fill(row, column, 1, GRAY, left=3, wide=1)

    def choose(self, row, is_marked=True):
        pane = self.panes[0]
        self.fill(row, pane.first, pane.air, PAPER)
        self.text(row, pane.text[0], 12, (0, 0, 0))
        if is_marked:
            self.text(row, pane.first, 1, (0, 0, 0))

    def clear(self, row, column, columns):
        self.fill(row, column, columns, (0, 0, 0))

    def box(self, row, column, colour=PAPER, under=(0, 0, 0)):
        """What a terminal draws for a letter it has no font for."""
        self.fill(row, column, 1, under)
        self.fill(row, column, 1, colour, 2, 12, 1, 6)
        self.fill(row, column, 1, under, 3, 10, 2, 4)

    def scroll(self):
        """What a picture on the last row does."""
        line = self.columns * WIDE * HIGH * 3
        self.pixels = self.pixels[line:] + bytes(line)

    def shot(self, from_right=False, drawn=False):
        size = self.columns * WIDE, self.rows * HIGH
        picture = Picture(*size, bytes(self.pixels), self.columns, self.rows)
        return Shot(picture.turned() if from_right else picture, self.screen, from_right, drawn)


class OneScreen(unittest.TestCase):
    def assert_good(self, shot):
        self.assertEqual([str(fault) for fault in checks.faults(shot)], [])

    def assert_fault(self, check, shot, row, column):
        """The check finds just this one."""
        found = [(fault.row, fault.column) for fault in check(shot)]
        self.assertEqual(found, [(row % shot.rows, column)])
        self.assertTrue(checks.faults(shot), "all checks together find it too")

    def test_a_good_screen_has_no_fault(self):
        for size in (NARROW, BROAD):
            for screen in ("home", "need", "path"):
                for from_right in (False, True):
                    for chosen in ((4,), (4, 5)):
                        self.assert_good(Screen(screen, size, chosen).shot(from_right, drawn=True))
            self.assert_good(Screen("door", size, chosen=()).shot())

    def test_a_scroll_bar_is_no_fault(self):
        screen = Screen()
        for row in screen.body:
            screen.divide(row, screen.columns - 1)
        for row in screen.body[:3]:
            screen.fill(row, screen.columns - 1, 1, GRAY)
        self.assert_good(screen.shot())

    def test_a_broken_rule(self):
        for row in (RULE_ABOVE, RULE_BELOW):
            screen = Screen()
            screen.clear(row, 20, 1)
            self.assert_fault(checks.rules, screen.shot(), row, 20)
            self.assert_fault(checks.rules, screen.shot(from_right=True), row, screen.columns - 21)

    def test_no_rule(self):
        screen = Screen()
        screen.clear(RULE_ABOVE, 0, screen.columns)
        self.assert_fault(checks.rules, screen.shot(), RULE_ABOVE, 0)

    def test_ink_on_a_rule(self):
        screen = Screen()
        screen.fill(RULE_BELOW, 9, 1, PAPER, 0, 3, 2, 2)
        self.assert_fault(checks.rules, screen.shot(), RULE_BELOW, 9)

    def test_a_scrolled_screen(self):
        screen = Screen()
        screen.scroll()
        shot = screen.shot()
        self.assertEqual({fault.row for fault in checks.rules(shot)}, {RULE_ABOVE, RULE_BELOW % shot.rows})
        self.assertIn(shot.rows - 1, {fault.row for fault in checks.frame(shot)})

    def test_a_row_of_the_frame_without_text(self):
        for row in (TITLE, EMERGENCY, KEYS):
            screen = Screen()
            screen.clear(row, 0, 20)
            self.assert_fault(checks.frame, screen.shot(), row, 1)
        screen = Screen()
        screen.clear(TITLE, 20, 20)
        self.assert_fault(checks.frame, screen.shot(), TITLE, 27)

    def test_text_at_the_edge_of_the_frame(self):
        for row in (TITLE, EMERGENCY, KEYS):
            screen = Screen()
            screen.text(row, screen.columns - 1, 1)
            self.assert_fault(checks.frame, screen.shot(), row, screen.columns - 1)

    def test_text_that_overflows(self):
        for size in (NARROW, BROAD):
            for pane in Screen(size=size).panes:
                for column in (pane.first, pane.first + 1, pane.air):
                    screen = Screen(size=size)
                    screen.text(6, column, 1)
                    self.assert_fault(checks.margins, screen.shot(), 6, column)
                    turned = screen.columns - 1 - column
                    self.assert_fault(checks.margins, screen.shot(from_right=True), 6, turned)

    def test_what_a_sign_spills_is_no_fault(self):
        screen = Screen()
        screen.fill(6, 1, 1, PAPER, 3, 9, WIDE - 1, 1)
        self.assert_good(screen.shot())

    def test_a_broken_divider(self):
        screen = Screen(size=BROAD)
        bar = screen.panes[0].bar
        screen.fill(6, bar, 1, (0, 0, 0), 5, 2)
        self.assert_fault(checks.uprights, screen.shot(), 6, bar)
        screen = Screen(size=BROAD)
        screen.clear(6, bar, 1)
        self.assert_fault(checks.uprights, screen.shot(), 6, bar)

    def test_ink_over_a_divider(self):
        screen = Screen(size=BROAD)
        bar = screen.panes[0].bar
        screen.text(6, bar, 1)
        self.assert_fault(checks.uprights, screen.shot(), 6, bar)

    def test_a_divider_out_of_line(self):
        screen = Screen(size=BROAD)
        bar = screen.panes[0].bar
        screen.clear(6, bar, 1)
        screen.fill(6, bar, 1, GRAY, left=5, wide=1)
        self.assert_fault(checks.uprights, screen.shot(), 6, bar)

    def test_text_where_only_a_bar_may_stand(self):
        screen = Screen()
        screen.text(6, screen.columns - 1, 1)
        found = {(fault.row, fault.column) for fault in checks.uprights(screen.shot())}
        self.assertIn((6, screen.columns - 1), found)

    def test_another_background(self):
        for row in (TITLE, 6, KEYS):
            screen = Screen()
            screen.fill(row, 20, 3, BLOCK)
            self.assert_fault(checks.ground, screen.shot(), row, 20)

    def test_a_hole_in_the_plate(self):
        screen = Screen()
        screen.clear(4, 20, 1)
        self.assert_fault(checks.ground, screen.shot(), 4, 20)

    def test_no_chosen_row(self):
        self.assert_fault(checks.chosen, Screen(chosen=()).shot(), 2, 0)

    def test_two_chosen_rows(self):
        self.assert_fault(checks.chosen, Screen(chosen=(4, 7)).shot(), 2, 0)

    def test_no_marker(self):
        screen = Screen()
        screen.choose(4)
        screen.fill(4, 0, 1, PAPER)
        self.assert_fault(checks.chosen, screen.shot(), 4, 0)

    def test_a_blank_chosen_row(self):
        screen = Screen()
        screen.fill(4, 2, 36, PAPER)
        self.assert_fault(checks.chosen, screen.shot(), 4, 2)

    def test_a_picture_that_is_not_there(self):
        screen = Screen()
        screen.clear(6, 3, 30)
        self.assert_fault(checks.texts, screen.shot(drawn=True), 6, 2)
        self.assert_good(screen.shot(drawn=False))

    def test_boxes_for_letters(self):
        for row, colours in ((6, ()), (4, ((0, 0, 0), PAPER))):
            screen = Screen()
            for column in (20, 21, 22):
                screen.box(row, column, *colours)
            self.assert_fault(checks.letters, screen.shot(), row, 20)

    def test_dots_for_letters(self):
        for count in (2, 3):
            screen = Screen()
            for column in range(20, 20 + count):
                screen.fill(6, column, 1, PAPER, 7, 2, 3, 2)
            if count == 3:
                self.assert_fault(checks.letters, screen.shot(), 6, 20)
            else:
                self.assert_good(screen.shot())

    def test_what_is_like_dots_is_no_fault(self):
        # Three full stops, and three dashes.
        for top, left, wide in ((12, 3, 2), (7, 0, WIDE)):
            screen = Screen()
            for column in (20, 21, 22):
                screen.fill(6, column, 1, PAPER, top, 2, left, wide)
            self.assert_good(screen.shot())

    def test_a_box_alone_is_no_fault(self):
        screen = Screen()
        for column in (20, 24):
            screen.box(6, column)
        self.assert_good(screen.shot())

    def test_a_sign_like_a_box_is_no_fault(self):
        # The sign for a mouth, twice, stands on legs.
        screen = Screen()
        for column in (20, 21):
            screen.box(6, column)
            screen.fill(6, column, 1, PAPER, 14, 1, 1, 1)
        self.assertEqual(boxes(screen.shot().picture), [])


class TwoScreens(unittest.TestCase):
    def test_a_screen_with_little_on_it(self):
        screen = Screen()
        screen.clear(6, 0, 40)
        self.assertEqual(beside.filled(screen.shot(drawn=True), Screen().shot()), [])
        for row in screen.body[2:]:
            screen.clear(row, 0, 40)
        self.assertEqual(len(beside.filled(screen.shot(), Screen().shot())), 1)

    def test_a_frame_that_moves(self):
        for row in (RULE_ABOVE, RULE_BELOW, EMERGENCY, KEYS):
            screen = Screen("need")
            self.assertEqual(beside.same_frame(screen.shot(), Screen().shot()), [])
            screen.fill(row, 30, 1, PAPER, 1, 1)
            found = beside.same_frame(screen.shot(), Screen().shot())
            self.assertEqual([fault.row for fault in found], [row % screen.rows])

    def test_two_languages_that_look_alike(self):
        screen = Screen()
        self.assertEqual([fault.row for fault in beside.unlike(screen.shot(), Screen().shot(), "it")], [0])
        screen.text(TITLE, 20, 2)
        self.assertEqual([fault.row for fault in beside.unlike(screen.shot(), Screen().shot(), "it")], [2])
        screen.text(6, 20, 2)
        self.assertEqual(beside.unlike(screen.shot(), Screen().shot(), "it"), [])

    def test_what_is_left_of_another_screen(self):
        screen = Screen()
        # A spilled edge may come and go.
        screen.fill(6, 30, 1, PAPER, wide=1)
        self.assertEqual(beside.same(screen.shot(), Screen().shot(), "before"), [])
        screen.text(6, 30, 4)
        self.assertEqual([fault.row for fault in beside.same(screen.shot(), Screen().shot(), "before")], [6])


class Pictures(unittest.TestCase):
    def test_a_ppm_is_read(self):
        pixels = bytes(range(2 * 2 * 3))
        picture = Picture.read(b"P6\n2 2\n255\n" + pixels, 2, 1)
        self.assertEqual((picture.cell_width, picture.cell_height), (1, 2))
        self.assertEqual(picture.pixels, pixels)
        # The first pixel may look like a blank.
        self.assertEqual(Picture.read(b"P6\n1 1\n255\n\n\n\n", 1, 1).pixels, b"\n\n\n")

    def test_what_is_no_terminal_is_refused(self):
        for ppm, columns, rows in ((b"P6\n3 2\n255\n" + bytes(18), 2, 1), (b"P6\n2 2\n255\n" + bytes(9), 2, 1)):
            with self.assertRaises(ValueError):
                Picture.read(ppm, columns, rows)

    def test_turned_twice_it_is_as_before(self):
        picture = Screen().shot().picture
        self.assertNotEqual(picture.turned(), picture)
        self.assertEqual(picture.turned().turned(), picture)

    def test_a_png_has_all_pixels(self):
        picture = Picture(2, 2, bytes(range(12)), 2, 2)
        png = picture.png()
        at = png.index(b"IDAT")
        size = struct.unpack(">I", png[at - 4 : at])[0]
        lines = zlib.decompress(png[at + 4 : at + 4 + size])
        self.assertEqual(lines, b"\0" + bytes(range(6)) + b"\0" + bytes(range(6, 12)))


if __name__ == "__main__":
    unittest.main()
