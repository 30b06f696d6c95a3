//! What a stretch of text is, and how that looks: sixteen colours or none, never a meaning by colour alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::text::Ink;
use crate::text::picture::Rgb;

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Plain,
    /// What one looks for: a phone, an address, a name.
    Strong,
    /// The title of a screen.
    Title,
    /// The heading of a section.
    Heading,
    /// What one may skip: sources, hints.
    Muted,
    /// Open.
    Good,
    /// Closed.
    Bad,
    /// Unknown, to be confirmed, a warning.
    Warn,
    /// The name of a key.
    Key,
    /// Letters of a strong text that answer what was typed.
    Hit,
}

/// What lies under a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// The page.
    Page,
    /// The chosen row.
    Chosen,
}

/// The background of screens with pictures.
const GROUND: Rgb = Rgb(0, 0, 0);
/// Running text on it.
const PAPER: Rgb = Rgb(204, 204, 204);

/// The colours of the themes, exactly: on screens with pictures cells and pictures must look the same.
fn rgb(colour: Color) -> Option<Rgb> {
    Some(match colour {
        Color::Black => GROUND,
        Color::White => PAPER,
        Color::Gray => Rgb(153, 153, 153),
        Color::Cyan => Rgb(102, 204, 204),
        Color::Green => Rgb(102, 204, 102),
        Color::LightRed => Rgb(255, 102, 102),
        Color::Yellow => Rgb(255, 204, 51),
        _ => return None,
    })
}

/// Gives every cell its exact colours, none of the terminal's own.
pub fn exact(buf: &mut Buffer, area: Rect) {
    let exact = |colour, otherwise| {
        let Rgb(red, green, blue) = rgb(colour).unwrap_or(otherwise);
        Color::Rgb(red, green, blue)
    };
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position) {
            let strong = cell.modifier.contains(Modifier::BOLD);
            cell.fg = exact(cell.fg, if strong { Rgb(255, 255, 255) } else { PAPER });
            cell.bg = exact(cell.bg, GROUND);
        }
    }
}

/// How roles look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The sixteen colours every terminal has.
    Colour,
    /// None: weight and signs only.
    Plain,
}

impl Theme {
    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let weight = match role {
            Role::Plain | Role::Good | Role::Warn | Role::Bad => plain,
            Role::Muted => plain.add_modifier(Modifier::DIM),
            Role::Strong | Role::Title | Role::Heading | Role::Key => plain.add_modifier(Modifier::BOLD),
            Role::Hit => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        };
        if self == Self::Plain {
            return weight;
        }
        match role {
            Role::Plain | Role::Strong => weight,
            Role::Title | Role::Heading => weight.fg(Color::Cyan),
            // Bright black reads better than dim on most palettes and is one of the sixteen.
            Role::Muted => plain.fg(Color::Gray),
            Role::Good => weight.fg(Color::Green),
            Role::Bad => weight.fg(Color::LightRed),
            Role::Warn | Role::Key | Role::Hit => weight.fg(Color::Yellow),
        }
    }

    /// The style laid over a chosen row: one for the whole row, whatever stands in it.
    pub fn chosen(self) -> Style {
        match self {
            Self::Colour => Style::new().fg(Color::Black).bg(Color::White).remove_modifier(Modifier::DIM),
            Self::Plain => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// The colour pictures are drawn on: the one of the terminal is not known.
    pub fn ground(self, under: Under) -> Rgb {
        match under {
            Under::Page => GROUND,
            Under::Chosen => self.ink(Role::Plain, Under::Page).ink,
        }
    }

    /// The ink of a role in a picture. Weight does not show there: what is strong is brighter.
    pub fn ink(self, role: Role, under: Under) -> Ink {
        let style = self.style(role);
        let ink = match under {
            Under::Chosen => GROUND,
            Under::Page => match style.fg {
                Some(colour) => rgb(colour).unwrap_or(PAPER),
                None if style.add_modifier.contains(Modifier::DIM) => Rgb(153, 153, 153),
                None if style.add_modifier.contains(Modifier::BOLD) => Rgb(255, 255, 255),
                None => PAPER,
            },
        };
        Ink { ink, highlighted: role == Role::Hit }
    }

    /// Rules between the parts of the screen.
    pub fn rule(self) -> Style {
        self.style(Role::Muted)
    }
}
