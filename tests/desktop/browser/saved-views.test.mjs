// A saved view keeps who is drawn and the organisation the map is drawn near.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { mapDrawn, takeIn } from '../harness/page.mjs';
import { until } from '../harness/programs.mjs';

const keep = async (page, name) => {
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Undo: Save view ${name}` }).first().waitFor();
};
const saved = async (page, name) => {
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  return page.getByRole('button', { name: `Show ${name}` });
};
const shown = (page, name) => page.getByRole('group', { name: 'What the map shows' }).getByRole('radio', { name, exact: true });

test('a view saved near one organisation is near it again, with whom it drew', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    const file = place.file('Bodies.csv');
    const rows = Array.from({ length: 180 }, (_, n) => `Body ${n},council,"Place ${n % 9}"`);
    await writeFile(file, `name,kind,place\n${rows.join('\n')}\n`);
    await takeIn(page, file);
    await page.locator('main .live svg .group-name').first().waitFor({ state: 'attached' });
    const marks = () => page.locator('main .live svg .regions > [data-key^="organisation:"]').count();
    const near = page.getByText('One organisation and those it works with or shares a place with.');

    await page.getByRole('combobox', { name: 'Find on the map' }).fill('Aldmere');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /and those nearest to it/ }).click();
    await near.waitFor();
    await shown(page, 'Organisations').check({ force: true });
    await until('few to be drawn', async () => ((n) => n > 0 && n < 100)(await marks()));
    await keep(page, 'Round the first');

    await page.getByRole('button', { name: /Back to/ }).click();
    await shown(page, 'Both').check({ force: true });
    await near.waitFor({ state: 'detached' });
    const view = await saved(page, 'Round the first');
    assert.match(await view.innerText(), /organisations, near Aldmere/);
    assert.equal(await view.getAttribute('aria-current'), 'false');
    await view.click();
    await near.waitFor();
    assert.ok(await shown(page, 'Organisations').isChecked());
    await until('few to be drawn', async () => ((n) => n > 0 && n < 100)(await marks()));
    assert.equal(await (await saved(page, 'Round the first')).getAttribute('aria-current'), 'true');
  }));
