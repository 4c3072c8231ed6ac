// What is tried on plausible versions of the map, beside everything else: for each question one job, how far it is, and
// its answer. An answer of before the last change is kept and called old; one for other eyes or another day is dropped.
import { Refusal } from '../../host/types';
import type { Tried, TriedQuestion } from '../../host/wire';
import { session } from '../../session.svelte';
import { words } from '../../words';

/** How often it is asked how far a job is, in milliseconds. */
const LOOK = 250;

export type TrialName = 'places' | 'authority' | 'what_if';

export class Trial {
  underWay = $state(false);
  done = $state(0);
  /** Of how many versions; 0 until that is known. */
  of = $state(0);
  /** Whether it was ended before it was done. */
  stopped = $state(false);
  refused = $state<string | null>(null);
  private value = $state.raw<Tried | null>(null);
  /** What was asked last, for whose eyes and on which day. */
  private wanted = $state('');
  /** The map the value is of. */
  private stamp = $state('');
  private turn = 0;
  /** The answer to what was asked last. */
  shown = $derived(this.value !== null && this.wanted.startsWith(lens()) ? this.value : null);
  /** Whether the map has changed since. */
  old = $derived(this.shown !== null && this.stamp !== session.stamp);

  constructor(readonly name: TrialName) {}

  /** Begins, unless the same was begun before: what was ended or has grown old begins again only when asked. */
  ensure(question: TriedQuestion) {
    if (this.wanted !== lens() + JSON.stringify(question)) void this.begin(question);
  }

  async begin(question: TriedQuestion) {
    const turn = ++this.turn;
    const wanted = lens() + JSON.stringify(question);
    const stamp = session.stamp;
    if (wanted !== this.wanted) this.value = null;
    this.wanted = wanted;
    this.underWay = true;
    this.done = 0;
    this.of = 0;
    this.stopped = false;
    this.refused = null;
    void this.look(turn);
    try {
      const tried = await session.host.ask({ ask: 'try', job: this.name, question });
      if (turn !== this.turn) return;
      this.value = tried;
      this.stamp = stamp;
      if (session.section !== 'influence') session.say(words.trying.ready[this.name], false);
    } catch (thrown) {
      if (turn !== this.turn) return;
      if (thrown instanceof Refusal) session.nothingOpen(thrown);
      if (thrown instanceof Refusal && thrown.code === 'cancelled') this.stopped = true;
      else this.refused = thrown instanceof Refusal ? thrown.sentence : String(thrown);
    } finally {
      if (turn === this.turn) this.underWay = false;
    }
  }

  private async look(turn: number) {
    while (turn === this.turn && this.underWay) {
      await new Promise((done) => setTimeout(done, LOOK));
      if (turn !== this.turn || !this.underWay) return;
      try {
        const state = await session.host.ask({ ask: 'job_state', job: this.name });
        if (turn !== this.turn) return;
        this.done = state.done;
        this.of = state.of;
      } catch {
        return; // The job itself will say what is wrong.
      }
    }
  }

  /** Shows nothing of it any more: somebody in it has been erased. */
  forget() {
    this.turn += 1;
    this.underWay = false;
    this.value = null;
    this.wanted = '';
  }

  async end() {
    try {
      await session.host.ask({ ask: 'end_job', job: this.name });
    } catch {
      // Nothing is open any more, and so nothing is tried.
    }
  }
}

/** Which file, for whose eyes, on which day, and whether as it is known now. */
function lens(): string {
  const now = session.overview;
  return now ? `${now.path}|${now.audience}|${now.as_of}|${now.safety.known?.day ?? ''}|` : '';
}

export const trials: Record<TrialName, Trial> = { places: new Trial('places'), authority: new Trial('authority'), what_if: new Trial('what_if') };
