// What the whole window knows: the open footprint, the section shown, what is selected, what is being said.
import type { Host } from './host/types';
import { Refusal } from './host/types';
import { pairOf } from './host/wire';
import { asFileName } from './lib/format';
import { ready } from './lib/pick';
import { openOtherwise } from './parts/safety/safety.svelte';
import { words } from './words';
import type { Act, Directory, FieldEntry, FirstScreen, FormSaved, LeaderRow, MapOptions, NotDrawn, OrganisationRow, Overview, PaperDetails, PeopleQuestion, ReplyTo, Request, WorkstreamRow } from './host/wire';

/** What is shown of people: a question, or what is counted. */
export type PeopleView = 'ties' | 'authority' | 'places' | 'what_if' | PeopleQuestion;

export type Section = 'map' | 'gaps' | 'influence' | 'promises' | 'directory' | 'papers' | 'import' | 'history';

/** A dialog that asks for something, with what is known already. */
export type Asking =
  | { dialog: 'record'; a: string | null; b: string | null }
  | { dialog: 'need'; a: string | null; b: string | null }
  | { dialog: 'commitment'; from: string | null; to: string | null }
  | { dialog: 'organisation' }
  | { dialog: 'leader'; organisation: string | null }
  | { dialog: 'workstream'; partners: string[] }
  | { dialog: 'note'; about: string; name: string }
  | { dialog: 'post'; leader: string | null; organisation: string | null }
  | { dialog: 'remove'; key: string; name: string; several?: string[] }
  | SafetyAsking
  | { dialog: 'form'; kind: string; about: string[] }
  | { dialog: 'change'; key: string }
  | { dialog: 'picture' }
  | { dialog: 'shortcuts' };

/** The dialogs that keep a document safe. */
export type SafetyAsking =
  | { dialog: 'merge'; /** The copy; null: the file itself. */ path: string | null }
  | { dialog: 'backups'; /** Of which file; null: of the one that is open. */ path: string | null }
  | { dialog: 'unlock'; path: string }
  | { dialog: 'passphrase' }
  | { dialog: 'person'; /** The leader's key. */ key: string }
  | { dialog: 'freeze' }
  | { dialog: 'past' };

export interface Toast {
  id: number;
  sentence: string;
  undo: boolean;
}

const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The requests that do something, and do not only look. */
const DOES: readonly Request['ask'][] = ['act', 'save_form', 'undo', 'redo', 'export', 'import_confirm', 'save_as', 'publish', 'set_lens', 'open', 'new_document', 'close'];

class Session {
  host!: Host;
  /** Null while the first screen is shown. */
  overview = $state.raw<Overview | null>(null);
  first = $state.raw<FirstScreen | null>(null);
  section = $state<Section>('map');
  selected = $state<string | null>(null);
  asking = $state<Asking | null>(null);
  palette = $state(false);
  /** Whether a line is being typed. */
  quick = $state(false);
  refused = $state<string | null>(null);
  /** What the reader can do about the refusal, besides reading it. */
  remedy = $state<'choose' | null>(null);
  /** What kind of refusal the last one was. */
  code: string | null = null;
  /** A file that could not be opened because it is damaged or gone, whose backups may be. */
  lost = $state<string | null>(null);
  toasts = $state<Toast[]>([]);
  busy = $state(0);
  fileOver = $state(false);
  /** How the map is drawn; the filter chips of the top bar are part of it. */
  /** The room the map was drawn in last: a picture of it for a file is drawn in the same. */
  mapRoom = $state.raw<{ width: number; height: number } | null>(null);
  map = $state<MapOptions>({ show: 'both', gaps: true, minimum_level: 1, unassessed: false, filters: [], colour_by: 'kind', size_by: 'alike', group_by: '', proposal: '', focus: '', width: 0, height: 0, supposing: null });
  /** What the last map left out, and why. */
  notDrawn = $state.raw<readonly NotDrawn[]>([]);
  /** What the section on influence shows. */
  people = $state<PeopleView>('brokers');
  /** For which proposal formal authority is asked; empty: in general. */
  deciding = $state('');
  /** What is supposed, as far as it is said. Nothing of it is ever written down. */
  supposing = $state<{ kind: 'without' | 'tie'; party: string; a: string; b: string; level: number | null }>({ kind: 'without', party: '', a: '', b: '', level: null });
  paper = $state<PaperDetails>({ subject: '', for_whom: '', item: '', status: '' });
  /** Files waiting to be shown by the import section. */
  importing = $state<string[]>([]);
  theme = $state<Theme>('auto');
  /** Whether a single letter does something: who speaks to the computer may not want that. */
  letters = $state(localStorageSays('letters') !== 'off');
  dark = $state(false);
  private toastId = 0;
  private directoryStamp = '';
  private directoryKept = $state.raw<Directory | null>(null);

  /** Changes whenever anything a section shows may have changed: an edit, another audience, another day. */
  stamp = $derived(
    this.overview
      ? `${this.overview.path}|${this.overview.revision}|${this.overview.audience}|${this.overview.as_of}|${this.overview.safety.known?.day ?? ''}|${this.overview.safety.known?.name ?? ''}`
      : '',
  );

  /** The audience's word when something is kept from it: a table may be empty only for that. */
  guarded = $derived(this.overview && this.overview.audience !== 'working' && this.overview.hidden > 0 ? this.overview.audience_word : null);

  /** Asks the program, shows its refusal as one sentence, and gives null then. */
  async ask<R extends Request>(request: R): Promise<ReplyTo<R> | null> {
    this.busy += 1;
    try {
      const reply = await this.host.ask(request);
      if (DOES.includes(request.ask)) this.refused = null; // What went wrong before is no longer the matter.
      return reply;
    } catch (thrown) {
      this.remedy = request.ask === 'open' ? 'choose' : null;
      this.code = thrown instanceof Refusal ? thrown.code : null;
      this.lost = request.ask === 'open' && this.code === 'damaged_or_missing' ? request.path : null;
      this.refused = thrown instanceof Refusal ? thrown.sentence : String(thrown);
      if (thrown instanceof Refusal) this.nothingOpen(thrown);
      return null;
    } finally {
      this.busy -= 1;
    }
  }

  /** The program has no document open any more: back to the first screen, with the sentence that says why. */
  nothingOpen(refusal: Refusal) {
    if (refusal.code !== 'nothing_open' || !this.overview) return;
    clearTimeout(this.watching);
    this.overview = null;
    this.selected = null;
    void this.showFirst();
  }

  async start() {
    this.setTheme(readTheme());
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.setTheme(this.theme));
    this.host.onEvent((told) => {
      if (told.event === 'waiting') void this.takeWaiting();
      else this.fileOver = told.over;
    });
    await this.showFirst();
    await this.takeWaiting();
  }

  async showFirst() {
    const first = await this.ask({ ask: 'first_screen' });
    if (!first) return;
    this.first = first;
    if (first.open_now && !this.overview) await this.openOrImport(first.open_now);
  }

  async takeWaiting() {
    for (const thing of await this.host.takeWaiting()) {
      if (thing.kind === 'example') await this.openWith({ ask: 'new_document', start: { from: 'example' }, path: null });
      else await this.openOrImport(thing.path);
    }
  }

  /** A footprint is opened; anything else is shown as an import first, where there is a footprint it could go into. */
  async openOrImport(path: string) {
    if (/\.footbridge$/i.test(path) || !this.overview) await this.openWith({ ask: 'open', path });
    else this.importFiles([path]);
  }

  importFiles(paths: string[]) {
    if (paths.length === 0) return;
    this.importing = paths;
    this.section = 'import';
  }

  async openWith(request: Extract<Request, { ask: 'open' | 'new_document' }>): Promise<boolean> {
    const overview = await this.ask(request);
    if (overview) this.opened(overview);
    else if (request.ask === 'open') return this.openOtherwise(request.path);
    return overview !== null;
  }

  /** A file that needs a passphrase is asked for it; one that two have changed is opened and compared. */
  private async openOtherwise(path: string): Promise<boolean> {
    if (this.code === 'needs_passphrase') {
      this.refused = null;
      this.asking = { dialog: 'unlock', path };
      return false;
    }
    if (this.code !== 'both_changed') return false;
    const refusal = await openOtherwise(path, null);
    this.refused = refusal?.sentence ?? null;
    return refusal === null;
  }

  /** A document is open now: everything begins with it. */
  opened(overview: Overview) {
    this.overview = overview;
    this.selected = null;
    this.asking = null;
    this.refused = null;
    this.section = 'map';
    this.map.filters = []; // They name what another footprint has.
    this.map.supposing = null;
    this.people = 'brokers';
    this.deciding = '';
    Object.assign(this.supposing, { kind: 'without', party: '', a: '', b: '', level: null });
    this.watchSaving();
  }

  async pickAndOpen() {
    const [path] = await this.pick('footprint');
    // Whatever it is called: the program says what it is when it is no footprint.
    if (path) await this.openWith({ ask: 'open', path });
  }

  async pickAndImport() {
    this.importFiles(await this.pick('sources'));
  }

  async pick(purpose: 'footprint' | 'sources') {
    try {
      return await this.host.pickFilesToOpen(purpose);
    } catch (thrown) {
      this.remedy = null;
      this.refused = thrown instanceof Refusal ? thrown.sentence : String(thrown);
      return [];
    }
  }

  /** Where to save something; null when the reader thought better of it. */
  async pickPlace(suggested: string): Promise<string | null> {
    try {
      return await this.host.pickFileToSave(suggested);
    } catch (thrown) {
      this.refused = thrown instanceof Refusal ? thrown.sentence : String(thrown);
      return null;
    }
  }

  async refresh() {
    const overview = await this.ask({ ask: 'overview' });
    if (overview) this.overview = overview;
  }

  /** Publishing follows the last edit by two seconds: look again until it has happened. */
  private watching: ReturnType<typeof setTimeout> | undefined;
  watchSaving() {
    clearTimeout(this.watching);
    let left = 8;
    const look = async () => {
      // What cannot be saved is tried again until it can, and the window says when it has been.
      const waiting = this.overview?.safety.trouble != null;
      if (!this.overview || (left-- <= 0 && !waiting)) return;
      try {
        const overview = await this.host.ask({ ask: 'overview' });
        if (this.overview) this.overview = overview;
      } catch {
        return; // The next thing the reader does will say it.
      }
      if (!this.overview.saved.done) this.watching = setTimeout(look, left > 0 ? 1000 : 5000);
    };
    this.watching = setTimeout(look, 2500);
  }

  /** One edit. Says in a toast what was done, with its undo. Gives the key of what was made, or null when refused. */
  async act(act: Act): Promise<{ key: string | null } | null> {
    const done = await this.ask({ ask: 'act', act });
    if (!done) return null;
    this.overview = done.overview;
    this.refused = null;
    this.say(done.sentence, true);
    this.watchSaving();
    return { key: done.made };
  }

  /** What stands in a form, as one step: what became of it, or null when it was refused as a whole. */
  async saveForm(kind: string | null, key: string | null, values: FieldEntry[]): Promise<FormSaved | null> {
    const saved = await this.ask({ ask: 'save_form', kind, key, values });
    if (!saved) return null;
    if (saved.done) {
      this.overview = saved.done.overview;
      this.refused = null;
      this.say(saved.done.sentence, true);
      this.watchSaving();
    }
    return saved;
  }

  /** The import last planned, as one step that one Undo takes back. */
  async confirmImport(): Promise<boolean> {
    const done = await this.ask({ ask: 'import_confirm' });
    if (!done) return false;
    this.overview = done.overview;
    this.importing = [];
    this.say(done.sentence, true);
    this.watchSaving();
    return true;
  }

  async step(which: 'undo' | 'redo') {
    if (!this.overview) return;
    if (!this.overview[which]) {
      // Not by accident to an empty footprint: it says why it stops.
      if (which === 'undo' && this.overview.undo_stops) this.say(this.overview.undo_stops, false);
      return;
    }
    const done = await this.ask({ ask: which });
    if (!done) return;
    this.overview = done.overview;
    this.say(done.sentence, false);
    this.watchSaving();
  }

  /** Whose eyes, and as of which day; `today` goes on with the calendar. */
  async setLens(change: { audience?: string; as_of?: string }) {
    const overview = await this.ask({ ask: 'set_lens', audience: change.audience ?? null, as_of: change.as_of ?? null });
    if (overview) this.overview = overview;
  }

  /** Writes something to a file of its own, as an audience may see it; the map as it is drawn. Says whether it was done. */
  async exportFile(what: string, kind: string, ending: string, audience: string): Promise<boolean> {
    const path = await this.pickPlace(asFileName(`${this.overview?.footprint ?? ''} ${kind}`, ending));
    if (!path) return false;
    const done = await this.ask({ ask: 'export', what, path, audience, details: { ...this.paper }, options: { ...this.map, ...this.mapRoom } });
    if (done) this.say(words.papers.written(done.sentence, done.path), false);
    return done !== null;
  }

  /** The map, and what is asked before a picture of it is written. */
  askPicture() {
    this.section = 'map';
    this.asking = { dialog: 'picture' };
  }

  async saveAs(suggested: string) {
    const path = await this.pickPlace(suggested);
    if (!path) return;
    const overview = await this.ask({ ask: 'save_as', path });
    if (!overview) return;
    this.overview = overview;
    this.say(overview.saved.sentence, false);
  }

  async publish() {
    const overview = await this.ask({ ask: 'publish' });
    if (!overview) return;
    this.overview = overview;
    this.say(overview.saved.sentence, false);
  }

  async close() {
    const first = await this.ask({ ask: 'close' });
    if (!first) return;
    clearTimeout(this.watching);
    this.first = first;
    this.overview = null;
    this.selected = null;
  }

  select(key: string | null) {
    this.selected = key;
  }

  /** The keys of the one or two parties something is about; none when it is about no party. */
  partiesOf(key: string | null): string[] {
    if (key && /^(organisation|leader):/.test(key)) return [key];
    return pairOf(key, (id) => this.directoryKept?.leaders.some((one) => one.id === id) ?? false) ?? [];
  }

  /** What if one party were not there, or two worked together: shown where it is worked out. */
  suppose(parties: readonly string[]) {
    const [a = '', b = ''] = parties;
    if (b) Object.assign(this.supposing, { kind: 'tie', a, b });
    else Object.assign(this.supposing, { kind: 'without', party: a });
    this.people = 'what_if';
    this.section = 'influence';
  }

  closeInspector() {
    this.selected = null;
  }

  /** Record what is known, about what is selected where something is. */
  askRecord() {
    const [a, b] = this.partiesOf(this.selected);
    this.asking = { dialog: 'record', a: a ?? null, b: b ?? null };
  }

  /** One letter on a row, a mark or in the inspector: the form that enters something new about it, filled in. */
  askBy(letter: string, key: string, name: string): boolean {
    if (!this.letters) return false;
    const [kind] = key.split(':');
    const parties = this.partiesOf(key);
    const [a, b] = parties;
    const organisations = parties.filter((one) => one.startsWith('organisation:'));
    if (letter === 'o' && a) {
      this.suppose(parties);
      return true;
    }
    const asking: Asking | null =
      letter === 'a' && a ? { dialog: 'record', a, b: b ?? null }
      : letter === 't' && a ? { dialog: 'form', kind: 'tie', about: [a, ...(b ? [b] : [])] }
      : letter === 'c' && (a || kind === 'tie') ? { dialog: 'form', kind: 'contact', about: parties.length > 0 ? parties : [key] }
      : letter === 'e' && this.isEntity(key) ? { dialog: 'change', key }
      : letter === 'm' && a ? { dialog: 'commitment', from: a, to: b ?? null }
      : letter === 'j' && kind === 'leader' ? { dialog: 'post', leader: key, organisation: null }
      : letter === 'l' && kind === 'organisation' ? { dialog: 'leader', organisation: key }
      : letter === 'w' && organisations.length > 0 ? { dialog: 'workstream', partners: organisations }
      : letter === 'n' && this.isEntity(key) && kind !== 'note' ? { dialog: 'note', about: key, name }
      : null;
    if (asking) this.asking = asking;
    return asking !== null;
  }

  say(sentence: string, undo: boolean) {
    const id = ++this.toastId;
    // One at a time: its "Take back" is about the last step, and no other can be taken back first.
    this.toasts = [{ id, sentence: sentence.replace(/([^.])\.{2}$/, '$1.'), undo }];
    setTimeout(() => this.unsay(id), undo ? 8000 : 5000);
  }

  unsay(id: number) {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  /** The directory as of now, asked once per change. */
  get directory(): Directory | null {
    return this.directoryKept;
  }

  async needDirectory() {
    const stamp = this.stamp;
    if (stamp === '' || stamp === this.directoryStamp) return;
    this.directoryStamp = stamp;
    const kept = this.directoryKept;
    const reply = await this.ask({ ask: 'directory', have: kept?.mark ?? null });
    if (!reply || stamp !== this.directoryStamp) return;
    // Another change may have been answered meanwhile: what has changed is told from what was there when it was asked.
    this.directoryKept = reply.whole || !kept ? reply : { ...reply, ...mended(kept, reply) };
  }

  /** Names to pick from, made ready to be searched. */
  names = $derived.by(() => ({
    organisations: ready((this.directoryKept?.organisations ?? []).map((one) => ({ key: one.key, name: one.name, detail: one.label && one.label !== one.name ? `${one.label}, ${one.kind_word}` : one.kind_word }))),
    leaders: ready((this.directoryKept?.leaders ?? []).map((one) => ({ key: one.key, name: one.name, detail: one.posts[0] ? `${one.posts[0].title}, ${one.posts[0].organisation.name}` : '' }))),
  }));
  /** The short names of organisations that have one: what stands on the map. */
  shortNames = $derived.by(() => new Map((this.directoryKept?.organisations ?? []).flatMap((one) => (one.label && one.label !== one.name ? [[one.key, one.label] as const] : []))));
  private nameByKey = $derived.by(() => new Map([...this.names.organisations, ...this.names.leaders].map((one) => [one.key, one.name])));

  /** What an organisation or leader is called; null for anything else. */
  nameOf(key: string): string | null {
    return this.nameByKey.get(key) ?? null;
  }

  /** The leaders with a post at one of these organisations. */
  leadersAt(keys: readonly string[]): string[] {
    if (keys.length === 0) return [];
    return (this.directoryKept?.leaders ?? []).filter((one) => one.posts.some((post) => keys.includes(post.organisation.key))).map((one) => one.key);
  }

  /** Whether a key names one entity, and not a pair or nothing. */
  isEntity(key: string | null): boolean {
    const kind = key?.split(':')[0];
    return this.overview?.choices.kinds.some((one) => one.kind === kind) ?? false;
  }

  setLetters(on: boolean) {
    this.letters = on;
    try {
      localStorage.setItem('letters', on ? 'on' : 'off');
    } catch {
      // Without storage the choice lasts as long as the window.
    }
  }

  setTheme(theme: Theme) {
    this.theme = theme;
    const dark = theme === 'dark' || (theme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    this.dark = dark;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // Without storage the choice lasts as long as the window.
    }
  }
}

/** The tables with what has changed put in its place, each in the order of its names. */
function mended(before: Directory, change: Directory): Pick<Directory, 'organisations' | 'leaders' | 'workstreams'> {
  const gone = new Set(change.gone);
  const put = <T extends OrganisationRow | LeaderRow | WorkstreamRow>(old: T[], rows: T[]): T[] => {
    if (rows.length === 0 && gone.size === 0) return old;
    const changed = new Set(rows.map((row) => row.key));
    const kept = old.filter((row) => !changed.has(row.key) && !gone.has(row.key));
    const low = (row: T) => row.name.toLowerCase();
    for (const row of rows) {
      // Rows are in order already, and few change: each finds its place.
      let from = 0;
      let to = kept.length;
      while (from < to) {
        const middle = (from + to) >> 1;
        const there = kept[middle];
        if (there && low(there) <= low(row)) from = middle + 1;
        else to = middle;
      }
      kept.splice(from, 0, row);
    }
    return kept;
  };
  return {
    organisations: put(before.organisations, change.organisations),
    leaders: put(before.leaders, change.leaders),
    workstreams: put(before.workstreams, change.workstreams),
  };
}

function localStorageSays(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function readTheme(): Theme {
  try {
    const kept = localStorage.getItem('theme');
    return THEMES.find((theme) => theme === kept) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export const session = new Session();

/** One answer a section shows: asked again whenever `load` is called, late answers to older questions dropped. */
export class Answer<R extends Request> {
  value = $state.raw<ReplyTo<R> | null>(null);
  refused = $state<string | null>(null);
  code = $state<string | null>(null);
  busy = $state(false);
  private turn = 0;

  async load(request: R) {
    const turn = ++this.turn;
    this.busy = true;
    try {
      const reply = await session.host.ask(request);
      if (turn !== this.turn) return;
      this.value = reply;
      this.refused = null;
      this.code = null;
    } catch (thrown) {
      if (turn !== this.turn) return;
      if (thrown instanceof Refusal) session.nothingOpen(thrown);
      this.code = thrown instanceof Refusal ? thrown.code : null;
      this.refused = thrown instanceof Refusal ? thrown.sentence : String(thrown);
    } finally {
      if (turn === this.turn) this.busy = false;
    }
  }
}
