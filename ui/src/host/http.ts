// The host of browser tests: the same program behind POST /api/ask. Paths are typed into a small dialog of the page.
import { words } from '../words';
import { Refusal, refusalFrom, type Host, type Purpose, type Waiting } from './types';
import type { ReplyTo, Request } from './wire';

/** Asks the reader for a path: the page's stand-in for the desktop's file dialogs. */
export type PathAsker = (wanted: { purpose: Purpose | 'save'; suggested: string }) => Promise<string[]>;

export function httpHost(askForPath: PathAsker, address: Location = window.location): Host {
  let waiting: Waiting[] = new URLSearchParams(address.search).has('example') ? [{ kind: 'example' }] : [];
  return {
    async ask<R extends Request>(request: R): Promise<ReplyTo<R>> {
      let answer: Response;
      try {
        answer = await fetch('api/ask', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(request),
        });
      } catch (thrown) {
        throw refusalFrom(thrown, words.host.unreachable);
      }
      let reply: unknown;
      try {
        reply = await answer.json();
      } catch {
        throw new Refusal('unreadable', words.host.unreadable);
      }
      if (!answer.ok || (typeof reply === 'object' && reply !== null && 'error' in reply)) {
        throw refusalFrom(reply, words.host.unreachable);
      }
      return reply as ReplyTo<R>;
    },
    pickFilesToOpen: (purpose) => askForPath({ purpose, suggested: '' }),
    async pickFileToSave(suggested) {
      return (await askForPath({ purpose: 'save', suggested }))[0] ?? null;
    },
    async takeWaiting() {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    onEvent: () => () => {},
  };
}
