// Other people's tables: what they would do is shown first, they are one step, and the same again changes nothing.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { directory, givePath, goTo, mapDrawn, undoButton } from '../harness/page.mjs';

async function plan(page, file) {
  await goTo(page, 'Import');
  await page.locator('main').getByRole('button', { name: /Choose a file|Another file/ }).first().click();
  await givePath(page, file);
}

test('a table of organisations is shown, imported, taken back in one step, and known the second time', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    const file = place.file('More.csv');
    await writeFile(file, 'name;kind\r\nHarrow Down Carers;voluntary\r\nHarrow Down Caf\u00e9;voluntary\r\n', 'latin1');
    await goTo(page, 'Directory');
    const rows = directory(page).locator('tbody tr');
    await rows.first().waitFor();
    const before = await rows.count();

    await plan(page, file);
    await page.getByRole('button', { name: 'Import this' }).waitFor();
    await goTo(page, 'Directory');
    await rows.first().waitFor();
    assert.equal(await rows.count(), before, 'nothing is written before it is confirmed');

    await plan(page, file);
    await page.getByRole('button', { name: 'Import this' }).click();
    await goTo(page, 'Directory');
    await directory(page).getByText('Harrow Down Café', { exact: true }).first().waitFor();
    assert.equal(await rows.count(), before + 2);

    await undoButton(page).click();
    await directory(page).getByText('Harrow Down Café', { exact: true }).first().waitFor({ state: 'detached' });
    assert.equal(await rows.count(), before);
  }));
