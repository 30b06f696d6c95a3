//! Comma-separated values (RFC 4180, UTF-8), as spreadsheets read and write them.

/// Fields of a row with the line it begins in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line, from 1.
    pub line: usize,
    /// Its fields.
    pub fields: Vec<String>,
}

/// Text that is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Garbled {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: &'static str,
}

/// Adds a row.
pub fn write(out: &mut String, fields: &[&str]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        // A lone empty field would be an empty line, which is no row.
        if field.contains(['"', ',', ';', '\r', '\n', '\t']) || (field.is_empty() && fields.len() == 1) {
            out.extend(["\"", &field.replace('"', "\"\""), "\""]);
        } else {
            out.push_str(field);
        }
    }
    out.push_str("\r\n");
}

/// Reads a table. Italian spreadsheets part the fields with `;`, some begin with a byte order mark: both are read too.
///
/// # Errors
/// When quotes do not close, or stand where none may.
pub fn read(text: &str) -> Result<Vec<Row>, Garbled> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = text.lines().next().unwrap_or_default();
    let between = [',', ';', '\t'].into_iter().max_by_key(|c| (head.matches(*c).count(), *c == ',')).unwrap_or(',');
    let mut rows = Vec::new();
    let mut chars = text.chars().peekable();
    let mut line = 1;
    while chars.peek().is_some() {
        let mut row = Row { line, fields: Vec::new() };
        loop {
            let mut field = String::new();
            if chars.next_if_eq(&'"').is_some() {
                loop {
                    match chars.next() {
                        Some('"') if chars.next_if_eq(&'"').is_some() => field.push('"'),
                        Some('"') => break,
                        Some(c) => {
                            line += usize::from(c == '\n');
                            field.push(c);
                        }
                        None => return Err(Garbled { line: row.line, what: "a quote that is not closed" }),
                    }
                }
            } else {
                while let Some(c) = chars.next_if(|c| *c != between && *c != '\n' && *c != '\r') {
                    if c == '"' {
                        return Err(Garbled { line, what: "a quote in a field that does not begin with one" });
                    }
                    field.push(c);
                }
            }
            row.fields.push(field);
            match chars.next() {
                Some(c) if c == between => {}
                Some('\r') if chars.next_if_eq(&'\n').is_some() => break,
                None | Some('\n' | '\r') => break,
                Some(_) => return Err(Garbled { line, what: "something behind a closing quote" }),
            }
        }
        line += 1;
        // Spreadsheets leave empty rows at the end.
        if row.fields.iter().any(|field| !field.is_empty()) {
            rows.push(row);
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn fields(text: &str) -> Vec<Vec<String>> {
        read(text).unwrap().into_iter().map(|row| row.fields).collect()
    }

    #[test]
    fn spreadsheets_are_read() {
        let expected = vec![vec!["file".to_owned(), "key".into()], vec!["a \"b\", c".into(), String::new()]];
        for text in [
            "file,key\r\n\"a \"\"b\"\", c\",\r\n",
            "\u{feff}file;key\n\"a \"\"b\"\", c\";\n;\n",
            "\"file\"\t\"key\"\r\n\"a \"\"b\"\", c\"\t",
        ] {
            assert_eq!(fields(text), expected, "{text}");
        }
        assert_eq!(read("a,b\n\"x\ny\",z\nq,r\n").unwrap().iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 4]);
    }

    #[test]
    fn what_is_no_table_is_told() {
        for (text, line) in [("a\n\"b", 2), ("a\nb\"c", 2), ("a,b\n\"c\"d,e", 2)] {
            assert_eq!(read(text).unwrap_err().line, line, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(5), failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_comes_back(rows in prop::collection::vec(prop::array::uniform3("[a-z\",;\r\n\t è؟'=]{0,12}"), 1..6)) {
            let mut text = String::new();
            write(&mut text, &["file", "key", "text"]);
            for row in &rows {
                write(&mut text, &[&row[0], &row[1], &row[2]]);
            }
            let told: Vec<_> = rows.into_iter().filter(|row| row.iter().any(|field| !field.is_empty())).map(Vec::from).collect();
            prop_assert_eq!(fields(&text).split_off(1), told);
        }
    }
}
