//! What a stretch of text is, and how that looks: sixteen colours or none, never a meaning by colour alone.

use ratatui::style::{Color, Modifier, Style};

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
            Role::Warn | Role::Key => weight.fg(Color::Yellow),
        }
    }

    /// The style laid over a chosen row: one for the whole row, whatever stands in it.
    pub fn chosen(self) -> Style {
        match self {
            Self::Colour => Style::new().fg(Color::Black).bg(Color::White).remove_modifier(Modifier::DIM),
            Self::Plain => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// Rules between the parts of the screen.
    pub fn rule(self) -> Style {
        self.style(Role::Muted)
    }
}
