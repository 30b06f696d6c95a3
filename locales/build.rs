//! The words and the pack are compiled in: a change of either rebuilds the program.

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=data");
}
