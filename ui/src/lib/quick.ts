// Quick entry's own arithmetic. Pure: what a completion makes of the line, and which rows say what was understood.
import type { QuickAnswer, QuickChoice, QuickCompletion, QuickPart } from '../host/wire';

/** The line with a completion taken, and where one goes on writing. */
export function completed(line: string, completion: QuickCompletion): { line: string; caret: number } {
  const before = line.slice(0, completion.start) + completion.text;
  const after = line.slice(completion.end);
  return { line: before + after, caret: before.length };
}

/** The choices with one more made: a question is answered once, the last time counts. */
export function chosen(choices: readonly QuickChoice[], question: string, answer: string): QuickChoice[] {
  return [...choices.filter((choice) => choice.question !== question), { question, answer }];
}

/** The pieces worth a row: those that say something. Not understood comes first, the rest in the line's order. */
export function rows(answer: QuickAnswer | null): QuickPart[] {
  const said = (answer?.parts ?? []).filter((part) => part.sentence !== '');
  return [...said.filter((part) => part.state === 'unclear'), ...said.filter((part) => part.state !== 'unclear')];
}

/** The first question that must be answered before the line can be taken. */
export function openQuestion(answer: QuickAnswer | null): string | null {
  return answer?.questions.find((question) => question.chosen === null)?.id ?? null;
}

/** The choice of completion after an arrow key: -1 is none, and both ends lead back to the line. */
export function stepped(at: number, count: number, key: string): number {
  if (count === 0) return -1;
  if (key === 'ArrowDown') return at + 1 >= count ? -1 : at + 1;
  return at < 0 ? count - 1 : at - 1;
}
