//! Setting, changing and taking away the passphrase in the window.

use store::StoreError;

use crate::desk::Desk;
use crate::error::AppError;
use crate::session::Now;
use crate::wire::{Reply, Typed};

impl Desk {
    /// Whoever changes a passphrase must know the one there is: the window may stand open on an empty desk.
    pub(super) fn set_passphrase(
        &mut self,
        current: Option<&Typed>,
        new: Option<&Typed>,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let new = new.map(Typed::passphrase).transpose()?;
        let open = self.opened()?;
        let document = open.session.document();
        if document.is_encrypted() {
            let path = document.path().to_owned();
            let current =
                current.ok_or_else(|| StoreError::NeedsPassphrase { path: path.clone() })?;
            if !document.opens_with(current.passphrase()?) {
                return Err(StoreError::WrongPassphrase { path }.into());
            }
        }
        let done = open.session.set_passphrase(new, now)?;
        let sentence = done.sentence();
        open.keep_saved(done.published.map(drop).map_err(AppError::from), now);
        self.done(sentence, None, now)
    }
}
