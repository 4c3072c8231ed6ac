// Where the keyboard is must be seen. After a press of the mouse WebKit draws no ring on what the program focuses, however
// many keys have been pressed since, so that arrow keys would move an unseen place over the map and through tables. While
// keys are used, whatever is focused is focused to be seen.

export function showWhereTheKeyboardIs(): void {
  let keys = false;
  addEventListener('keydown', () => (keys = true), true);
  addEventListener('pointerdown', () => (keys = false), true);
  const focus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function (options?: FocusOptions) {
    focus.call(this, keys ? ({ focusVisible: true, ...options } as FocusOptions) : options);
  };
}
