import { expect, test } from 'vitest';
import { offered, ready } from './pick';

const names = ready([
  { key: 'organisation:1', name: 'Mill Trust', detail: 'acute hospital trust' },
  { key: 'organisation:2', name: 'Vale Council', detail: 'council' },
  { key: 'leader:3', name: 'Siân Vale', detail: 'Chair, Mill Trust' },
  { key: 'leader:4', name: 'Tom Ray', detail: 'Chief executive, Vale Council' },
]);
const keys = (typed: string, near: string[] = []) => offered(names, typed, new Set(near)).names.map((one) => one.key);

test('a name that begins with what is typed comes before one in which a later word does', () => {
  expect(keys('vale')).toEqual(['organisation:2', 'leader:3', 'leader:4']);
});

test('accents and capitals make no difference, and a post finds its holder', () => {
  expect(keys('SIAN')).toEqual(['leader:3']);
  expect(keys('chief vale')).toEqual(['leader:4']);
});

test('with nothing typed those near what the form is about come first', () => {
  expect(keys('', ['leader:4'])[0]).toBe('leader:4');
  expect(keys('')).toHaveLength(4);
});

test('what does not fit on the list is counted, and ten thousand names are looked through', () => {
  const many = ready(Array.from({ length: 10_000 }, (_, at) => ({ key: `leader:${at}`, name: `Person ${at}`, detail: 'leader' })));
  const found = offered(many, 'person 99', new Set());
  expect(found.names).toHaveLength(40);
  expect(found.more).toBe(240);
  expect(found.names[0]?.name).toBe('Person 99');
});
