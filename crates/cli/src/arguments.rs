//! What may be written after `footbridge`.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::influence::{InfluenceArguments, TriedArguments, WhatIfArguments};
use crate::measure::MeasureArguments;

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
    /// As it was known at the end of that day, whatever has been entered since.
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) known_on: Option<String>,
    /// Who edits [default: the name of your account].
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) author: Option<String>,
    /// The passphrase of an encrypted document: a file whose first line it is, or - for standard input.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
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
        /// places, organisations, leaders, posts, ties, assessments, sources, objectives, stakes, workstreams,
        /// dependencies, needs, forums, seats, proposals, impacts, meetings, positions, agreements, commitments,
        /// contacts, views, baselines or notes.
        kind: String,
    },
    /// Add what a line of text says, such as "Priya Nair, chair, Vale Council; works with Tom Ray 3".
    Add {
        /// The footprint.
        file: PathBuf,
        /// The line.
        line: String,
        /// Answer a question the line leaves open; --dry-run shows the questions and their answers.
        #[arg(long = "choose", value_name = "QUESTION=ANSWER")]
        choices: Vec<String>,
        /// Only say what was understood.
        #[arg(long)]
        dry_run: bool,
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
        #[command(flatten)]
        options: InfluenceArguments,
    },
    /// What would change without somebody or some organisation, or with a tie that is not there. Nothing is written.
    #[command(name = "whatif")]
    WhatIf {
        /// The footprint.
        file: PathBuf,
        #[command(flatten)]
        supposition: WhatIfArguments,
        /// With --tie: the level, 0 to 5.
        #[arg(long, requires = "tie")]
        level: Option<u8>,
        #[command(flatten)]
        tried: TriedArguments,
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
        /// On the map: both, organisations, leaders or national.
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
        /// What colours say: kind, sector, place, gap, coverage, community, influence, brokerage, stance, authority,
        /// corner (authority beside influence), route (how it decides), parent (the body it is part of), promises,
        /// hanging (what hangs on it) or stakes.
        #[arg(long, default_value = "kind")]
        colour_by: String,
        /// What sizes say: alike, ties, leaders, influence, gap, brokerage, authority, promises, hanging or stakes.
        #[arg(long, default_value = "alike")]
        size_by: String,
        /// By what marks stand together: place, sector, community, kind, parent or, for leaders alone, organisation.
        #[arg(long, default_value = "")]
        group_by: String,
        /// The map as if this person or organisation were not there: a name, part of one, or an id. It says so.
        #[arg(long, value_name = "NAME")]
        without: Option<String>,
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
    /// Measure anybody's graph: GraphML, GEXF, GML, Pajek, or a list of ties as .csv, .tsv or .txt (docs/measure.md).
    Measure(Box<MeasureArguments>),
    /// Everything that is held about one person, as a document that can be handed to them.
    Person {
        /// The footprint.
        file: PathBuf,
        /// The person: a name, part of one, or an id.
        name: String,
        /// A file to write it to: .pdf, .csv or .json [default: printed].
        #[arg(long)]
        to: Option<PathBuf>,
        /// Give other people numbers instead of names; who they are goes to a file of its own beside it.
        #[arg(long)]
        number_others: bool,
        /// Erase them for good: from the footprint, its history and the working copy. Says which backups still hold
        /// them.
        #[arg(long, conflicts_with_all = ["to", "number_others"])]
        erase: bool,
        /// With --erase: from the backups and copies on this computer, too.
        #[arg(long, requires = "erase")]
        copies_too: bool,
        /// With --erase: do not ask. In a pipe it must be given.
        #[arg(long, requires = "erase")]
        yes: bool,
    },
    /// Check that the document is sound, and say in words what is wrong.
    Check {
        /// The footprint.
        file: PathBuf,
        /// Mend what can be mended into a new file, with a counted list of what was mended and what was lost.
        #[arg(long)]
        repair: bool,
        /// With --repair: the new file [default: beside it, "… repaired.footbridge"].
        #[arg(long, requires = "repair")]
        to: Option<PathBuf>,
    },
    /// What differs between two files: copies of one footprint, or two footprints.
    Compare {
        /// The one.
        a: PathBuf,
        /// The other.
        b: PathBuf,
    },
    /// Merge two copies of one footprint into a new file. Neither is touched.
    Merge {
        /// Our copy.
        a: PathBuf,
        /// Their copy.
        b: PathBuf,
        /// The new file.
        #[arg(long)]
        to: PathBuf,
        /// What stands where both changed the same: ENTITY/FIELD=ours or =theirs, as the conflicts name them.
        #[arg(long = "choose", value_name = "POINT=SIDE")]
        choices: Vec<String>,
    },
    /// Take a backup now, or list those there are.
    Backup {
        /// The footprint.
        file: PathBuf,
        /// List the backups with what each holds. Works for a file that is lost or damaged, too.
        #[arg(long)]
        list: bool,
    },
    /// Write a backup to a new file. Nothing that is there is overwritten.
    Restore {
        /// The footprint it is a backup of.
        file: PathBuf,
        /// The new file.
        #[arg(long)]
        to: PathBuf,
        /// Which backup, by its number in the list [default: the newest].
        #[arg(long)]
        number: Option<usize>,
    },
    /// Encrypt the document with a passphrase, change it, or take it away. A forgotten passphrase means a lost
    /// document.
    Passphrase {
        /// The footprint.
        file: PathBuf,
        /// The new passphrase: a file whose first line it is, or - for standard input.
        #[arg(long, value_name = "FILE")]
        set: Option<PathBuf>,
        /// Take the passphrase away.
        #[arg(long)]
        remove: bool,
        /// Do not ask before encrypting. In a pipe nothing is asked.
        #[arg(long)]
        yes: bool,
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
    /// Formal authority against informal influence, in general or for a proposal.
    Authority,
    /// Who carries messages between whom, and what the way would be without them.
    #[value(alias = "brokerage")]
    Brokers,
    /// Which relationships and which parts of the footprint hang on one person.
    #[value(alias = "resilience")]
    Failure,
    /// From the people who do the work to somebody who may decide it: through how many hands.
    Lines,
    /// Who can introduce somebody to somebody.
    #[value(alias = "introduce")]
    Introductions,
    /// Which ranks hold in plausible versions of an incomplete map.
    Stability,
    /// Whose judgements the map rests on, and where two sides differ.
    Views,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Section {
    /// Organisations, their leaders and ties.
    Map,
    /// The matrix of levels needed and there.
    Gaps,
}
