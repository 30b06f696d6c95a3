//! Paths, bags and plans: what must always be true of them on small random catalogs, second opinions that are
//! reckoned another way, and situations of people at a desk on the embedded pack.

#[path = "paths/bags.rs"]
mod bags;
#[path = "paths/days.rs"]
mod days;
#[path = "paths/least.rs"]
mod least;
#[path = "paths/rules.rs"]
mod rules;
#[path = "paths/situations.rs"]
mod situations;
#[path = "paths/small.rs"]
mod small;
