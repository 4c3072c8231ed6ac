//! placeholder until app::Desk lands
use std::path::PathBuf;

use serde_json::Value;

#[derive(Debug)]
pub(crate) struct Desk {
    _work_area: PathBuf,
}

impl Desk {
    pub(crate) fn new(work_area: PathBuf) -> Self {
        Self {
            _work_area: work_area,
        }
    }

    pub(crate) fn ask(&self, _request: Value) -> Result<String, Value> {
        Err(serde_json::json!({"code": "not_there", "sentence": "The desk is not there yet."}))
    }

    pub(crate) fn close(&self) -> Result<(), Value> {
        Ok(())
    }
}
