// Finding by a few letters: for the palette, the tables' filter and the chooser of footprints.

/** Lower case without accents and with plain apostrophes, so that "St Brannoc's" finds "St Brannoc’s". */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[’‘`]/g, "'")
    .toLowerCase();
}

/** Does every word of `sought` begin a word of `text`, or else occur in it? */
export function matches(text: string, sought: string): boolean {
  return matchesPlain(plain(text), sought);
}

/** The same of a text that is plain already: for a table that is searched at every letter. */
export function matchesPlain(text: string, sought: string): boolean {
  return plain(sought)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}

/** How well: 0 not at all, higher is better. The beginning of the whole beats the beginning of a word beats the middle. */
export function score(text: string, sought: string): number {
  const in_ = plain(text);
  const wanted = plain(sought).trim();
  if (wanted === '') return 1;
  if (!matches(text, sought)) return 0;
  if (in_ === wanted) return 5;
  if (in_.startsWith(wanted)) return 4;
  if (in_.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 3;
  return in_.includes(wanted) ? 2 : 1;
}

/** The best first, ties in the order given. */
export function best<T>(things: readonly T[], sought: string, text: (thing: T) => string, most: number): T[] {
  return things
    .map((thing, at) => ({ thing, at, score: score(text(thing), sought) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, most)
    .map((found) => found.thing);
}

/** Without the words that say nothing of what is looked for: "who is the broker" is "broker". */
export function essential(sought: string, small: ReadonlySet<string>): string {
  return plain(sought)
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter((word) => word !== '' && !small.has(word))
    .join(' ');
}

/** What is found by its name, then what is found by the words it is looked for by besides. */
export function byNameFirst<T>(things: readonly T[], sought: string, name: (thing: T) => string, also: (thing: T) => string, most: number): T[] {
  const named = best(things, sought, name, most);
  const there = new Set(named);
  return [...named, ...best(things.filter((thing) => !there.has(thing)), sought, (thing) => `${name(thing)} ${also(thing)}`, most - named.length)];
}

export type SortBy = { column: string; down: boolean };

/** Sorts text as a dictionary does, numbers as numbers, and leaves what is unknown at the end either way. */
export function sorted<T>(rows: readonly T[], value: (row: T) => string | number | null, down: boolean): T[] {
  const order = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });
  return rows
    .map((row, at) => ({ row, at, value: value(row) }))
    .sort((a, b) => {
      const noA = a.value === null || a.value === '';
      const noB = b.value === null || b.value === '';
      if (noA || noB) return Number(noA) - Number(noB) || a.at - b.at;
      const by =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : order.compare(String(a.value), String(b.value));
      return (down ? -by : by) || a.at - b.at;
    })
    .map((entry) => entry.row);
}
