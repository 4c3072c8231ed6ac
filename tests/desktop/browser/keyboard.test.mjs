// Everything the mouse does, without it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { directory, mapDrawn } from '../harness/page.mjs';

test('from the first screen to a renamed organisation with the keyboard alone', () =>
  inBrowser('', async ({ page }) => {
    const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    await page.getByRole('button', { name: /Open the example/ }).first().waitFor();
    for (let step = 0; step < 30; step += 1) {
      await press('Tab');
      if (await page.evaluate(() => /Open the example/.test(document.activeElement?.textContent ?? ''))) break;
    }
    await press('Enter');
    await mapDrawn(page);
    await press('Control+k');
    await page.keyboard.type('Directory');
    await press('Enter');
    await page.locator('main[data-section="directory"]').waitFor();
    const cell = directory(page).locator('[data-cell="0:0"]');
    await cell.waitFor();
    for (let step = 0; step < 60; step += 1) {
      if (await cell.evaluate((one) => one === document.activeElement)) break;
      await press('Tab');
    }
    assert.ok(await cell.evaluate((one) => one === document.activeElement), 'Tab reaches the table');
    await press('ArrowDown', 'F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Harrow Down Hospitals');
    await press('Enter');
    await directory(page).getByText('Harrow Down Hospitals', { exact: true }).first().waitFor();
    await press('Control+z');
    await directory(page).getByText('Harrow Down Hospitals', { exact: true }).first().waitFor({ state: 'detached' });
  }));

test('the map is entered once, walked with arrow keys and opened with Enter', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const onMark = () =>
      page.evaluate(() => {
        const at = document.activeElement;
        return at instanceof HTMLButtonElement && at.closest('main [role=group]') && at.getAttribute('aria-describedby') ? at.getAttribute('aria-label') : null;
      });
    await page.locator('main').focus();
    let first = null;
    for (let step = 0; step < 30 && !first; step += 1) {
      await page.keyboard.press('Tab');
      first = await onMark();
    }
    assert.ok(first, 'Tab reaches a mark of the map');
    let second = first;
    for (const arrow of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
      await page.keyboard.press(arrow);
      second = await onMark();
      if (second !== first) break;
    }
    assert.notEqual(second, first, 'an arrow key moves to another mark');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Inspector' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'Inspector' }).waitFor({ state: 'detached' });
  }));

test('a dialog keeps the focus and gives it back', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: 'Record what you know' });
    await dialog.waitFor();
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null);
      assert.ok(inside, 'the focus stays in the dialog');
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }));
