// The one seam between the window and the program behind it. The window never learns which host it has.
import type { Refused, ReplyTo, Request } from './wire';

/** What the program was asked to open before or after the window was there: a file given to it, or the example. */
export type Waiting = { kind: 'example' } | { kind: 'file'; path: string; how: string };

export type HostEvent =
  /** Something waits to be opened: ask `takeWaiting`. */
  | { event: 'waiting' }
  /** A file is held over the window, or no longer. */
  | { event: 'file_over'; over: boolean };

export type Purpose = 'footprint' | 'sources';

export interface Host {
  /** Every use case of the program: one typed request, one typed reply. Rejects with a `Refusal`. */
  ask<R extends Request>(request: R): Promise<ReplyTo<R>>;
  /** The files somebody chose to open; none when they thought better of it. */
  pickFilesToOpen(purpose: Purpose): Promise<string[]>;
  /** Where to save; the ending of `suggested` says what kind of file. Null when they thought better of it. */
  pickFileToSave(suggested: string): Promise<string | null>;
  /** What is waiting to be opened, each thing once. */
  takeWaiting(): Promise<Waiting[]>;
  /** Tells of events until the function it returns is called. */
  onEvent(listener: (event: HostEvent) => void): () => void;
}

/** The program said no, in one sentence that names the thing, the cause and the remedy. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
  ) {
    super(sentence);
    this.name = 'Refusal';
  }
}

function isRefused(value: unknown): value is Refused {
  return (
    typeof value === 'object' &&
    value !== null &&
    'error' in value &&
    typeof (value as Refused).error === 'object' &&
    typeof (value as Refused).error?.sentence === 'string'
  );
}

/** The refusal in whatever a host threw or answered; `otherwise` is the sentence when it gave none. */
export function refusalFrom(value: unknown, otherwise: string): Refusal {
  if (value instanceof Refusal) return value;
  if (isRefused(value)) return new Refusal(value.error.code, value.error.sentence);
  if (typeof value === 'object' && value !== null && 'sentence' in value) {
    const bare = value as { code?: unknown; sentence: unknown };
    if (typeof bare.sentence === 'string') {
      return new Refusal(typeof bare.code === 'string' ? bare.code : 'refused', bare.sentence);
    }
  }
  if (typeof value === 'string' && value.trim().length > 0) {
    try {
      const parsed: unknown = JSON.parse(value);
      if (typeof parsed === 'object' && parsed !== null) return refusalFrom(parsed, otherwise);
    } catch {
      // Not JSON: then it is a sentence itself.
      return new Refusal('refused', value);
    }
  }
  return new Refusal('unreachable', otherwise);
}
