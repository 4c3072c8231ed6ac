import { describe, expect, it } from 'vitest';
import type { QuickAnswer, QuickPart } from '../host/wire';
import { chosen, completed, openQuestion, rows, stepped } from './quick';

const part = (text: string, state: string, sentence: string): QuickPart => ({ start: 0, end: 1, text, what: 'leader', state, key: null, name: text, sentence });
const answer = (over: Partial<QuickAnswer>): QuickAnswer => ({ parts: [], questions: [], completions: [], will: '', missing: null, ...over });

describe('quick entry', () => {
  it('puts a completion in place of what was typed and goes on behind it', () => {
    const line = 'Tom works with mar 3';
    expect(completed(line, { start: 15, end: 18, text: 'Maria Okafor', detail: '', key: null })).toEqual({ line: 'Tom works with Maria Okafor 3', caret: 27 });
  });
  it('keeps one answer for a question, the last', () => {
    const first = chosen([], 'a', '1');
    expect(chosen(chosen(first, 'b', '2'), 'a', '3')).toEqual([{ question: 'b', answer: '2' }, { question: 'a', answer: '3' }]);
  });
  it('says first what was not understood, and nothing of words that say nothing', () => {
    const said = rows(answer({ parts: [part('Tom', 'found', 'Tom Ray'), part('works with', 'said', ''), part('blue', 'unclear', 'not understood')] }));
    expect(said.map((one) => one.text)).toEqual(['blue', 'Tom']);
  });
  it('finds the question that holds the line up', () => {
    const question = (id: string, answered: string | null) => ({ id, start: 0, end: 1, sentence: '', candidates: [], chosen: answered });
    expect(openQuestion(answer({ questions: [question('a', 'x'), question('b', null)] }))).toBe('b');
    expect(openQuestion(answer({ questions: [question('a', 'x')] }))).toBeNull();
  });
  it('walks the completions and comes back to the line at both ends', () => {
    expect([stepped(-1, 2, 'ArrowDown'), stepped(1, 2, 'ArrowDown'), stepped(-1, 2, 'ArrowUp'), stepped(0, 2, 'ArrowUp'), stepped(0, 0, 'ArrowDown')]).toEqual([0, -1, 1, -1, -1]);
  });
});
