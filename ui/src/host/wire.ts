// A draft by the window's author of what the window asks and gets; wire.rs decides, the window follows.
// JSON as is: snake_case, ids and dates as strings, null where unknown. Keys ("organisation:UUID") name everything.

export type Audience = "working" | "partners" | "board" | "public";
export type Show = "both" | "organisations" | "leaders";

export type Request =
  | { ask: "first_screen" }
  | { ask: "new_document"; start: Start; path: string | null }     // path null: the program picks a free place in Documents (example and reference are one click)
  | { ask: "open"; path: string }
  | { ask: "save_as"; path: string }
  | { ask: "publish" }
  | { ask: "close" }                                                 // back to first screen
  | { ask: "overview" }
  | { ask: "set_lens"; audience: Audience; as_of: string | null; minimum_level: number }  // as_of null = today; reply: overview
  | { ask: "map"; show: Show; gaps: boolean; unknown: boolean; theme: "light" | "dark" }
  | { ask: "gaps" } | { ask: "influence" } | { ask: "promises" } | { ask: "directory" }
  | { ask: "inspect"; key: string }
  | { ask: "act"; act: Act }                                         // reply: done
  | { ask: "undo" } | { ask: "redo" }                                // reply: done
  | { ask: "history" }
  | { ask: "paper_preview"; audience: Audience }
  | { ask: "export"; path: string; audience: Audience; section: string }   // kind by extension: pdf svg png csv
  | { ask: "import_plan"; path: string; read_as: string | null }
  | { ask: "import_confirm"; path: string; read_as: string | null };

export type Start = { start: "empty"; name: string } | { start: "example" } | { start: "reference"; code: string };

export type FirstScreen = {
  reference: { code: string; name: string; scheme: string /* "STP 2016–19" | "ICB 2023" */; region: string | null; organisations: number; edition: string }[];
  attribution: string;
  recent: { path: string; name: string; when: string }[];
  open: boolean;                    // a document is already open (started with a file)
};

export type Overview = {
  footprint: string; path: string | null; published: { state: "saved" | "saving" | "not_saved"; sentence: string };
  audience: Audience; as_of: string; today: string; minimum_level: number;
  coverage: { assessed: number; possible: number };
  counts: { organisations: number; leaders: number; ties: number };
  hidden: { sentence: string; count: number };                      // what audience and filters leave out
  undo: string | null; redo: string | null;                         // words: "Record what Vale Council said"
  badges: { section: string; count: number }[];
  revision: number;
};

export type MapReply = {
  svg: string;
  marks: { key: string; name: string; facts: string; x: number; y: number; width: number; height: number; neighbours: string[] }[];
  hidden_labels: number; hidden_ties: number;
  twin: { columns: string[]; rows: { key: string; cells: string[] }[] };
};
// In the SVG every mark that can be chosen is <g data-key="organisation:UUID">; the legend's and title's groups have no data-key.

export type Finding = { code: string; sentence: string; because: string; next: string; tone: "gap" | "unknown" | "kept" | "overdue" | "plain"; key: string | null };
export type GapsReply = {
  svg: string;                                                      // matrix; cells <g data-key="pair:A:B">
  sentence: string;                                                 // "7 gaps, 9 pairs nobody has assessed"
  congruence: string;                                               // "41 of 66 … 62 %, between 54 % and 71 %"
  pairs: { key: string; a: string; b: string; needed: number; because: string; actual_low: number; actual_high: number; assessed: boolean; gap_low: number; gap_high: number; priority: number; hangs_on: string | null; sentence: string }[];
  ask_first: { key: string; a: string; b: string; reason: string }[];
};
export type InfluenceReply = { sentence: string; leaders: { key: string; name: string; organisation: string; post: string; authority: string; ties: number; between: number; between_share: string; carries: string }[] };
export type PromisesReply = {
  sentence: string;
  commitments: { key: string; what: string; from: { key: string; name: string }; to: { key: string; name: string }; due: string | null; first_due: string | null; state: string; state_words: string; overdue_days: number; moves: { act: string; words: string; asks_for_date: boolean }[] }[];
  kept: { key: string; name: string; due: number; kept_on_time: number; sentence: string }[];
};
export type DirectoryReply = {
  organisations: { key: string; name: string; label: string; kind: string; kind_words: string; codes: string; places: string; leaders: number; open: boolean; confidentiality: string }[];
  leaders: { key: string; name: string; post_key: string | null; post: string; organisation_key: string | null; organisation: string; authority: string; contact: string; other_posts: number; confidentiality: string }[];
  kinds: Choice[]; authorities: Choice[]; confidentialities: Choice[]; methods: Choice[]; levels: Choice[];
};
export type Choice = { value: string; words: string };

export type Inspection = {
  key: string; kind: string; title: string; subtitle: string;
  finding: { sentence: string; detail: string; tone: string } | null;
  blocks: { title: string | null; rows: Row[] }[];
  next: { act: "record" | "need" | "commitment" | "edit" | "paper" | "remove"; words: string }[];
};
export type Row = {
  label: string; value: string; key: string | null;                 // key: the value is a link to another thing
  steps: { needed: number | null; low: number; high: number } | null;   // draws five small boxes
  detail: string | null;
};

export type Act =
  | { act: "add_organisation"; name: string; label: string; kind: string }
  | { act: "change_organisation"; key: string; field: "name" | "label" | "kind" | "confidentiality"; value: string }
  | { act: "add_leader"; name: string; organisation: string; title: string; authority: string }
  | { act: "change_leader"; key: string; field: "name" | "contact" | "title" | "organisation" | "authority" | "confidentiality"; value: string }
  | { act: "record_assessment"; a: string; b: string; level: number; trust: number | null; confidence: number; method: string; perceiver: string | null; date: string; note: string; confidentiality: string }
  | { act: "set_need"; a: string; b: string; level: number; because: string }
  | { act: "add_commitment"; from: string; to: string; what: string; due: string | null; confidentiality: string }
  | { act: "move_commitment"; key: string; move: string; due: string | null; note: string }
  | { act: "remove"; key: string }
  | { act: "save_positions"; positions: { key: string; x: number; y: number }[] };

export type Done = { sentence: string; key: string | null; overview: Overview };   // "Recorded what Vale Council said", key of what was made
export type HistoryReply = { changes: { id: string; when: string; who: string; words: string; undone: boolean }[] };
export type PaperPreview = { pages: { png_base64?: string; svg?: string; alt: string }[]; contains: string; leaves_out: string };
export type Exported = { path: string; sentence: string };
export type ImportPlan = {
  path: string; read_as: string; sentence: string;
  sources: { name: string; read_as: string; rows: number; added: { kind: string; count: number }[]; changed: { kind: string; count: number }[]; unchanged: number;
             rejected: { row: number; column: string; value: string; reason: string }[]; questions: { row: number; reason: string; candidates: string[] }[] }[];
};
export type Refused = { error: { code: string; sentence: string } };

type Replies = {
  first_screen: FirstScreen; new_document: Overview; open: Overview; save_as: Overview; publish: Overview; close: FirstScreen;
  overview: Overview; set_lens: Overview; map: MapReply; gaps: GapsReply; influence: InfluenceReply; promises: PromisesReply;
  directory: DirectoryReply; inspect: Inspection; act: Done; undo: Done; redo: Done; history: HistoryReply;
  paper_preview: PaperPreview; export: Exported; import_plan: ImportPlan; import_confirm: Done;
};
export type ReplyTo<R extends Request> = Replies[R['ask']];
