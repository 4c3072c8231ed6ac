// What is asked and answered. The types are generated from crates/app/src/wire; only which reply belongs to which
// request is said here.
import type { Failure, Reply, Request, SafetyReply, SafetyRequest } from './generated/wire';

export type * from './generated/wire';

type Named<N extends Reply['reply']> = Extract<Reply, { reply: N }>;

type Told<N extends SafetyReply['safety']> = Extract<SafetyReply, { safety: N }>;

/** The reply a request about safety is answered with. */
interface SafetyReplies {
  open_with: Named<'overview'>;
  review: Told<'review'>;
  decide: Told<'questions'>;
  merge: Named<'done'>;
  save_aside: Told<'said'>;
  backups: Told<'backups'>;
  back_up: Told<'said'>;
  restore: Told<'said'>;
  set_passphrase: Named<'done'>;
  person: Told<'person'>;
  person_record: Told<'said'>;
  erase: Named<'done'>;
  keep_until: Named<'done'>;
  freeze: Named<'done'>;
  lift_freeze: Named<'done'>;
  known: Named<'overview'>;
  baselines: Told<'baselines'>;
  name_baseline: Named<'done'>;
  since: Told<'since'>;
}

interface Replies {
  first_screen: Named<'first_screen'>;
  new_document: Named<'overview'>;
  open: Named<'overview'>;
  close: Named<'first_screen'>;
  save_as: Named<'overview'>;
  publish: Named<'overview'>;
  overview: Named<'overview'>;
  set_lens: Named<'overview'>;
  map: Named<'drawing'>;
  timeline: Named<'timeline'>;
  compare: Named<'compared'>;
  gap_matrix: Named<'drawing'>;
  gaps: Named<'gaps'>;
  influence: Named<'influence'>;
  answer: Named<'answered'>;
  try: Named<'tried'>;
  job_state: Named<'job'>;
  end_job: Named<'job'>;
  promises: Named<'promises'>;
  directory: Named<'directory'>;
  inspect: Named<'inspection'>;
  act: Named<'done'>;
  undo: Named<'done'>;
  redo: Named<'done'>;
  history: Named<'history'>;
  paper_preview: Named<'paper_preview'>;
  export: Named<'exported'>;
  import_plan: Named<'import_plan'>;
  import_confirm: Named<'done'>;
  find: Named<'found'>;
  quick_read: Named<'quick'>;
  quick_take: Named<'done'>;
  table: Named<'table'>;
  form: Named<'form'>;
  save_form: Named<'form_saved'>;
}

/** The reply a request is answered with. */
export type ReplyTo<R extends Request> = R extends { ask: 'safety'; request: infer S extends SafetyRequest } ? SafetyReplies[S['safety']] : Replies[Exclude<R['ask'], 'safety'>];

/** What a host answers instead when the program says no. */
export type Refused = { error: Failure };

/** The key of a party: what everything that can be selected is named by. */
export function keyOf(party: { kind: string; id: string }): string {
  return `${party.kind}:${party.id}`;
}

/** The key of two organisations together, the same whichever comes first. */
export function pairKey(a: string, b: string): string {
  const ids = [a, b].map((key) => key.slice(key.indexOf(':') + 1)).sort();
  return `pair:${ids[0]}:${ids[1]}`;
}

/** The parties' keys in the key of a pair, organisations unless `isLeader` says otherwise; null when it is no pair. */
export function pairOf(key: string | null, isLeader: (id: string) => boolean = () => false): [string, string] | null {
  const [kind, a, b] = (key ?? '').split(':');
  const party = (id: string) => `${isLeader(id) ? 'leader' : 'organisation'}:${id}`;
  return kind === 'pair' && a && b ? [party(a), party(b)] : null;
}
