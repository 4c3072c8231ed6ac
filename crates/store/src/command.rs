//! The key under which an edit stands in files.

use domain::Edit;

/// The edit's `edit` tag, without writing out the edit, which may be an import of thousands.
pub(crate) const fn command(edit: &Edit) -> &'static str {
    match edit {
        Edit::DescribeFootprint(_) => "describe_footprint",
        Edit::AddPlace(_) => "add_place",
        Edit::ChangePlace { .. } => "change_place",
        Edit::AddOrganisation(_) => "add_organisation",
        Edit::ChangeOrganisation { .. } => "change_organisation",
        Edit::AddLeader(_) => "add_leader",
        Edit::ChangeLeader { .. } => "change_leader",
        Edit::AppointLeader(_) => "appoint_leader",
        Edit::ChangePost { .. } => "change_post",
        Edit::AddTie(_) => "add_tie",
        Edit::ChangeTie { .. } => "change_tie",
        Edit::RecordAssessment(_) => "record_assessment",
        Edit::AttachDissent { .. } => "attach_dissent",
        Edit::AddSource(_) => "add_source",
        Edit::AddWorkstream(_) => "add_workstream",
        Edit::ChangeWorkstream { .. } => "change_workstream",
        Edit::Involve { .. } => "involve",
        Edit::AddDependency(_) => "add_dependency",
        Edit::SetNeed(_) => "set_need",
        Edit::AddCommitment(_) => "add_commitment",
        Edit::ChangeCommitment { .. } => "change_commitment",
        Edit::MoveCommitment { .. } => "move_commitment",
        Edit::AddNote(_) => "add_note",
        Edit::SaveView(_) => "save_view",
        Edit::MoveMarks { .. } => "move_marks",
        Edit::Remove { .. } => "remove",
        Edit::Together { .. } => "together",
    }
}
