use super::components;

#[test]
fn nodes_of_one_cycle_share_a_number_and_others_do_not() {
    let component = components(&[vec![1], vec![2, 3], vec![0], vec![3], vec![0]]);
    assert_eq!(component[0], component[1]);
    assert_eq!(component[1], component[2]);
    assert_ne!(component[0], component[3]);
    assert_ne!(component[0], component[4]);
}

#[test]
fn a_chain_of_a_million_models_needs_no_stack() {
    let edges: Vec<_> = (1..1_000_000).map(|next| vec![next]).chain([vec![]]).collect();
    assert_eq!(components(&edges).len(), 1_000_000);
}
