// What colours and sizes of the map say, and marks in groups: chosen without a mouse, told by every mark, kept in a view.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { faults } from '../harness/faults.mjs';
import { mapDrawn } from '../harness/page.mjs';
import { until } from '../harness/programs.mjs';

const panel = (page) => page.getByRole('dialog', { name: 'What colours and sizes say' });
const open = async (page) => {
  await page.getByRole('button', { name: 'Colours', exact: true }).focus();
  await page.keyboard.press('Enter');
  await until('the first choice to have the keyboard', () => page.evaluate(() => document.activeElement?.matches('dialog select, [role=dialog] select')));
};
const leader = (page) => page.locator('main .live svg .people > [data-key^="leader:"]').first();
const says = (page, words) => until(`marks to say “${words}”`, async () => ((await leader(page).getAttribute('aria-label')) ?? '').includes(words));
const places = (page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('main .live svg .regions > [data-key]')].map((one) => {
        const { x, y } = one.querySelector('rect, path').getBBox();
        return [one.dataset.key, `${Math.round(x)} ${Math.round(y)}`];
      }),
    ),
  );

test('without a mouse colours say who stands between others and sizes how many ties, on the mark, in the legend and in the table', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await open(page);
    await panel(page).getByLabel('Colours say').selectOption('brokerage');
    await says(page, 'On the shortest way of: ');
    await panel(page).getByLabel('Sizes say').selectOption('ties');
    await says(page, 'Number of ties: ');
    await page.keyboard.press('Escape');
    const legend = await page.locator('main').innerText();
    for (const words of ['On the shortest way of:', 'no others', 'Size, number of ties:']) assert.ok(legend.includes(words), `the legend says “${words}”`);
    assert.ok((await page.locator('main .live svg .people .badge').count()) > 20, 'every disc has its sign beside its colour');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    for (const heading of ['On the shortest way of', 'Number of ties']) await page.getByRole('columnheader', { name: heading }).waitFor();
    await open(page);
    await panel(page).getByRole('button', { name: 'As usual' }).click();
    await page.getByRole('columnheader', { name: 'Number of ties' }).waitFor({ state: 'detached' });
  }));

test('colours say what people may decide and what is overdue, and only what something is recorded of is offered', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await open(page);
    const colours = panel(page).getByLabel('Colours say');
    for (const value of ['parent', 'stakes']) assert.equal(await colours.locator(`option[value=${value}]`).count(), 0, `nobody has recorded ${value}`);
    await colours.selectOption('authority');
    await says(page, 'Formal authority: ');
    const legend = () => page.locator('main').innerText();
    for (const words of ['Formal authority:', 'no formal part', 'holds a budget or a veto', 'votes', 'decides alone']) assert.ok((await legend()).includes(words), `the legend says “${words}”`);
    const [people, signs] = await page.evaluate(() => ['', '.badge'].map((sign) => document.querySelectorAll(`main .live svg .people > [data-key^="leader:"] ${sign}`).length));
    assert.ok(people > 0 && signs > 60, `every disc has its sign: ${signs}`);
    await colours.selectOption('promises');
    await says(page, 'Promises: ');
    await panel(page).getByLabel('Sizes say').selectOption('promises');
    await says(page, 'Open promises: ');
    for (const words of ['overdue', 'promised, none overdue', 'nothing promised', 'Size, open promises:']) assert.ok((await legend()).includes(words), `the legend says “${words}”`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    for (const heading of ['Promises', 'Open promises']) await page.getByRole('columnheader', { name: heading, exact: true }).waitFor();
  }));

test('colours, sizes and groups are kept in a saved view and chosen again with it', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await open(page);
    await panel(page).getByLabel('Colours say').selectOption('community');
    await panel(page).getByLabel('Marks stand together by').selectOption('community');
    await says(page, 'Community: ');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Who belongs together');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo: Save view Who belongs together' }).first().waitFor();
    await open(page);
    await panel(page).getByRole('button', { name: 'As usual' }).click();
    await page.keyboard.press('Escape');
    await until('the groups to be gone', async () => (await page.locator('main .live svg .group-name').count()) === 0);
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    const view = page.getByRole('button', { name: 'Show Who belongs together' });
    assert.match(await view.innerText(), /by community, grouped by community/);
    assert.equal(await view.getAttribute('aria-current'), 'false');
    await view.click();
    await says(page, 'Community: ');
    await page.locator('main .live svg .group-name').first().waitFor();
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    assert.equal(await view.getAttribute('aria-current'), 'true');
  }));

test('groups hold their organisations, and without them every organisation stands where it stood', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await page.getByText('Organisations', { exact: true }).first().click();
    await page.waitForTimeout(600);
    const before = await places(page);
    await open(page);
    const by = panel(page).getByLabel('Marks stand together by');
    assert.equal(await by.locator('option[value=organisation]').count(), 0, 'organisations are not grouped by organisation');
    await by.selectOption('community');
    await page.locator('main .live svg .group-name').first().waitFor();
    const lost = await page.evaluate(() => {
      const groups = [...document.querySelectorAll('main .live svg .groups > rect')].map((one) => one.getBBox());
      return [...document.querySelectorAll('main .live svg .regions > [data-key] > rect:first-of-type')].filter((one) => {
        const { x, y, width, height } = one.getBBox();
        return !groups.some((group) => x >= group.x && y >= group.y && x + width <= group.x + group.width && y + height <= group.y + group.height);
      }).length;
    });
    assert.equal(lost, 0, 'every organisation stands within a group');
    await by.selectOption('');
    await until('the groups to be gone', async () => (await page.locator('main .live svg .group-name').count()) === 0);
    await page.waitForTimeout(600);
    assert.deepEqual(await places(page), before);
  }));

for (const colorScheme of ['light', 'dark']) {
  test(`what colours say is chosen in a pop-up without accessibility faults, as is the map it gives, ${colorScheme}`, () =>
    inBrowser('?example', async ({ page }) => {
      await mapDrawn(page);
      await open(page);
      assert.deepEqual(await faults(page), []);
      const { height } = await panel(page).boundingBox();
      assert.ok(height < 420, `no higher than what is in it: ${height}`);
      for (const [label, value] of [['Colours say', 'sector'], ['Sizes say', 'ties'], ['Marks stand together by', 'place']]) await panel(page).getByLabel(label).selectOption(value);
      await says(page, 'Number of ties: ');
      assert.deepEqual(await faults(page), []);
      await page.keyboard.press('Escape');
      assert.deepEqual(await faults(page), []);
    }, { colorScheme }));
}
