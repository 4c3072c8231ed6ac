// Files that are not what they should be: one sentence with the file and the remedy, and the window goes on.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { assertOneSentence, directory, givePath, goTo, mapDrawn, refusal } from '../harness/page.mjs';

const BAD = {
  'a picture called a footprint': ['Holiday.footbridge', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  'an empty file': ['Nothing.footbridge', Buffer.alloc(0)],
  'a truncated database': ['Half.footbridge', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84)])],
};

for (const [what, [name, bytes]] of Object.entries(BAD)) {
  test(`${what} is refused in one sentence that names it`, () =>
    inBrowser('', async ({ page, place }) => {
      await writeFile(place.file(name), bytes);
      await page.getByRole('button', { name: /Open a file/ }).first().click();
      await givePath(page, place.file(name));
      const said = await refusal(page);
      assert.ok(said.includes(name), `the refusal names the file: ${said}`);
      assertOneSentence(said);
      await page.getByRole('button', { name: /Open the example/ }).first().click();
      await mapDrawn(page);
    }));
}

test('a file that is not there is refused in one sentence that names it', () =>
  inBrowser('', async ({ page, place }) => {
    await page.getByRole('button', { name: /Open a file/ }).first().click();
    await givePath(page, place.file('Gone.footbridge'));
    const said = await refusal(page);
    assert.ok(said.includes('Gone.footbridge'), said);
    assertOneSentence(said);
  }));

test('a broken workbook is refused and the open footprint stays as it was', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    await goTo(page, 'Directory');
    const rows = directory(page).locator('tbody tr');
    await rows.first().waitFor();
    const before = await rows.count();
    await writeFile(place.file('List.xlsx'), 'PK\u0003\u0004 and then nothing');
    await goTo(page, 'Import');
    await page.locator('main').getByRole('button', { name: /Choose a file/ }).first().click();
    await givePath(page, place.file('List.xlsx'));
    const said = await refusal(page);
    assert.ok(said.includes('List.xlsx'), said);
    await goTo(page, 'Directory');
    await rows.first().waitFor();
    assert.equal(await rows.count(), before);
  }));

test('names that look like markup or commands are shown as the letters they are', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    const payload = '<img src=x onerror="document.title=1"> & <script>alert(1)</script>';
    await writeFile(place.file('people.csv'), `name,organisation\n"${payload.replaceAll('"', '""')}",Anybody\n`);
    await goTo(page, 'Directory');
    await page.getByRole('button', { name: 'Add an organisation' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(payload);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    for (const section of ['Map', 'Gaps', 'Directory', 'Papers', 'History']) {
      await goTo(page, section);
      await page.waitForTimeout(150);
      assert.equal(await page.locator('img[src="x"], script:not([src])').count(), 0, `${section} made an element of a name`);
    }
    assert.notEqual(await page.title(), '1');
  }));
