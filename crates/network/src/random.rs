//! Numbers that look random and are the same for the same seed on every machine.

/// A generator begun from a seed and a stream, so that many draws can run side by side, each with a
/// stream of its own (SplitMix64: Steele, Lea & Flood 2014).
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
}

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Random {
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self { state: seed };
        // Mixed, so that neighbouring streams of neighbouring seeds do not meet.
        random.state = random.next().wrapping_add(stream.wrapping_mul(STEP));
        random.state = random.next();
        random
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `end`, every one equally likely to within 2⁻³² (Lemire 2019).
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// A number of 0 or more and less than 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Of the places from `at` to `end`, each taken with the same chance, the first that is; without a throw for each
    /// (geometric gaps: Batagelj & Brandes 2005).
    pub(crate) fn next_of(&mut self, chance: f64, at: usize, end: usize) -> Option<usize> {
        if chance <= 0.0 || at >= end {
            return None;
        }
        let gap = (1.0 - self.unit()).ln() / (1.0 - chance).ln();
        (gap < (end - at) as f64).then(|| at + gap as usize)
    }

    /// Every order equally likely (Fisher & Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (2..=items.len()).rev() {
            items.swap(end - 1, self.below(end));
        }
    }

    /// Some of the numbers below `end`, each set equally likely; rising.
    pub(crate) fn sample(&mut self, end: usize, count: usize) -> Vec<u32> {
        let mut all: Vec<u32> = (0..end as u32).collect();
        let count = count.min(end);
        for at in 0..count {
            let other = at + self.below(end - at);
            all.swap(at, other);
        }
        all.truncate(count);
        all.sort_unstable();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn one_seed_gives_one_sequence_and_another_another() {
        let draw = |seed, stream| {
            let mut random = Random::new(seed, stream);
            (0..4).map(|_| random.next()).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, 0), draw(7, 0));
        assert_ne!(draw(7, 0), draw(8, 0));
        assert_ne!(draw(7, 0), draw(7, 1));
    }

    #[test]
    fn a_sample_has_no_number_twice() {
        let sample = Random::new(1, 2).sample(10, 7);
        assert_eq!(sample.len(), 7);
        assert!(sample.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(Random::new(1, 2).sample(3, 9), [0, 1, 2]);
    }

    #[test]
    fn every_order_of_three_comes_up() {
        let mut seen = std::collections::BTreeSet::new();
        let mut random = Random::new(3, 0);
        for _ in 0..200 {
            let mut items = [1, 2, 3];
            random.shuffle(&mut items);
            seen.insert(items);
        }
        assert_eq!(seen.len(), 6);
    }
}
