// Marks moved on the map: by the mouse, by the keyboard, let go again. One move is one step.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { mapDrawn, redoButton, undoButton } from '../harness/page.mjs';
import { until } from '../harness/programs.mjs';

/** Where a region's middle stands, in pixels of the screen. */
const middle = (page, key) =>
  until('the region to be there', async () => {
    // Null while one drawing takes the place of another.
    const box = await page.locator(`main svg .regions [data-key="${key}"]`).boundingBox();
    return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
const keyOf = (page, at = 3) => page.locator('main svg .regions [data-key^="organisation:"]').nth(at).getAttribute('data-key');
const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
/** The drawing is there and nothing glides any more. */
const atRest = async (page) => {
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'));
  await page.waitForTimeout(50);
};
const moved = (page) => page.getByRole('button', { name: /^Undo: Move / }).first().waitFor();

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 6; step += 1) await page.mouse.move(from.x + ((to.x - from.x) * step) / 6, from.y + ((to.y - from.y) * step) / 6);
  await page.mouse.up();
}

test('a region dragged stays where it was put, as one step that can be taken back', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await atRest(page);
    const key = await keyOf(page);
    const before = await middle(page, key);
    const to = { x: before.x > 700 ? before.x - 120 : before.x + 120, y: before.y > 400 ? before.y - 60 : before.y + 60 };
    await drag(page, before, to);
    await moved(page);
    await atRest(page);
    const after = await middle(page, key);
    assert.ok(far(after, to) < 12, `it stands ${Math.round(far(after, to))} pixels from where it was put`);
    const pin = page.getByRole('button', { name: /was put here by hand/ });
    await pin.waitFor();
    assert.equal(await pin.count(), 1, 'the sign says that a hand put it there');
    await undoButton(page).click();
    await pin.waitFor({ state: 'detached' });
    await atRest(page);
    assert.ok(far(await middle(page, key), before) < 3, 'undo puts it back');
    await redoButton(page).click();
    await pin.waitFor();
    await atRest(page);
    assert.ok(far(await middle(page, key), after) < 3, 'redo puts it there again');
    await pin.click();
    await page.getByRole('button', { name: /^Undo: Let .* go on the map/ }).first().waitFor();
    await atRest(page);
    assert.equal(await pin.count(), 0);
    assert.ok(far(await middle(page, key), after) < 12, 'let go, it stays near');
  }));

test('with Alt and the arrow keys a mark is moved without a mouse, as one step', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await atRest(page);
    await page.locator('main').focus();
    const onMark = () => page.evaluate(() => document.activeElement?.classList.contains('here') ?? false);
    for (let step = 0; step < 30 && !(await onMark()); step += 1) await page.keyboard.press('Tab');
    assert.ok(await onMark(), 'Tab reaches a mark of the map');
    const label = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    // The first mark may be a tie, which has no place of its own.
    for (let step = 0; step < 10 && / and /.test((await label()).split('.')[0]); step += 1) await page.keyboard.press('ArrowRight');
    const name = await label();
    await page.keyboard.down('Alt');
    for (const arrow of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(arrow);
    await page.keyboard.up('Alt');
    await moved(page);
    await page.getByRole('button', { name: /was put here by hand/ }).waitFor();
    assert.ok(await onMark(), 'the keyboard stays on the mark');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label').split('.')[0]), name.split('.')[0]);
    await page.keyboard.press('p');
    await page.getByRole('button', { name: /was put here by hand/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: /^Undo: nothing to undo/ }).first().waitFor();
  }));

test('a pull on the ground moves the map and changes nothing', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await atRest(page);
    const key = await keyOf(page);
    const before = await middle(page, key);
    const stage = await page.locator('main [role=group]').first().boundingBox();
    // The ground's upper right corner is free.
    const from = { x: stage.x + stage.width - 30, y: stage.y + 12 };
    await drag(page, from, { x: from.x - 90, y: from.y + 40 });
    await page.waitForTimeout(400);
    const after = await middle(page, key);
    assert.ok(far(after, { x: before.x - 90, y: before.y + 40 }) < 4, 'the map follows the hand');
    assert.equal(await page.getByRole('button', { name: /was put here by hand/ }).count(), 0);
  }));

test('no letters on the map are smaller than eleven pixels', () =>
  inBrowser('?example', async ({ page }) => {
    for (const size of [{ width: 1366, height: 768 }, { width: 1093, height: 614 }]) {
      await page.setViewportSize(size);
      await mapDrawn(page);
      await page.waitForTimeout(700);
      await atRest(page);
      const small = await page.evaluate(() => {
        const svg = document.querySelector('main .live svg');
        const found = [];
        for (const text of svg.querySelectorAll('text')) {
          if (text.closest('[display=none]')) continue;
          const pixels = Number(text.getAttribute('font-size')) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b);
          if (pixels < 10.95) found.push(`${text.textContent} ${pixels.toFixed(1)} in ${text.parentNode.getAttribute('class')}`);
        }
        return found;
      });
      assert.deepEqual(small, [], `at ${size.width} × ${size.height}`);
    }
  }));
