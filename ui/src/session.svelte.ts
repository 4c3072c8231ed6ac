// What the whole window knows: the open footprint, the section shown, what is selected, what is being said.
import type { Host } from './host/types';
import { Refusal } from './host/types';
import { pairOf } from './host/wire';
import type { Act, Directory, FirstScreen, MapOptions, NotDrawn, Overview, PaperDetails, ReplyTo, Request } from './host/wire';

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
  | { dialog: 'shortcuts' };

export interface Toast {
  id: number;
  sentence: string;
  undo: boolean;
}

const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The requests that do something, and do not only look. */
const DOES: readonly Request['ask'][] = ['act', 'undo', 'redo', 'export', 'import_confirm', 'save_as', 'publish', 'set_lens', 'open', 'new_document', 'close'];

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
  toasts = $state<Toast[]>([]);
  busy = $state(0);
  fileOver = $state(false);
  /** How the map is drawn; the filter chips of the top bar are part of it. */
  map = $state<MapOptions>({ show: 'both', gaps: true, minimum_level: 1, unassessed: false, width: 0, height: 0 });
  /** What the last map left out, and why. */
  notDrawn = $state.raw<readonly NotDrawn[]>([]);
  paper = $state<PaperDetails>({ subject: '', for_whom: '', item: '', status: '' });
  /** Files waiting to be shown by the import section. */
  importing = $state<string[]>([]);
  theme = $state<Theme>('auto');
  dark = $state(false);
  private toastId = 0;
  private directoryStamp = '';
  private directoryKept = $state.raw<Directory | null>(null);

  /** Changes whenever anything a section shows may have changed: an edit, another audience, another day. */
  stamp = $derived(
    this.overview
      ? `${this.overview.path}|${this.overview.revision}|${this.overview.audience}|${this.overview.as_of}`
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
    if (!overview) return false;
    this.overview = overview;
    this.selected = null;
    this.asking = null;
    this.refused = null;
    this.section = 'map';
    this.watchSaving();
    return true;
  }

  async pickAndOpen() {
    const [path] = await this.pick('footprint');
    // Whatever it is called: the program says what it is when it is no footprint.
    if (path) await this.openWith({ ask: 'open', path });
  }

  async pickAndImport() {
    this.importFiles(await this.pick('sources'));
  }

  private async pick(purpose: 'footprint' | 'sources') {
    try {
      return await this.host.pickFilesToOpen(purpose);
    } catch (thrown) {
      this.remedy = null;
      this.refused = thrown instanceof Refusal ? thrown.sentence : String(thrown);
      return [];
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
      if (!this.overview || left-- <= 0) return;
      try {
        const overview = await this.host.ask({ ask: 'overview' });
        if (this.overview) this.overview = overview;
      } catch {
        return; // The next thing the reader does will say it.
      }
      if (!this.overview.saved.done) this.watching = setTimeout(look, 1000);
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

  async saveAs(suggested: string) {
    let path: string | null = null;
    try {
      path = await this.host.pickFileToSave(suggested);
    } catch (thrown) {
      this.refused = thrown instanceof Refusal ? thrown.sentence : String(thrown);
    }
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
    const [kind] = key.split(':');
    const parties = this.partiesOf(key);
    const [a, b] = parties;
    const organisations = parties.filter((one) => one.startsWith('organisation:'));
    const asking: Asking | null =
      letter === 'a' && a ? { dialog: 'record', a, b: b ?? null }
      : letter === 'm' && a ? { dialog: 'commitment', from: a, to: b ?? null }
      : letter === 'j' && kind === 'leader' ? { dialog: 'post', leader: key, organisation: null }
      : letter === 'l' && kind === 'organisation' ? { dialog: 'leader', organisation: key }
      : letter === 'w' && organisations.length > 0 ? { dialog: 'workstream', partners: organisations }
      : letter === 'n' && /^(organisation|leader|commitment|workstream|tie)$/.test(kind ?? '') ? { dialog: 'note', about: key, name }
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
    const reply = await this.ask({ ask: 'directory' });
    if (reply && stamp === this.directoryStamp) this.directoryKept = reply;
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
