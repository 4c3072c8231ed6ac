// What the window does to keep a document safe: the questions it puts to the program, and what follows from the answers.
import { Refusal } from '../../host/types';
import type { Overview, ReplyTo, SafetyRequest } from '../../host/wire';
import { session } from '../../session.svelte';
import { words } from '../../words';

type Answered<S extends SafetyRequest> = { reply: ReplyTo<{ ask: 'safety'; request: S }>; refusal: null } | { reply: null; refusal: Refusal };

/** Asks something about safety. A refusal is given back, for the dialog that asked to show. */
export async function askSafety<S extends SafetyRequest>(request: S): Promise<Answered<S>> {
  session.busy += 1;
  try {
    return { reply: await session.host.ask({ ask: 'safety', request }), refusal: null };
  } catch (thrown) {
    const refusal = thrown instanceof Refusal ? thrown : new Refusal('unreachable', words.host.unreachable);
    session.nothingOpen(refusal);
    return { reply: null, refusal };
  } finally {
    session.busy -= 1;
  }
}

/** A step was taken: the frame is renewed and a toast says what was done. */
export function took(done: { sentence: string; overview: Overview }, undo: boolean) {
  session.overview = done.overview;
  session.refused = null;
  session.say(done.sentence, undo);
  session.watchSaving();
}

/** A step was taken that has more to say than a toast can hold: the frame is renewed, and the dialog says it. */
export function tookToRead(done: { sentence: string; overview: Overview }): string {
  // What was said of a step before may name somebody who is erased now.
  session.toasts = [];
  session.overview = done.overview;
  session.refused = null;
  session.watchSaving();
  return done.sentence;
}

/** Opens a document a plain opening refused. Gives the refusal, or null when it is open. */
export async function openOtherwise(path: string, passphrase: string | null): Promise<Refusal | null> {
  let { reply, refusal } = await askSafety({ safety: 'open_with', path, passphrase, unpublished: false });
  let merging = false;
  if (refusal?.code === 'both_changed') {
    // Both went on since: what waits here is opened, and the review of the two follows at once.
    ({ reply, refusal } = await askSafety({ safety: 'open_with', path, passphrase, unpublished: true }));
    merging = reply !== null;
  }
  if (!reply) return refusal;
  session.opened(reply);
  if (merging) session.asking = { dialog: 'merge', path: null };
  return null;
}

/** Lets the reader choose a copy, and compares it with what is open. */
export async function pickAndMerge() {
  const [path] = await session.pick('footprint');
  if (path) session.asking = { dialog: 'merge', path };
}

export async function backUpNow() {
  const { reply, refusal } = await askSafety({ safety: 'back_up' });
  if (reply) session.say(reply.sentence, false);
  else session.refused = refusal.sentence;
}

/** Shows the footprint as it was known; with neither day nor baseline, as it is known now. */
export async function showKnown(past: { day?: string; baseline?: string }): Promise<Refusal | null> {
  const { reply, refusal } = await askSafety({ safety: 'known', day: past.day ?? null, baseline: past.baseline ?? null });
  if (!reply) return refusal;
  session.overview = reply;
  session.refused = null;
  return null;
}
