//! Choosing among alternatives: every combination is tried, the shortest path wins.

use super::Path;

/// More combinations than this are not tried; those tried take the first alternatives in the order of the pack.
const TRIES: usize = 4096;

/// A way to answer every choice a path meets, in the order it meets them.
#[derive(Debug, Default)]
pub(super) struct Choices {
    taken: Vec<Taken>,
    next: usize,
}

#[derive(Debug)]
struct Taken {
    option: usize,
    of: usize,
}

impl Choices {
    /// One of `of` alternatives, by its place.
    pub(super) fn choose(&mut self, of: usize) -> usize {
        if self.next == self.taken.len() {
            self.taken.push(Taken { option: 0, of });
        }
        let option = self.taken.get(self.next).map_or(0, |taken| taken.option);
        self.next += 1;
        option
    }

    /// The next combination, if there is one.
    fn advance(&mut self) -> bool {
        self.next = 0;
        while let Some(mut last) = self.taken.pop() {
            last.option += 1;
            if last.option < last.of {
                self.taken.push(last);
                return true;
            }
        }
        false
    }
}

/// Resolves with every combination of choices; the one with the fewest cuts, then the fewest steps, then the first.
pub(super) fn fewest_steps<'a>(mut resolve: impl FnMut(&mut Choices) -> Path<'a>) -> Path<'a> {
    let rank = |path: &Path<'_>| (path.cycles.len(), path.steps.len());
    let mut choices = Choices::default();
    let mut best = resolve(&mut choices);
    for _ in 1..TRIES {
        if !choices.advance() {
            break;
        }
        let path = resolve(&mut choices);
        if rank(&path) < rank(&best) {
            best = path;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_combination_comes_once_in_order() {
        let mut choices = Choices::default();
        let mut seen = Vec::new();
        loop {
            let first = choices.choose(2);
            // How many alternatives there are may depend on what was chosen before.
            let second = choices.choose(if first == 0 { 3 } else { 1 });
            seen.push((first, second));
            if !choices.advance() {
                break;
            }
        }
        assert_eq!(seen, [(0, 0), (0, 1), (0, 2), (1, 0)]);
    }
}
