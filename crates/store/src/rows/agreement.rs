//! Texts that bodies sign, with their wordings and signatures.

use domain::{Agreement, AgreementId, OrganisationId, Signature};
use rusqlite::Connection;

use super::{Filling, Which, owned, put_in_order, put_owned, rows, version};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/agreement/versions_clear.sql"),
    include_str!("../../sql/agreement/signatories_clear.sql"),
    include_str!("../../sql/agreement/signatures_clear.sql"),
    include_str!("../../sql/agreement/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &Agreement) -> rusqlite::Result<()> {
    let Agreement {
        id,
        title,
        summary,
        proposal_id,
        sign_by,
        versions,
        signatory_ids,
        signatures,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/agreement/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(title)?
        .plain(summary.as_ref())?
        .maybe_shown(*proposal_id)?
        .maybe_shown(*sign_by)?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    let owner = id.to_string();
    version::put(
        db,
        include_str!("../../sql/agreement/versions_clear.sql"),
        include_str!("../../sql/agreement/versions_add.sql"),
        &owner,
        versions,
    )?;
    put_owned(
        db,
        include_str!("../../sql/agreement/signatories_clear.sql"),
        include_str!("../../sql/agreement/signatories_add.sql"),
        &owner,
        signatory_ids,
        |row, id| row.shown(id).map(drop),
    )?;
    put_in_order(
        db,
        include_str!("../../sql/agreement/signatures_clear.sql"),
        include_str!("../../sql/agreement/signatures_add.sql"),
        &owner,
        signatures,
        |row, signature| {
            let Signature {
                organisation_id,
                leader_id,
                version,
                date,
                conditions,
            } = signature;
            row.shown(organisation_id)?
                .maybe_shown(*leader_id)?
                .plain(version)?
                .shown(date)?
                .plain(conditions)
                .map(drop)
        },
    )
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Agreement>> {
    let statement = include_str!("../../sql/agreement/versions_read.sql");
    let mut versions = version::read::<AgreementId>(db, statement, which)?;
    let statement = include_str!("../../sql/agreement/signatories_read.sql");
    let mut signatories = owned(db, statement, which, |c| {
        Ok((c.id::<AgreementId>()?, c.id::<OrganisationId>()?))
    })?;
    let statement = include_str!("../../sql/agreement/signatures_read.sql");
    let mut signatures = owned(db, statement, which, |c| {
        let owner = c.id::<AgreementId>()?;
        let _step: i64 = c.plain()?;
        Ok((
            owner,
            Signature {
                organisation_id: c.id()?,
                leader_id: c.maybe_id()?,
                version: c.plain()?,
                date: c.day()?,
                conditions: c.plain()?,
            },
        ))
    })?;
    rows(
        db,
        include_str!("../../sql/agreement/read.sql"),
        which,
        |c| {
            let id = c.id()?;
            let mut row = Agreement {
                id,
                title: c.plain()?,
                summary: c.plain()?,
                proposal_id: c.maybe_id()?,
                sign_by: c.maybe_day()?,
                versions: versions.remove(&id).unwrap_or_default(),
                signatory_ids: signatories.remove(&id).unwrap_or_default(),
                signatures: signatures.remove(&id).unwrap_or_default(),
                confidentiality: domain::Confidentiality::Working,
                record: domain::Record::default(),
            };
            (row.confidentiality, row.record) = c.guard_and_record()?;
            Ok(row)
        },
    )
}
