import { expect, test } from 'vitest';
import { saysSame, usual } from './sayings';

const plain = { colour_by: 'kind', size_by: 'alike', group_by: '', proposal: '' };

test('a map that says something with its colours, sizes or places is not the usual one', () => {
  expect(usual(plain)).toBe(true);
  for (const one of [{ colour_by: 'sector' }, { size_by: 'ties' }, { group_by: 'place' }]) expect(usual({ ...plain, ...one })).toBe(false);
});

test('whose positions are told matters only where colours tell positions', () => {
  expect(saysSame(plain, { ...plain, proposal: 'proposal:1' })).toBe(true);
  const told = { ...plain, colour_by: 'stance' };
  expect(saysSame({ ...told, proposal: 'proposal:1' }, { ...told, proposal: 'proposal:2' })).toBe(false);
  expect(saysSame(plain, told)).toBe(false);
});
