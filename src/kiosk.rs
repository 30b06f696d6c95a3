//! kiosk
pub mod decoder;
