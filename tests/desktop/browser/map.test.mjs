// The map narrowed, looked at in saved ways, and moved through time.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { mapDrawn, undoButton } from '../harness/page.mjs';
import { until } from '../harness/programs.mjs';

const regions = (page) => page.locator('main .live svg .regions > [data-key]').count();
const say = (page, number) => until(`the map to show ${number} organisations`, async () => (await regions(page)) === number);
const asOf = (page) => page.locator('header .chips strong').innerText();

test('the map is narrowed by a kind, says what that hides, and is shown whole again by one press', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const all = await regions(page);
    await page.getByRole('button', { name: 'Narrow' }).click();
    const panel = page.getByRole('group', { name: 'Narrow the map to' });
    const council = panel.getByRole('checkbox', { name: /^council/i });
    const [kept] = (await council.evaluate((box) => box.closest('label').textContent)).match(/\d+/);
    await council.check();
    await say(page, Number(kept));
    await page.keyboard.press('Escape');
    const on = page.getByRole('group', { name: 'The map is narrowed to' });
    assert.match(await on.innerText(), new RegExp(`${all - Number(kept)} organisations filtered out`));
    await on.getByRole('button', { name: 'Show all' }).click();
    await say(page, all);
    assert.equal(await on.count(), 0);
  }));

test('without a mouse: a filter is chosen with Space and its chip dropped with Enter', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const all = await regions(page);
    await page.getByRole('button', { name: 'Narrow' }).focus();
    await page.keyboard.press('Enter');
    await until('the first filter to have the keyboard', () => page.evaluate(() => document.activeElement?.matches('input[type=checkbox]')));
    await page.keyboard.press('Space');
    await until('fewer organisations to be shown', async () => (await regions(page)) < all);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    const chips = page.getByRole('group', { name: 'The map is narrowed to' }).getByRole('button', { name: /Take this filter away/ });
    await until('two chips', async () => (await chips.count()) === 2);
    await page.keyboard.press('Escape');
    await chips.first().focus();
    await page.keyboard.press('Enter');
    await until('one chip', async () => (await chips.count()) === 1);
    await until('the keyboard to stand on the other chip', () => chips.first().evaluate((chip) => chip === document.activeElement));
    await page.keyboard.press('Enter');
    await say(page, all);
  }));

test('a way of looking is saved under a name, chosen again, and taken back', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const all = await regions(page);
    await page.getByRole('button', { name: 'Narrow' }).click();
    await page.getByRole('group', { name: 'Narrow the map to' }).getByRole('checkbox').first().check();
    await until('fewer organisations to be shown', async () => (await regions(page)) < all);
    const few = await regions(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('For the board');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo: Save view For the board' }).first().waitFor();
    await page.getByRole('group', { name: 'The map is narrowed to' }).getByRole('button', { name: 'Show all' }).click();
    await say(page, all);
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    const view = page.getByRole('button', { name: 'Show For the board' });
    assert.equal(await view.getAttribute('aria-current'), 'false');
    await view.click();
    await say(page, few);
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    assert.equal(await view.getAttribute('aria-current'), 'true');
    await page.getByRole('button', { name: 'Remove For the board' }).click();
    await view.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await undoButton(page).click();
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await view.waitFor();
  }));

test('the slider goes through the months, play moves it on, and marks stay where they were', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const today = await asOf(page);
    await page.getByRole('button', { name: 'Time', exact: true }).click();
    const slider = page.getByRole('slider', { name: 'The day the map shows' });
    await slider.focus();
    const where = () =>
      page.evaluate(() => Object.fromEntries([...document.querySelectorAll('main .live svg .regions > [data-key]')].map((one) => {
        const { x, y, width, height } = one.querySelector('rect, path').getBBox();
        return [one.dataset.key, { x: x + width / 2, y: y + height / 2 }];
      })));
    const before = await where();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowLeft');
    await until('the day to be the first of a month', async () => /^1 /.test(await asOf(page)));
    const day = await asOf(page);
    await until('the slider to say the day', async () => (await slider.getAttribute('aria-valuetext')).startsWith(day));
    await page.waitForTimeout(500);
    const after = await where();
    const far = Object.keys(after).filter((key) => before[key] && Math.hypot(before[key].x - after[key].x, before[key].y - after[key].y) > 60);
    assert.ok(far.length <= Object.keys(after).length / 5, `${far.length} of ${Object.keys(after).length} organisations have moved`);
    await slider.focus();
    await page.keyboard.press('Space');
    await until('play to come to the day it began from', async () => (await asOf(page)) === today);
    await page.getByRole('button', { name: 'Play through time' }).waitFor();
  }));
