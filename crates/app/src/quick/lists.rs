//! Where one name ends and the next begins: commas, "and", dashes, and names that hold such words themselves.

use super::index::{Fit, Want};
use super::reader::{Reader, Stretch};
use super::text::words;

impl Reader<'_> {
    /// Parts a stretch at a sign that stands outside brackets and quotation marks.
    pub(super) fn parted_at(
        &self,
        stretch: &Stretch,
        parts: impl Fn(&Self, usize) -> bool,
    ) -> Vec<Stretch> {
        let mut pieces = Vec::new();
        let mut start = stretch.start;
        for at in self.open_tokens(stretch) {
            if parts(self, at) {
                pieces.push(start..at);
                start = at + 1;
            }
        }
        pieces.push(start..stretch.end);
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// Whether a dash stands between words and not within one.
    pub(super) fn is_parting_dash(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is_sign('-')
            && (token.long || (token.gap && self.tokens.get(at + 1).is_some_and(|next| next.gap)))
    }

    /// Whether this token may stand between two names.
    fn is_between_names(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        matches!(token.fold.as_str(), "and" | "with" | "&" | "+" | "," | "/")
            || self.is_parting_dash(at)
    }

    /// The names in a stretch: the way of parting it in which most of the pieces are known. `exactly` asks for that many.
    pub(super) fn names(
        &self,
        stretch: &Stretch,
        want: Want,
        exactly: Option<usize>,
    ) -> Option<Vec<Stretch>> {
        const MOST: usize = 24;
        let stretch = self.tight(stretch);
        let mut atoms: Vec<Stretch> = Vec::new();
        let mut start = stretch.start;
        for at in self.open_tokens(&stretch) {
            if self.is_between_names(at) {
                // "A, and B" has two signs and no name between them.
                if start < at {
                    atoms.push(start..at);
                }
                start = at + 1;
            }
        }
        if start < stretch.end {
            atoms.push(start..stretch.end);
        }
        if atoms.len() > MOST {
            return None;
        }
        // best[i]: the best way to part the first i atoms, by how many names it makes.
        let count = atoms.len();
        let mut best: Vec<Vec<Option<(i32, usize)>>> = vec![vec![None; count + 1]; count + 1];
        best[0][0] = Some((0, 0));
        for end in 1..=count {
            for from in end.saturating_sub(4)..end {
                let piece = atoms[from].start..atoms[end - 1].end;
                let score = self.worth(&piece, want, end - from);
                for made in 0..count {
                    let Some((before, _)) = best[from][made] else {
                        continue;
                    };
                    let total = before + score;
                    // Of two ways as good, the one with fewer names: a name may hold an "and".
                    if best[end][made + 1].is_none_or(|(known, _)| known < total) {
                        best[end][made + 1] = Some((total, from));
                    }
                }
            }
        }
        let made = match exactly {
            Some(made) if made <= count => made,
            Some(_) => return None,
            None => (1..=count)
                .filter_map(|made| {
                    best[count][made].map(|(score, _)| (score, std::cmp::Reverse(made)))
                })
                .max()
                .map_or(0, |(_, made)| made.0),
        };
        let mut pieces = Vec::new();
        let (mut end, mut left) = (count, made);
        while left > 0 {
            let (_, from) = best[end][left]?;
            pieces.push(atoms[from].start..atoms[end - 1].end);
            end = from;
            left -= 1;
        }
        pieces.reverse();
        Some(pieces)
    }

    /// How much speaks for a piece being one name.
    fn worth(&self, piece: &Stretch, want: Want, atoms: usize) -> i32 {
        let atoms = i32::try_from(atoms).unwrap_or(i32::MAX);
        match self.best_fit(piece, want) {
            Some(Fit::Exact) => 100 * atoms,
            Some(Fit::Short) => 60 * atoms,
            Some(Fit::Close) => 30 * atoms,
            Some(Fit::Weak) | None => {
                let own = words(self.text(piece));
                // "Health" and "Care Trust" are no two names; "Tom Ray" and "Ann Bell" are.
                let lone = own.len() < 2
                    && !self.tokens[piece.clone()]
                        .iter()
                        .any(|token| token.is_sign('"'));
                if lone { 0 } else { 10 }
            }
        }
    }
}
