use super::{each_block, on_large_stack};

#[test]
fn a_large_stack_returns_the_result() {
    assert_eq!(on_large_stack(|| 1), 1);
}

#[test]
fn the_results_stand_in_the_order_of_the_items() {
    for count in [0, 1, 32, 33, 1000] {
        let items: Vec<usize> = (0..count).collect();
        let blocks = each_block(&items, <[usize]>::to_vec);
        assert_eq!(blocks.concat(), items);
    }
}
