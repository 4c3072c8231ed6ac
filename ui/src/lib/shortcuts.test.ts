import { describe, expect, it } from 'vitest';
import { shortcutOf, type Pressed } from './shortcuts';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const ctrl = { ctrlKey: true };

describe('keys and commands', () => {
  it('undoes and redoes outside a field, and leaves a field its own undo', () => {
    expect(shortcutOf(press('z', ctrl), false)).toBe('undo');
    expect(shortcutOf(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('redo');
    expect(shortcutOf(press('y', ctrl), false)).toBe('redo');
    expect(shortcutOf(press('z', ctrl), true)).toBeNull();
  });
  it('opens the palette and the filter from everywhere', () => {
    expect(shortcutOf(press('k', ctrl), true)).toBe('palette');
    expect(shortcutOf(press('f', { metaKey: true }), true)).toBe('find');
  });
  it('takes a question mark as a letter where one writes', () => {
    expect(shortcutOf(press('?', { shiftKey: true }), false)).toBe('shortcuts');
    expect(shortcutOf(press('?', { shiftKey: true }), true)).toBeNull();
  });
  it('leaves every other key alone', () => {
    expect(shortcutOf(press('a'), false)).toBeNull();
    expect(shortcutOf(press('k', { ctrlKey: true, altKey: true }), false)).toBeNull();
    expect(shortcutOf(press('Escape'), true)).toBe('escape');
  });
});
