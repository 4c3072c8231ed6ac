import { describe, expect, it } from 'vitest';
import { keyOf, pairKey, pairOf } from './wire';

describe('keys', () => {
  it('name a party by kind and id', () => {
    expect(keyOf({ kind: 'leader', id: 'x1' })).toBe('leader:x1');
  });
  it('name a pair the same whichever comes first', () => {
    expect(pairKey('organisation:b', 'organisation:a')).toBe('pair:a:b');
    expect(pairKey('organisation:a', 'organisation:b')).toBe('pair:a:b');
  });
  it('give back the two organisations of a pair', () => {
    expect(pairOf('pair:a:b')).toEqual(['organisation:a', 'organisation:b']);
    expect(pairOf('pair:a:b', (id) => id === 'b')).toEqual(['organisation:a', 'leader:b']);
    expect(pairOf('organisation:a')).toBeNull();
    expect(pairOf(null)).toBeNull();
  });
});
