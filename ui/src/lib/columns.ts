// What a refused table says of its columns, and the sentence without the words of the command line.

/** The headings named in the refusal of a table whose columns were not recognised; none in any other sentence. */
export function headingsIn(sentence: string): string[] {
  const found = /has no column that says what its rows are \((.*)\): name the columns/s.exec(sentence);
  if (!found?.[1] || found[1] === 'none with a heading') return [];
  return [...new Set(found[1].split(', ').filter((heading) => heading !== '' && heading !== '…'))];
}

/** The sentence up to the point where it speaks of options one types. */
export function withoutOptions(sentence: string): string {
  const at = sentence.search(/\s--[a-z]/);
  if (at < 0) return sentence;
  const before = sentence.slice(0, at);
  const end = Math.max(before.lastIndexOf(':'), before.lastIndexOf(';'), before.lastIndexOf('. '));
  return `${(end > 0 ? before.slice(0, end) : before).replace(/[\s,;:.]+$/, '')}.`;
}
