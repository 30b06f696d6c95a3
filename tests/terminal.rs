//! Scenes at a real pseudo-terminal: what a person, a technician or a broken line does, and what the desk makes of
//! it. The letters R and M in the tests are those of the requirements and measurements the program was built from.
//! What the screens say is read from `locales/` and `data/`, so that a better sentence breaks no scene.

#[path = "support/folder.rs"]
mod folder;

/// The parts stand in the folder of this name, as everywhere.
mod terminal {
    pub(crate) mod desk;
    pub(crate) mod process;
    pub(crate) mod words;

    mod away;
    mod hostile;
    mod leaving;
    mod output;
    mod probe;
    mod visit;
}
