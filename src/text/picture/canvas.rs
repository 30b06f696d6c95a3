//! The pixels of one row: how much of each is covered, and with which ink.

/// Steps from background to ink, for smooth edges.
pub(super) const LEVELS: u8 = 4;

/// Most inks of one paragraph; a further one is drawn as the last.
pub(super) const INKS: usize = 64;

/// What a pixel shows: an ink, a share of it, and whether a plate lies under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Pixel {
    /// Place of the ink among the paragraph's.
    pub(super) ink: u8,
    /// Under the ink lies a plate in its shade.
    pub(super) plate: bool,
    /// From 0, none of the ink, to [`LEVELS`].
    pub(super) level: u8,
}

/// One row of cells.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(super) width: usize,
    pub(super) height: usize,
    pixels: Vec<Pixel>,
}

impl Canvas {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![Pixel::default(); width * height] }
    }

    pub(super) fn clear(&mut self) {
        self.pixels.fill(Pixel::default());
    }

    /// The lines of pixels, top to bottom.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[Pixel]> {
        self.pixels.chunks(self.width.max(1))
    }

    fn at(&mut self, x: i32, y: i32) -> Option<&mut Pixel> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        if x < self.width { self.pixels.get_mut(y.checked_mul(self.width)? + x) } else { None }
    }

    /// A plate under letters of this ink.
    pub(super) fn plate(&mut self, ink: u8, x: std::ops::Range<i32>, y: std::ops::Range<i32>) {
        let edge = |length: usize| i32::try_from(length).unwrap_or(i32::MAX);
        let (right, bottom) = (x.end.min(edge(self.width)), y.end.min(edge(self.height)));
        for y in y.start.max(0)..bottom {
            for x in x.start.max(0)..right {
                if let Some(pixel) = self.at(x, y) {
                    *pixel = Pixel { ink, plate: true, level: 0 };
                }
            }
        }
    }

    /// Ink on a pixel, in 255 parts; the most of what falls on it counts, for letters touch and overlap.
    pub(super) fn cover(&mut self, ink: u8, x: i32, y: i32, parts: u8) {
        let steps = u16::from(LEVELS);
        let level = u8::try_from((u16::from(parts) * steps + 127) / 255).unwrap_or(LEVELS);
        if let Some(pixel) = self.at(x, y)
            && level > pixel.level
        {
            pixel.level = level;
            // What lies under it stays: a neighbour's tail does not change the shade of a plate.
            if !pixel.plate {
                pixel.ink = ink;
            }
        }
    }
}
