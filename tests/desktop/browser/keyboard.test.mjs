// Everything the mouse does, without it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { directory, mapDrawn } from '../harness/page.mjs';
import { until } from '../harness/programs.mjs';

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

/** What is typed into the palette, and the first thing it offers. */
async function sought(page, text) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill(text);
  return page.locator('dialog [role=option][aria-selected=true] .name');
}

test('the places of Influence, and the sections, are found by the questions one has', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    for (const [question, first] of [
      ['who connects', 'Influence: Go-betweens'],
      ['broker', 'Influence: Go-betweens'],
      ['Who is the broker?', 'Influence: Go-betweens'],
      ['go-between', 'Influence: Go-betweens'],
      ['bottleneck', 'Influence: Go-betweens'],
      ['what hangs on whom', 'Influence: Hangs on whom'],
      ['single point', 'Influence: Hangs on whom'],
      ['how sure', 'Influence: How sure'],
      ['how sure are we', 'Influence: How sure'],
      ['what if', 'Influence: What if'],
      ['introduce', 'Influence: Introduce me'],
      ['who decides', 'Influence: Decides, is heard'],
      ['who reports to whom', 'Influence: Reporting lines'],
      ['perception', 'Influence: Whose view'],
      ['who works with whom', 'Map'],
      ['who must work together', 'Gaps'],
      ['overdue', 'Promises'],
      ['audit trail', 'History'],
    ]) {
      const offered = await sought(page, question);
      await until(`“${question}” to find ${first}`, async () => (await offered.count()) === 1 && (await offered.innerText()) === first);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await sought(page, 'zzyzx');
    await page.getByText('Nothing of that name. Try a part of it, or a question').waitFor();
  }));

test('what is chosen by its name is answered where the keyboard is, and the next key goes into the answer', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const on = () => page.evaluate(() => document.activeElement.innerText || document.activeElement.ariaLabel || '');
    const inside = (selector) => page.evaluate((one) => document.activeElement.closest(one) !== null, selector);
    for (const [question, answer, within, next = 'Tab'] of [
      ['who connects', 'main .answer h2', 'main .answer .found'],
      ['what hangs on whom', 'main .answer h2', 'main .answer .found'],
      ['how sure', 'main .answer h2', 'main .answer'],
      ['what if', 'main .answer', 'main .answer'],
      ['who works with', 'main .stage .here', 'main .stage'],
      ['working ties', 'main .answer ul, main .answer [data-cell]', 'main .answer'],
      ['directory', 'main [data-cell]', 'main [role=grid]', 'ArrowDown'],
      ['promises', 'main ul', 'main li'],
      ['who must work together', 'main .stage .here', 'main .stage', 'ArrowDown'],
    ]) {
      const offered = await sought(page, question);
      await offered.waitFor();
      await page.keyboard.press('Enter');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await until(`the keyboard to be at what “${question}” is answered with`, () => page.evaluate((one) => document.activeElement.matches(one), answer));
      assert.ok((await on()).length > 0, 'it stands at something that can be read');
      await page.keyboard.press(next);
      assert.ok(await inside(within), `${question}: ${next} goes to “${(await on()).slice(0, 60)}”`);
    }
    // Who goes elsewhere meanwhile is not fetched back.
    await (await sought(page, 'reporting lines')).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    await page.locator('main .answer h2').waitFor();
    assert.ok(!(await page.evaluate(() => document.activeElement.matches('main .answer h2'))));
  }));
