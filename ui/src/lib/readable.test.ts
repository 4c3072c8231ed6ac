import { describe, expect, it } from 'vitest';
import { about, growth, LEAST } from './readable';

describe('letters on a drawing made smaller', () => {
  it('stay as they are while they are large enough', () => {
    expect(growth(11, 1, 2)).toBe(1);
    expect(growth(13, 0.85, 2)).toBe(1);
  });
  it('grow to eleven pixels and no further', () => {
    const by = growth(11, 0.8, 2) ?? 0;
    expect(11 * 0.8 * by).toBeCloseTo(LEAST);
  });
  it('wait where they would outgrow their place', () => {
    expect(growth(11, 0.5, 1.6)).toBeNull();
  });
  it('grow about their own place', () => {
    expect(about(10, 20, 1)).toBe('');
    expect(about(10, 20, 2)).toBe('translate(-10 -20) scale(2)');
  });
});
