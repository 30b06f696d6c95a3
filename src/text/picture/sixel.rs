//! Pixels as the bytes of sixel (DEC's Graphics Programming chapter of the VT330/VT340 manual).
//!
//! An own encoder, because general ones look for a palette and dither: here every colour is known, the picture is
//! letters on one background, and bytes count on a slow line.

use std::fmt::Write;

use super::Rgb;
use super::canvas::{Canvas, INKS, LEVELS, Pixel};

/// Rows of pixels in a band.
const BAND: usize = 6;
/// Colours a terminal surely has registers for; what needs more falls back to the background.
const REGISTERS: usize = 256;
/// A plate is this much of the ink: parts of 20.
const PLATE: u8 = 5;

/// One strip, for the first cell of its row: the picture, and the cursor right of that cell.
pub(super) fn encode(canvas: &Canvas, inks: &[Rgb], background: Rgb) -> String {
    let palette = Palette::of(canvas);
    // The cursor's place after a picture differs between terminals: it is kept here and moved on by one.
    let mut out = String::from("\x1b7\x1bP0;1q");
    // Pixels are square; the picture's own size keeps the last band from reaching beyond.
    let _ = write!(out, "\"1;1;{};{}", canvas.width, canvas.height);
    for (register, pixel) in palette.colours.iter().enumerate() {
        let Rgb(red, green, blue) = shown(*pixel, inks, background);
        let _ = write!(out, "#{register};2;{};{};{}", hundredths(red), hundredths(green), hundredths(blue));
    }
    let lines: Vec<&[Pixel]> = canvas.lines().collect();
    let mut planes = vec![Vec::new(); palette.colours.len()];
    for (number, band) in lines.chunks(BAND).enumerate() {
        if number > 0 {
            out.push('-');
        }
        // The background under everything of the band; what is drawn later lies over it.
        out.push_str("#0");
        repeat(&mut out, (1 << band.len()) - 1, canvas.width);
        planes.iter_mut().for_each(Vec::clear);
        for (bit, line) in band.iter().enumerate() {
            for (x, pixel) in line.iter().enumerate().filter(|(_, pixel)| **pixel != Pixel::default()) {
                if let Some(plane) = planes.get_mut(palette.register(*pixel)) {
                    if plane.len() <= x {
                        plane.resize(x + 1, 0_u8);
                    }
                    if let Some(column) = plane.get_mut(x) {
                        *column |= 1 << bit;
                    }
                }
            }
        }
        for (register, plane) in planes.iter().enumerate().skip(1).filter(|(_, plane)| !plane.is_empty()) {
            let _ = write!(out, "$#{register}");
            for run in plane.chunk_by(|a, b| a == b) {
                repeat(&mut out, run.first().copied().unwrap_or_default(), run.len());
            }
        }
    }
    out.push_str("\x1b\\\x1b8\x1b[C");
    out
}

/// The colours of a canvas, each in its register; register 0 is the background.
struct Palette {
    colours: Vec<Pixel>,
    registers: Vec<usize>,
}

/// Colours one ink can come in.
const SHADES: usize = 2 * (LEVELS as usize + 1);

impl Palette {
    fn of(canvas: &Canvas) -> Self {
        let mut used = vec![false; INKS * SHADES];
        for pixel in canvas.lines().flatten() {
            if let Some(used) = used.get_mut(place(*pixel)) {
                *used = true;
            }
        }
        let mut palette = Self { colours: vec![Pixel::default()], registers: vec![0; used.len()] };
        for ink in 0..INKS {
            for (plate, level) in
                [false, true].into_iter().flat_map(|plate| (0..=LEVELS).map(move |level| (plate, level)))
            {
                let pixel = Pixel { ink: u8::try_from(ink).unwrap_or_default(), plate, level };
                if (plate || level > 0) && used.get(place(pixel)) == Some(&true) && palette.colours.len() < REGISTERS {
                    if let Some(register) = palette.registers.get_mut(place(pixel)) {
                        *register = palette.colours.len();
                    }
                    palette.colours.push(pixel);
                }
            }
        }
        palette
    }

    fn register(&self, pixel: Pixel) -> usize {
        self.registers.get(place(pixel)).copied().unwrap_or_default()
    }
}

/// A number for what a pixel shows.
fn place(pixel: Pixel) -> usize {
    usize::from(pixel.ink) * SHADES + usize::from(pixel.plate) * (SHADES / 2) + usize::from(pixel.level)
}

fn shown(pixel: Pixel, inks: &[Rgb], background: Rgb) -> Rgb {
    let ink = inks.get(usize::from(pixel.ink)).copied().unwrap_or(background);
    let under = if pixel.plate { background.mixed(ink, PLATE, 20) } else { background };
    under.mixed(ink, pixel.level, LEVELS)
}

fn hundredths(part: u8) -> u16 {
    (u16::from(part) * 100 + 127) / 255
}

fn repeat(out: &mut String, bits: u8, times: usize) {
    let character = char::from(b'?' + bits);
    if times > 3 {
        let _ = write!(out, "!{times}{character}");
    } else {
        out.extend(std::iter::repeat_n(character, times));
    }
}
