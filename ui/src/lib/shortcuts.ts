// Which command a key is. Pure.

export type Shortcut = 'palette' | 'undo' | 'redo' | 'find' | 'record' | 'quick' | 'shortcuts' | 'escape';

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** `writing`: the key goes into a field, which keeps its own undo and its letters. */
export function shortcutOf(pressed: Pressed, writing: boolean): Shortcut | null {
  if (pressed.altKey) return null;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (pressed.ctrlKey || pressed.metaKey) {
    if (key === 'k' && !pressed.shiftKey) return 'palette';
    if (key === 'f' && !pressed.shiftKey) return 'find';
    if (key === 'e' && !pressed.shiftKey) return 'record';
    if (key === 'n' && !pressed.shiftKey) return 'quick';
    if (writing) return null;
    if (key === 'z') return pressed.shiftKey ? 'redo' : 'undo';
    if (key === 'y' && !pressed.shiftKey) return 'redo';
    return null;
  }
  if (key === 'Escape') return 'escape';
  if (writing) return null;
  return key === '?' ? 'shortcuts' : null;
}
