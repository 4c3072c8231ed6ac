//! Labels that never overlap: placed greedily, the most important first, each at the first of its
//! candidate places that is free (Christensen, Marks & Shieber 1995 compare this with costlier ways).

use crate::geometry::Rect;

/// What has been taken on a drawing.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    rects: Vec<Rect>,
}

impl Taken {
    pub(crate) fn take(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    pub(crate) fn is_free(&self, rect: &Rect) -> bool {
        !self.rects.iter().any(|taken| taken.overlaps(rect))
    }

    /// Takes and gives the first candidate that lies within `bounds` and is free.
    pub(crate) fn place(
        &mut self,
        candidates: impl IntoIterator<Item = Rect>,
        bounds: &Rect,
    ) -> Option<Rect> {
        let found = candidates
            .into_iter()
            .find(|rect| bounds.holds(rect) && self.is_free(rect))?;
        self.rects.push(found);
        Some(found)
    }
}
