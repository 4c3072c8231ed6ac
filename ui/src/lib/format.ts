// Numbers, dates and counts as LOOK says them.

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
];

/** "2026-03-05" or a moment that begins with it, as "5 March 2026". Anything else is given back as it came. */
export function day(iso: string | null | undefined): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
  if (!found) return iso ?? '';
  const month = MONTHS[Number(found[2]) - 1];
  return month ? `${Number(found[3])} ${month} ${found[1]}` : (iso ?? '');
}

/** A moment as "5 March 2026, 09:41" in the reader's own time. */
export function moment(iso: string): string {
  const when = new Date(iso);
  if (!iso.includes('T') || Number.isNaN(when.getTime())) return day(iso);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${when.getDate()} ${MONTHS[when.getMonth()]} ${when.getFullYear()}, ${two(when.getHours())}:${two(when.getMinutes())}`;
}

/** "1 tie", "14 ties", "1,204 ties". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${thousands(n)} ${n === 1 ? one : many}`;
}

/** 1204 as "1,204". */
export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** An interval of levels: "3" when it is sure, "0 to 5" when it is not. */
export function levels(low: number, high: number): string {
  return low === high ? String(low) : `${low} to ${high}`;
}

/** The last part of a path, whatever the system's separator. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).pop() ?? path;
}

/** A name that can be a file's name: letters, digits and hyphens kept, the rest made spaces. */
export function asFileName(name: string, ending: string): string {
  const plain = name
    .replace(/[^\p{L}\p{N}\-' ’]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${plain || 'Footprint'}.${ending}`;
}

/** Up to two initials for a disc; of a name like "NIH-16" its letter and its number. */
export function initials(name: string): string {
  const parts = name
    .replace(/^(dr|prof|professor|sir|dame|lord|lady|mr|mrs|ms|miss|rev|cllr|councillor)\.?\s+/i, '')
    .split(/\s+/)
    .filter(Boolean);
  const named = parts.filter((part) => !/^\d/.test(part));
  const first = (named[0] ?? parts[0])?.[0] ?? '';
  const last = named.length > 1 ? (named[named.length - 1]?.[0] ?? '') : (/\D(\d{1,2})$/.exec(name.trim())?.[1] ?? '');
  return (first + last).toUpperCase();
}

/** A day as people type it, "5 March 2026", "5 mar 26", "5/3/2026" or "2026-03-05", as 2026-03-05; null when it is none. */
export function readDay(text: string): string | null {
  const plain = text.trim().toLowerCase().replace(/(\d)(st|nd|rd|th)\b/, '$1');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  const figures = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/.exec(plain);
  const worded = /^(\d{1,2})\s+([a-z]{3,})\.?,?\s+(\d{4}|\d{2})$/.exec(plain);
  const month = (name: string) => MONTHS.findIndex((one) => one.toLowerCase().startsWith(name)) + 1;
  const found: (number | string | undefined)[] | null =
    iso ? [iso[1], iso[2], iso[3]]
    : figures ? [figures[3], figures[2], figures[1]]
    : worded ? [worded[3], month(worded[2] ?? ''), worded[1]]
    : null;
  if (!found) return null;
  const [y = 0, m = 0, d = 0] = found.map(Number);
  const year = y < 100 ? 2000 + y : y;
  const made = `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  return isDay(made) ? made : null;
}

/** Is this the text of a day that exists? */
export function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return false;
  const made = new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
  return !Number.isNaN(made.getTime()) && made.toISOString().slice(0, 10) === text;
}
