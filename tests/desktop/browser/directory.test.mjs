// The directory: long tables, narrowing by chips, many changed together, a letter for what is new.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { directory, goTo, mapDrawn, takeIn, undoButton } from '../harness/page.mjs';
import { until } from '../harness/programs.mjs';

const leaders = async (page) => {
  await goTo(page, 'Directory');
  await page.locator('main .bar').getByText('Leaders', { exact: true }).click();
  const table = directory(page, 'Leaders');
  await table.locator('[data-cell]').first().waitFor();
  return table;
};
const counted = async (page) => (await page.locator('main .count').innerText()).replaceAll(',', '');

test('a table of thousands has only what is in sight in the page, and every row is reached', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    const file = place.file('Leaders.csv');
    const rows = Array.from({ length: 1500 }, (_, at) => `Leader ${String(at).padStart(4, '0')},Vale Council,Officer ${at % 7}`);
    await writeFile(file, `leader,organisation,post\n${rows.join('\n')}\n`);
    await takeIn(page, file);
    const table = await leaders(page);
    const all = await until('the imported leaders to be listed', async () => {
      const n = Number((await counted(page)).match(/^(\d+)/)[1]);
      return n > 1500 && n;
    });
    assert.ok((await table.locator('tbody tr').count()) < 120, 'most rows are not in the page');
    assert.equal(await table.getAttribute('aria-rowcount'), String(all + 1));

    // With the keyboard to the last row and back.
    await table.locator('[data-cell="0:0"]').focus();
    await page.keyboard.press('Control+End');
    await table.locator(`[data-cell="${all - 1}:0"]`).waitFor();
    assert.match(await page.evaluate(() => document.activeElement.dataset.cell), new RegExp(`^${all - 1}:`));
    await page.keyboard.press('Control+Home');
    await table.locator('[data-cell="0:0"]').waitFor();

    // Scrolled away from, the row the keyboard was on is found again.
    await page.locator('main .scroll').evaluate((pane) => (pane.scrollTop = 20_000));
    await table.locator('[data-cell="690:0"]').waitFor();
    await page.keyboard.press('ArrowDown');
    await table.locator('[data-cell="0:0"]').waitFor();

    // Filtered, sorted and edited like a short one.
    await page.getByRole('searchbox', { name: 'Filter' }).fill('leader 0777');
    await table.getByText('Leader 0777', { exact: true }).waitFor();
    assert.match(await counted(page), /^1 of /);
    await table.locator('[data-cell="0:0"]').focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Leader 0777 Renamed');
    await page.keyboard.press('Enter');
    await table.getByText('Leader 0777 Renamed', { exact: true }).waitFor();
  }));

test('chips narrow the table, say how many they hide, and let go of all of them at once', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Directory');
    const table = directory(page);
    const rows = table.locator('tbody tr');
    await rows.first().waitFor();
    const all = await rows.count();
    await page.getByRole('button', { name: 'Narrow' }).click();
    const council = page.getByRole('group', { name: 'Kind' }).getByRole('checkbox', { name: /council/ });
    await council.check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Kind: council/ }).waitFor();
    const some = await rows.count();
    assert.ok(some > 0 && some < all);
    await page.getByText(`${all - some} hidden`).waitFor();
    await page.locator('main .bar').getByRole('button', { name: 'show', exact: true }).click();
    assert.equal(await rows.count(), all);
  }));

test('rows picked with the keyboard are changed together, as one step', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Directory');
    const table = directory(page);
    await table.locator('[data-cell="1:0"]').waitFor();
    await table.locator('[data-cell="1:0"]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    const bar = page.getByRole('form', { name: 'Change those picked together' });
    await bar.getByText('3 organisations picked').waitFor();
    await bar.getByLabel('Change what').selectOption('sector');
    await bar.getByLabel('To what').fill('ferries');
    await bar.getByRole('button', { name: 'Change all 3' }).click();
    await page.getByRole('button', { name: 'Undo: Change the sector of 3 organisations' }).waitFor();
    await until('all three to be changed', async () => (await table.getByText('ferries', { exact: true }).count()) === 3);
    await undoButton(page).click();
    await table.getByText('ferries', { exact: true }).first().waitFor({ state: 'detached' });

    await bar.getByRole('button', { name: 'Remove', exact: true }).click();
    const rows = await table.locator('tbody tr').count();
    await page.getByRole('dialog', { name: 'Remove 3 organisations?' }).getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('button', { name: 'Undo: Remove 3 organisations' }).waitFor();
    await until('all three to be gone', async () => (await table.locator('tbody tr').count()) === rows - 3);
    await undoButton(page).click();
    await page.waitForFunction((n) => document.querySelectorAll('main tbody tr').length === n, rows);
  }));

test('one field reaches every command and every name', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const sought = async (text) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(text);
      await page.locator('dialog [role=option]').first().waitFor();
    };
    await sought('See it as the board');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('main svg [data-key^="leader:"]').length === 0);
    await sought('See it as the working');
    await page.keyboard.press('Enter');
    await goTo(page, 'Promises');
    const promise = (await page.locator('main tbody tr td .text').first().innerText()).split('\n')[0];
    await sought(promise);
    await page.getByRole('option', { name: promise.slice(0, 30) }).first().click();
    await page.getByRole('complementary', { name: 'Inspector' }).getByText(promise).first().waitFor();
  }));
