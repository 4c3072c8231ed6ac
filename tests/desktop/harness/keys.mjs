// Keys and the mouse in the real window, pressed as a hand presses them.
import assert from 'node:assert/strict';
import { Key } from './window.mjs';

export const press = (window, ...keys) => window.driver.actions().sendKeys(...keys).perform();

/** One key while another is held. */
export async function chord(window, key, held = Key.CONTROL) {
  await window.driver.actions().keyDown(held).sendKeys(key).keyUp(held).perform();
}

/** What has the keyboard, by the name it is announced with. */
export const focused = (window) =>
  window.driver.executeScript(
    'const on = document.activeElement; return (on?.ariaLabel || on?.labels?.[0]?.innerText || on?.innerText || "").trim()',
  );

/** Tab until what has the focus says so. */
export async function tabTo(window, what) {
  for (let n = 0; n < 60; n++) {
    if (what.test(await focused(window))) return;
    await press(window, Key.TAB);
  }
  assert.fail(`Tab never reaches ${what}`);
}

/** Where an element's middle is, once it stands still. */
export async function middleOf(window, selector) {
  const at = () =>
    window.driver.executeScript('const box = document.querySelector(arguments[0]).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round)', selector);
  let [x, y] = await at();
  for (;;) {
    await window.settle();
    const [nextX, nextY] = await at();
    if (nextX === x && nextY === y) return { x, y };
    [x, y] = [nextX, nextY];
  }
}

/** The mouse goes from one place to the next with its button down; `held` is a key that is down meanwhile. */
export async function pull(window, [first, ...rest], held) {
  let actions = window.driver.actions();
  if (held) actions = actions.keyDown(held);
  actions = actions.move(first).press();
  for (const place of rest) actions = actions.move({ ...place, duration: 80 });
  actions = actions.release();
  if (held) actions = actions.keyUp(held);
  await actions.perform();
}
