//! `vademecum selftest`.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use super::args::SelftestArgs;
use super::failure::Failure;
use super::pack::{Pack, WIDTH};
use crate::app::Cx;
use crate::kiosk;
use crate::ui::selftest::plain;
use crate::widgets::theme::Theme;

pub(super) fn run(args: &SelftestArgs) -> Result<ExitCode, Failure> {
    let pack = Pack::open(&args.pack)?;
    let cx = Cx { theme: Theme::Colour, ..pack.cx() };
    if std::io::stdout().is_terminal() && std::io::stdin().is_terminal() {
        kiosk::selftest(&cx, args.caps)
            .map_err(|error| Failure::could_not_run(format!("the terminal cannot be used: {error}")))?;
    } else {
        let text = plain(&cx, &kiosk::unasked(args.caps), WIDTH);
        std::io::stdout().lock().write_all(text.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}
