use super::{Input, Kind, Line, Problem, lines, table};
use crate::revoke::user_id::UserId;

const ADA: &str = "7f0c2a8e-91b3-4c5d-8e6f-0a1b2c3d4e5f";

fn texts(lines: Result<Vec<Line>, Problem>) -> Vec<(u32, String)> {
    let lines = lines.map_err(|problem| match problem {
        Problem::Content(text) | Problem::Column(text) => text,
        Problem::Input(error) => error.to_string(),
    });
    let lines = lines.unwrap();
    lines
        .iter()
        .map(|line| (line.number, line.input.text().into_owned()))
        .collect()
}

#[test]
fn an_id_is_a_uuid_and_is_shown_as_the_platform_writes_it() {
    let id = UserId::parse(ADA).unwrap();
    assert_eq!(id.to_string(), ADA);
    assert_eq!(UserId::parse(&ADA.to_uppercase()), Some(id));
    for text in [
        "",
        "me",
        &ADA[1..],
        &ADA.replace('-', "_"),
        &ADA.replace('7', "g"),
        &ADA.replace("8e6f", "8e6é"),
        &format!("{{{ADA}}}"),
        "7f0c2a8e91b34c5d8e6f0a1b2c3d4e5f----",
    ] {
        assert_eq!(UserId::parse(text), None, "{text}");
    }
}

#[test]
fn a_text_that_could_be_another_operation_is_neither_an_id_nor_an_address() {
    for text in [
        "me",
        "timeout",
        "../users",
        "",
        "%6de",
        "me/",
        ADA.trim_end_matches('f'),
    ] {
        assert!(matches!(Input::new(text).kind(), Kind::Invalid), "{text}");
    }
    assert!(matches!(
        Input::new("ada@example.com").kind(),
        Kind::Email("ada@example.com")
    ));
    let upper = Input::new(&ADA.to_uppercase());
    assert!(matches!(upper.kind(), Kind::Id(id) if id.to_string() == ADA));
    assert_eq!(upper.text(), ADA.to_uppercase(), "as it was given");
}

#[test]
fn lines_may_have_comments_blanks_a_byte_order_mark_and_any_end() {
    let text = format!("\u{feff}# leavers\r\n\r\n  {ADA}\t\r\n#x\nada@example.com\n\nme");
    let expected = [
        (3, ADA.to_owned()),
        (5, "ada@example.com".to_owned()),
        (7, "me".to_owned()),
    ];
    assert_eq!(texts(lines::read(text.as_bytes())), expected);
}

#[test]
fn the_line_that_is_not_utf8_is_named() {
    let Err(Problem::Content(problem)) = lines::read(&b"a@b\n\nJ\xf6rg@example.com\n"[..]) else {
        panic!("accepted");
    };
    assert!(problem.contains("line 3") && problem.contains("Latin-1"), "{problem}");
    let Err(Problem::Content(problem)) = table::read(&b"id,email\n1,a@b\n2,J\xf6rg@example.com\n"[..], "email") else {
        panic!("accepted");
    };
    assert!(problem.contains("line 3"), "{problem}");
    let Err(Problem::Content(problem)) = lines::read(&b"\xff\xfea\0@\0b\0"[..]) else {
        panic!("accepted");
    };
    assert!(problem.contains("UTF-16"), "{problem}");
}

#[test]
fn a_column_is_found_by_its_name() {
    for text in [
        "Name,E-Mail\n\"Lovelace, Ada\",a@b\nGrace,\n",
        "\u{feff}Name;E-Mail\r\nAda;a@b\r\nGrace;\r\n",
        "Name\t E-Mail \nAda\ta@b\nGrace\n",
    ] {
        let expected = [(2, "a@b".to_owned()), (3, String::new())];
        assert_eq!(texts(table::read(text.as_bytes(), "e-mail")), expected, "{text}");
    }
    let Err(Problem::Column(problem)) = table::read(&b"Name;Id\nAda;1\n"[..], "email") else {
        panic!("accepted");
    };
    assert_eq!(problem, r#"has no column "email"; it has "Name", "Id""#);
}

#[test]
fn a_cell_over_several_lines_keeps_the_numbers_of_the_lines_right() {
    let text = "note,id\n\"two\nlines\",a\nx,b\n";
    let expected = [(2, "a".to_owned()), (4, "b".to_owned())];
    assert_eq!(texts(table::read(text.as_bytes(), "id")), expected);
}

#[test]
fn a_quote_within_a_cell_hides_no_line() {
    let text = "id,note\na,5\" disk\nb,\"3\"\" disk\"\nc,6\" disk\nd, \"x\ne,\"y\" \n";
    let expected = [(2, "a"), (3, "b"), (4, "c"), (5, "d"), (6, "e")].map(|(number, id)| (number, id.to_owned()));
    assert_eq!(texts(table::read(text.as_bytes(), "id")), expected);
}

#[test]
fn a_quoted_cell_that_takes_in_other_lines_by_mistake_is_refused() {
    for (text, expected) in [
        (
            "id,note\na,\"Ace\nb,x\nc,y\n",
            "line 2 has a quote that is never closed",
        ),
        ("note,id\n\"Ace,a\n\"Bob\",b\n", "line 3 has text behind the quote"),
    ] {
        let Err(Problem::Content(problem)) = table::read(text.as_bytes(), "id") else {
            panic!("accepted: {text}");
        };
        assert!(problem.contains(expected), "{problem}");
    }
}
