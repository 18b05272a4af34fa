use super::Siblings;

const PATHS: [&str; 8] = [
    "/users/{id}",
    "/users/search",
    "/users/me",
    "/users/{other}/skills",
    "/users/me/{what}",
    "/teams/{id}",
    "/teams/x/y",
    "/users/{id}/skills/all",
];

#[test]
fn siblings_stand_in_the_order_of_the_document() {
    assert_eq!(
        Siblings::of(PATHS).beside("/users/{id}"),
        [("id", &["search", "me"][..])]
    );
}

#[test]
fn every_segment_counts_and_the_others_have_to_match() {
    let siblings = Siblings::of(PATHS);
    assert_eq!(
        siblings.beside("/users/{a}/{b}"),
        [("a", &["me"][..]), ("b", &["skills"][..])]
    );
    assert!(siblings.beside("/teams/{id}").is_empty());
}
