//! What a key can mean.

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// One up.
    Up,
    /// One down.
    Down,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// To the top.
    Top,
    /// To the end.
    Bottom,
    /// Opens what is chosen.
    Open,
    /// Opens the numbered row, 1 to 9.
    Digit(u8),
    /// One screen back.
    Back,
    /// The same; twice in a row, away from everything.
    Escape,
    /// To the home screen.
    Home,
    /// To the languages.
    Languages,
    /// To the search.
    Search,
    /// To the help.
    Help,
    /// To the table of who does what, near what is on the screen.
    Competence,
    /// Away from everything, at once.
    Hide,
    /// A letter for the search.
    Type(char),
    /// Takes the last letter away.
    Erase,
    /// Ends the program, where that is allowed.
    Quit,
}

impl Action {
    /// Whether it only moves the choice.
    pub fn is_move(self) -> bool {
        matches!(self, Self::Up | Self::Down | Self::PageUp | Self::PageDown | Self::Top | Self::Bottom)
    }
}
