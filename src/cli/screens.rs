//! No command, or `kiosk`: the screens.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::Duration;

use super::args::ScreenOptions;
use super::failure::{Failure, code};
use crate::app::Mode;
use crate::kiosk::{self, Failed, Options};
use crate::widgets::theme::Theme;

pub(super) fn run(options: &ScreenOptions, public: bool) -> Result<ExitCode, Failure> {
    if !std::io::stdout().is_terminal() {
        return Err(Failure::could_not_run("the screens need a terminal")
            .hint("`vademecum show ID` and `vademecum search WORDS` print plain text"));
    }
    // https://no-color.org holds at one's own terminal; at a public desk the environment steers nothing (R16).
    let no_colour = options.no_colour || (!public && std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty()));
    let asked = Options {
        data: options.pack.data.clone(),
        lang: options.pack.lang.clone(),
        now: options.pack.now,
        mode: if public { Mode::Desk { idle: Duration::from_secs(options.idle) } } else { Mode::Open },
        theme: if no_colour { Theme::Plain } else { Theme::Colour },
        caps: options.caps,
        #[cfg(debug_assertions)]
        panic_key: options.panic_key,
        #[cfg(not(debug_assertions))]
        panic_key: false,
    };
    kiosk::run(&asked).map(|()| ExitCode::SUCCESS).map_err(|failed| match failed {
        Failed::Pack(problems) => Failure::problems(&problems),
        Failed::Panics => Failure { code: code::INTERNAL, ..Failure::could_not_run(failed.to_string()) },
        failed => Failure::could_not_run(failed.to_string()),
    })
}
