// Picking one of many names by typing part of it: which are offered, best first. Pure.
import { plain } from './find';

export interface Name {
  key: string;
  name: string;
  /** What tells it from others of its name. */
  detail: string;
}

/** A name made ready to be searched at every letter. */
export interface Ready extends Name {
  plain: string;
  detailPlain: string;
}

export function ready(names: readonly Name[]): Ready[] {
  return names.map((one) => ({ ...one, plain: plain(one.name), detailPlain: plain(one.detail) }));
}

/** At most so many are offered: who has not found it among them writes another letter. */
export const OFFERED = 40;

export interface Offer {
  names: Ready[];
  /** How many more there are. */
  more: number;
}

/**
 * The names in which every word typed begins a word, or else occurs; those near what the form is about come first where
 * nothing else tells them apart.
 */
export function offered(names: readonly Ready[], typed: string, near: ReadonlySet<string>, most = OFFERED): Offer {
  const wanted = plain(typed).trim();
  const words = wanted.split(/\s+/).filter(Boolean);
  const ranks: Ready[][] = [[], [], [], [], []];
  for (const one of names) {
    const close = near.has(one.key);
    if (words.length === 0) {
      ranks[close ? 0 : 1]?.push(one);
      continue;
    }
    if (!words.every((word) => one.plain.includes(word) || one.detailPlain.includes(word))) continue;
    const rank = one.plain === wanted ? 0 : one.plain.startsWith(wanted) ? 1 : close ? 2 : words.every((word) => ` ${one.plain}`.includes(` ${word}`)) ? 3 : 4;
    ranks[rank]?.push(one);
  }
  const all = ranks.flat();
  return { names: all.slice(0, most), more: Math.max(0, all.length - most) };
}
