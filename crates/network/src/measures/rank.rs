//! Position within one map; it means nothing beyond it.

/// Competition rank of each value, the greatest first: equal values share the better rank, and the
/// next rank is skipped (1, 2, 2, 4). Values that differ by less than one part in 10⁹ are equal.
pub fn ranks(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[j].total_cmp(&values[i]).then(i.cmp(&j)));
    let mut ranks = vec![0; values.len()];
    let mut rank = 0;
    let mut before: Option<f64> = None;
    for (place, &index) in order.iter().enumerate() {
        let value = values[index];
        let equal = before
            .is_some_and(|before| (before - value).abs() <= 1e-9 * before.abs().max(value.abs()));
        if !equal {
            rank = place as u32 + 1;
        }
        ranks[index] = rank;
        before = Some(value);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::ranks;

    #[test]
    fn equal_values_share_the_better_rank() {
        assert_eq!(ranks(&[1.0, 3.0, 3.0, 0.5]), [3, 1, 1, 4]);
    }
}
