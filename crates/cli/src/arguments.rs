//! What may be written after `footbridge`.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Keep a partnership's footprint: who is in it, how they work together, what they promised.
#[derive(Debug, Parser)]
#[command(name = "footbridge", version, max_term_width = 100)]
pub(crate) struct Arguments {
    /// Print one JSON document on standard output.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Whose eyes it is for: working, partners, board or public [default: working; export: board].
    #[arg(long, global = true, value_name = "AUDIENCE")]
    pub(crate) audience: Option<String>,
    /// The day shown, such as 2026-03-05 [default: today; for invented footprints the last day they speak of].
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Who edits [default: the name of your account].
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) author: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a new footprint.
    New {
        /// The file to make, ending in .footbridge. With --list, not needed.
        #[arg(required_unless_present = "list")]
        file: Option<PathBuf>,
        /// Its name.
        #[arg(long, conflicts_with = "example")]
        name: Option<String>,
        /// Begin from a real footprint of the bundled NHS reference data, by its code or name.
        #[arg(long, value_name = "CODE", conflicts_with = "example")]
        from_reference: Option<String>,
        /// The invented example.
        #[arg(long)]
        example: bool,
        /// List the real footprints there are.
        #[arg(long)]
        list: bool,
    },
    /// Take in files of other programs: the NHS partner workbook, ODS and ONS files, any CSV or XLSX with a header.
    Import {
        /// The footprint.
        file: PathBuf,
        /// The files to take in, one after the other.
        #[arg(required = true)]
        sources: Vec<PathBuf>,
        /// What they are [default: found out]: `stp_workbook`, `ods`, `ons`, `organisations`, `leaders`, `ties`, `kumu`.
        #[arg(long = "as", value_name = "KIND")]
        read_as: Option<String>,
        /// Which column is which field, such as "Body=name".
        #[arg(long = "map", value_name = "COLUMN=FIELD")]
        mapping: Vec<String>,
        /// Only say what would be added, changed, rejected and asked.
        #[arg(long)]
        dry_run: bool,
        /// Do not ask before writing. In a pipe nothing is asked.
        #[arg(long)]
        yes: bool,
    },
    /// List entities with every field, relations as ids and names.
    List {
        /// The footprint.
        file: PathBuf,
        /// organisations, leaders, posts, places, ties, assessments, workstreams, dependencies, needs, commitments,
        /// notes, sources or views.
        kind: String,
    },
    /// Make edits, one JSON object a line (docs/edits.md), from a file or standard input.
    Edit {
        /// The footprint.
        file: PathBuf,
        /// The edits [default: standard input].
        edits: Option<PathBuf>,
        /// Make all of them one step to undo, under this name.
        #[arg(long, value_name = "WHAT")]
        together: Option<String>,
    },
    /// Take back the last step.
    Undo {
        /// The footprint.
        file: PathBuf,
        /// How many steps.
        #[arg(long, default_value_t = 1)]
        steps: u32,
    },
    /// Make the step taken back again.
    Redo {
        /// The footprint.
        file: PathBuf,
        /// How many steps.
        #[arg(long, default_value_t = 1)]
        steps: u32,
    },
    /// Who did what and when, newest first.
    History {
        /// The footprint.
        file: PathBuf,
        /// At most so many steps.
        #[arg(long, default_value_t = 100)]
        limit: usize,
    },
    /// Answer a question about the footprint.
    Analyse {
        /// The footprint.
        file: PathBuf,
        /// Which.
        question: Question,
    },
    /// Draw to a file: .svg, .png or .pdf.
    Draw {
        /// The footprint.
        file: PathBuf,
        /// The file to write.
        #[arg(long)]
        to: PathBuf,
        /// What to draw.
        #[arg(long, value_enum, default_value_t = Section::Map)]
        section: Section,
        /// On the map: both, organisations or leaders.
        #[arg(long, default_value = "both")]
        show: String,
        /// Leave out ties below this level.
        #[arg(long, default_value_t = 1)]
        minimum_level: u8,
        /// Leave out the signs for gaps.
        #[arg(long)]
        no_gaps: bool,
        /// Draw pairs nobody has assessed, dotted.
        #[arg(long)]
        unassessed: bool,
    },
    /// Write a paper (.pdf) or a table (.csv) that is safe to hand out.
    Export {
        /// The footprint.
        file: PathBuf,
        /// The file to write; .pdf is the board paper.
        #[arg(long)]
        to: PathBuf,
        /// For .csv, which table: gaps, promises, organisations, leaders or influence.
        #[arg(long, default_value = "gaps")]
        table: String,
        /// What the paper is about [default: its main finding].
        #[arg(long, default_value = "")]
        subject: String,
        /// For whom, such as "Partnership board".
        #[arg(long, default_value = "")]
        for_whom: String,
        /// Its item on the agenda, such as "Item 7".
        #[arg(long, default_value = "")]
        item: String,
        /// Its status, such as "For discussion".
        #[arg(long, default_value = "")]
        status: String,
    },
    /// Check that the document is sound, and say in words what is wrong.
    Check {
        /// The footprint.
        file: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Question {
    /// Which organisations must work closely and do not yet; which nobody has assessed.
    Gaps,
    /// Who may decide and who is listened to.
    Influence,
    /// What was promised, kept, and is overdue.
    Promises,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Section {
    /// Organisations, their leaders and ties.
    Map,
    /// The matrix of levels needed and there.
    Gaps,
}
