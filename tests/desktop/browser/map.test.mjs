// The map narrowed, looked at in saved ways, moved through time, walked along and drawn upon; and its picture in a file.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { mapDrawn, mapWithout, undoButton } from '../harness/page.mjs';
import { footbridge, until } from '../harness/programs.mjs';

const regions = (page) => page.locator('main .live svg .regions > [data-key]').count();
const say = (page, number) => until(`the map to show ${number} organisations`, async () => (await regions(page)) === number);
const asOf = (page) => page.locator('header .chips strong').innerText();

test('the map is narrowed by a kind, says what that hides, and is shown whole again by one press', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const all = await regions(page);
    await page.getByRole('button', { name: 'Narrow' }).click();
    const panel = page.getByRole('dialog', { name: 'Narrow the map to' });
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
    await page.getByRole('dialog', { name: 'Narrow the map to' }).getByRole('checkbox').first().check();
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
    const [day] = (await slider.getAttribute('aria-valuetext')).split('.');
    assert.match(day, /^1 /, 'the first of a month');
    await until('the map to show the day the slider says', async () => (await asOf(page)) === day);
    await page.waitForTimeout(500);
    const after = await where();
    const far = Object.keys(after).filter((key) => before[key] && Math.hypot(before[key].x - after[key].x, before[key].y - after[key].y) > 60);
    assert.ok(far.length <= Object.keys(after).length / 5, `${far.length} of ${Object.keys(after).length} organisations have moved`);
    await slider.focus();
    await page.keyboard.press('Space');
    await until('play to come to the day it began from', async () => (await asOf(page)) === today);
    await page.getByRole('button', { name: 'Play through time' }).waitFor();
  }));

/** A leader's disc that stands in a region, by where it comes in the drawing. */
const leaders = (page) => page.locator('main .live svg .people > [data-key^="leader:"]');
const middleOf = async (mark) => {
  const box = await mark.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
/** What is brought out, in words. */
const said = (page) => page.locator('main .around [role=status]');
const lifted = (page) => page.locator('main .live svg .people + .lifted > [data-key], main .live svg .regions + .lifted > [data-key]').count();
const press = async (page, mark, options) => {
  const at = await middleOf(mark);
  if (options?.shift) await page.keyboard.down('Shift');
  await page.mouse.click(at.x, at.y);
  if (options?.shift) await page.keyboard.up('Shift');
};
const settled = async (page) => {
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'));
  await page.waitForTimeout(60);
};

test('Ctrl+F finds a mark by its name, puts it in the middle and gives it the keyboard', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await settled(page);
    await page.keyboard.press('Control+f');
    const field = page.getByRole('combobox', { name: 'Find on the map' });
    await until('the field to have the keyboard', () => field.evaluate((one) => one === document.activeElement));
    await page.keyboard.type('skarrow');
    await page.locator('main [role=option]').first().waitFor();
    const name = (await page.locator('main [role=option]').first().locator('span').first().innerText()).trim();
    await page.keyboard.press('Enter');
    const here = page.locator('main .here');
    await until('the mark to have the keyboard', () => here.evaluate((one) => one === document.activeElement));
    assert.ok((await here.getAttribute('aria-label')).startsWith(name));
    await page.getByRole('complementary').getByText(name).first().waitFor();
    await settled(page);
    const at = await middleOf(here);
    const stage = await middleOf(page.locator('main .stage'));
    assert.ok(Math.abs(at.y - stage.y) < 120, 'it stands in the middle');
  }));

test('what stands round a leader is brought out by steps, and Esc ends it', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await settled(page);
    await press(page, leaders(page).nth(10));
    await page.getByRole('radio', { name: '1 step' }).check({ force: true });
    await said(page).filter({ hasText: /within 1 step of/ }).waitFor();
    const one = await lifted(page);
    await page.getByRole('radio', { name: '2 steps' }).check({ force: true });
    await said(page).filter({ hasText: /within 2 steps of/ }).waitFor();
    assert.ok((await lifted(page)) > one && one > 0, 'two steps bring out more than one');
    await page.locator('main .here').focus();
    await page.keyboard.press('Escape');
    await until('everything to be as usual', async () => (await lifted(page)) === 0);
  }));

for (const viewport of [{ width: 1366, height: 768 }, { width: 1093, height: 614 }]) {
  test(`how far round a mark one looks is asked where it covers nothing and moves nothing, at ${viewport.width} by ${viewport.height}`, () =>
    inBrowser('?example', async ({ page }) => {
      await mapDrawn(page);
      await settled(page);
      // Nearer, so that there is something of the map everywhere.
      await page.locator('main .here').focus();
      for (let n = 0; n < 3; n += 1) await page.keyboard.press('+');
      const stage = async () => page.locator('main .stage').boundingBox();
      const inSight = await stage();
      const middle = { x: inSight.x + inSight.width / 3, y: inSight.y + inSight.height / 2 };
      const nearest = await leaders(page).evaluateAll((all, to) => {
        const far = all.map((one) => one.getBoundingClientRect()).map((box) => Math.hypot(box.x + box.width / 2 - to.x, box.y + box.height / 2 - to.y));
        return far.indexOf(Math.min(...far));
      }, middle);
      const before = await middleOf(leaders(page).nth(nearest));
      await press(page, leaders(page).nth(nearest));
      await page.getByRole('radio', { name: '2 steps' }).check({ force: true });
      await said(page).filter({ hasText: /within 2 steps of/ }).waitFor();
      await settled(page);
      const after = await middleOf(leaders(page).nth(nearest));
      assert.ok(Math.hypot(after.x - before.x, after.y - before.y) < 1.5, `the mark stays where it was: ${JSON.stringify([before, after])}`);
      const asked = await page.locator('main .around').boundingBox();
      const [drawn, bar] = [await stage(), await page.locator('main .section > .bar').boundingBox()];
      assert.ok(asked.y + asked.height <= drawn.y + 0.5 && asked.y >= bar.y + bar.height - 0.5, 'it stands between the bar and the drawing');
      const over = await page.locator('main .around').evaluate((one) => [one, ...one.querySelectorAll('fieldset, label, p')].filter((part) => part.scrollWidth > part.clientWidth + 1).length);
      assert.equal(over, 0, 'nothing of it is cut');
    }, { viewport }));
}

test('Shift and a press shows the way between two in words', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await settled(page);
    await press(page, leaders(page).nth(2));
    await settled(page);
    await press(page, leaders(page).nth(70), { shift: true });
    await said(page).filter({ hasText: /^From .* to .* by way of |are tied directly/ }).waitFor();
    assert.ok((await lifted(page)) > 1);
    await page.getByRole('button', { name: 'Show all as usual' }).click();
    await until('everything to be as usual', async () => (await lifted(page)) === 0);
    // What the mouse began Escape ends.
    await press(page, leaders(page).nth(70), { shift: true });
    await said(page).filter({ hasText: /^From .* to / }).waitFor();
    await page.keyboard.press('Escape');
    await until('everything to be as usual again', async () => (await lifted(page)) === 0);
  }));

test('an outline drawn with Shift takes several together and says how many', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await settled(page);
    const region = await page.locator('main .live svg .regions > [data-key]').nth(4).boundingBox();
    const inside = await page.evaluate((key) => document.querySelector(`main .live svg .regions [data-key="${key}"]`) !== null, await page.locator('main .live svg .regions > [data-key]').nth(4).getAttribute('data-key'));
    assert.ok(inside);
    const corners = [
      [region.x - 6, region.y - 6],
      [region.x + region.width + 6, region.y - 6],
      [region.x + region.width + 6, region.y + region.height + 6],
      [region.x - 6, region.y + region.height + 6],
    ];
    await page.keyboard.down('Shift');
    await page.mouse.move(...corners[0]);
    await page.mouse.down();
    for (const corner of corners.slice(1)) await page.mouse.move(...corner, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await said(page).filter({ hasText: /^1 organisation and \d+ leaders? taken together\.$/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: /was put here by hand/ }).count(), 0, 'nothing was moved');
    await page.getByRole('button', { name: 'Pin them' }).click();
    await page.getByRole('button', { name: /was put here by hand/ }).waitFor();
    await page.keyboard.press('Escape');
    await until('everything to be as usual', async () => (await lifted(page)) === 0);
  }));

test('a tie is drawn from a mark’s handle to another and asked about', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await settled(page);
    await press(page, leaders(page).nth(2));
    await settled(page);
    const from = (await page.locator('main .here').getAttribute('aria-label')).split('.')[0];
    const handle = await middleOf(page.getByRole('button', { name: `Draw a tie from ${from}` }));
    const to = await middleOf(leaders(page).nth(30));
    await page.mouse.move(handle.x, handle.y);
    await page.mouse.down();
    await page.mouse.move((handle.x + to.x) / 2, (handle.y + to.y) / 2, { steps: 3 });
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.up();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const filled = await dialog.getByRole('combobox').evaluateAll((fields) => fields.map((field) => field.value));
    assert.equal(filled[0], from);
    assert.ok(filled[1] && filled[1] !== from, `both ends are filled in: ${filled}`);
  }));

test('without a mouse: T begins a tie, an arrow finds the other end, Enter asks about it and Esc gives it up', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await settled(page);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('aldmere');
    await page.locator('main [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    const here = page.locator('main .here');
    const label = async () => (await here.getAttribute('aria-label')).split('.')[0];
    await until('the mark to have the keyboard', () => here.evaluate((one) => one === document.activeElement));
    const from = await label();
    await page.keyboard.press('t');
    await page.keyboard.press('Escape');
    await page.getByText('No tie was drawn.').waitFor({ state: 'attached' });
    assert.equal(await page.getByRole('dialog').count(), 0);
    await page.keyboard.press('t');
    await page.keyboard.press('ArrowDown');
    const to = await label();
    assert.notEqual(to, from);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const filled = await dialog.getByRole('combobox').evaluateAll((fields) => fields.map((field) => field.value));
    assert.deepEqual(filled.slice(0, 2), [from, to]);
  }));

test('two days stand beside each other with what changed marked on them and in a list', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await page.getByRole('button', { name: 'Time', exact: true }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const compare = page.locator('main .compare');
    await until('two maps', async () => (await compare.locator('.live svg').count()) === 2);
    const counts = compare.locator('.bar .counts');
    await until('the counts', async () => /\d+ first assessed/.test(await counts.innerText()));
    await until('signs on both maps', async () => (await compare.locator('.side').nth(0).locator('.badge').count()) > 0 && (await compare.locator('.side').nth(1).locator('.badge').count()) > 0);
    assert.match(await compare.getByRole('img', { name: /: (closer|less close)/ }).first().getAttribute('aria-label'), / and .*: (closer|less close) \(\d .*, then \d .*\)$/);
    // Nothing is new on the earlier map, and nothing is gone from the later one.
    assert.equal(await compare.locator('.side').nth(0).getByRole('img', { name: /: (new|first assessed)/ }).count(), 0);
    assert.equal(await compare.locator('.side').nth(1).getByRole('img', { name: /: gone/ }).count(), 0);
    // On a laptop the names are read, and what the signs mean is one press away.
    assert.doesNotMatch((await compare.locator('.foot').allInnerTexts()).join(' '), /too small to read/);
    assert.equal(await compare.getByRole('button', { name: 'What the signs mean' }).count(), 2);
    const since = compare.getByRole('combobox', { name: 'What has changed since' });
    const earlier = await since.inputValue();
    const asOf = () => page.locator('header .chips strong').last().innerText();
    await page.locator('main .time input[type=range]').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await until('an earlier day', async () => (await asOf()) === '1 May 2026');
    assert.equal(await since.inputValue(), earlier, 'the day it is compared with stays while the other moves');
    await page.keyboard.press('Home');
    await compare.getByText('This is the first day on record.').waitFor();
    assert.equal(await since.count(), 0, 'there is no day before it to choose');
    await page.keyboard.press('End');
    await until('the same two days again', async () => (await since.count()) === 1 && (await since.inputValue()) === earlier);
    await until('signs on both maps again', async () => (await compare.locator('.side').nth(0).locator('.badge').count()) > 0);
    await compare.getByText('List of changes').click();
    const rows = compare.getByRole('grid', { name: 'List of changes' }).getByRole('row');
    await until('the rows', async () => (await rows.count()) > 3);
    const shown = (await counts.innerText()).match(/\d+/g).map(Number).reduce((all, one) => all + one, 0);
    await compare.getByRole('combobox', { name: 'What has changed since' }).selectOption({ index: 0 });
    await until('fewer changes since a later day', async () => {
      const now = ((await counts.innerText()).match(/\d+/g) ?? []).map(Number).reduce((all, one) => all + one, 0);
      return now < shown;
    });
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await mapDrawn(page);
  }));

test('where two days are compared it is said that what is supposed is left out, and one goes back from it there', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await mapWithout(page, 'imran');
    await page.locator('main .live svg .beside-today').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Time', exact: true }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const compare = page.locator('main .compare');
    await until('two maps', async () => (await compare.locator('.live svg').count()) === 2);
    const banner = page.locator('main').getByRole('status').filter({ hasText: 'without what is supposed' });
    await banner.waitFor();
    await banner.getByRole('button').click();
    await banner.waitFor({ state: 'detached' });
    assert.equal(await compare.locator('.live svg').count(), 2, 'the two days stay');
  }));

test('two days beside each other show and count only what the map is narrowed to', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const sum = (text) => (text.match(/\d+/g) ?? []).map(Number).reduce((all, one) => all + one, 0);
    const compare = page.locator('main .compare');
    const counts = compare.locator('.bar .counts > span:not(.second)');
    const told = async () => sum((await counts.allInnerTexts()).join(' '));
    const beside = async () => {
      await page.getByRole('button', { name: 'Time', exact: true }).click();
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await until('two maps with counts', async () => (await compare.locator('.live svg').count()) === 2 && (await counts.count()) > 0);
    };
    await beside();
    const [all, marks] = [await told(), await compare.locator('.side').nth(1).locator('.regions > [data-key]').count()];
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByRole('button', { name: 'Time', exact: true }).click();
    await mapDrawn(page);
    await page.getByRole('button', { name: 'Narrow' }).click();
    await page.getByRole('dialog', { name: 'Narrow the map to' }).getByRole('checkbox', { name: /^council/i }).check();
    await page.keyboard.press('Escape');
    await beside();
    await until('the councils alone', async () => (await compare.locator('.side').nth(1).locator('.regions > [data-key]').count()) < marks);
    assert.equal(await compare.locator('.side').nth(0).locator('.regions > [data-key]').count(), await compare.locator('.side').nth(1).locator('.regions > [data-key]').count());
    const some = await told();
    assert.ok(some > 0 && some < all, `${some} of ${all} changes are among councils`);
    await compare.getByText('List of changes').click();
    const rows = compare.getByRole('grid', { name: 'List of changes' }).getByRole('row');
    await until('as many rows as were counted', async () => (await rows.count()) - 1 === some);
  }));

test('the picture in a file is the picture on the screen', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    const file = place.file('Example.footbridge');
    await footbridge('new', file, '--example');
    const [svg, png] = ['map.svg', 'map.png'].map((name) => place.file(name));
    await footbridge('draw', file, '--to', svg);
    await footbridge('draw', file, '--to', png);
    const drawn = await readFile(svg, 'utf8');
    const size = await page.evaluate((text) => {
      document.body.innerHTML = text;
      const element = document.querySelector('svg');
      const [, , width, height] = element.getAttribute('viewBox').split(' ').map(Number);
      element.setAttribute('width', String(width));
      element.setAttribute('height', String(height));
      Object.assign(element.style, { position: 'fixed', left: '0', top: '0', zIndex: '99' });
      return { width: Math.round(width), height: Math.round(height) };
    }, drawn);
    await page.setViewportSize({ width: Math.max(size.width, 320), height: Math.max(size.height, 240) });
    const screen = await page.screenshot({ clip: { x: 0, y: 0, ...size } });
    const difference = await page.evaluate(
      async ({ one, other, width, height }) => {
        const pixels = async (data) => {
          const image = new Image();
          image.src = `data:image/png;base64,${data}`;
          await image.decode();
          const canvas = new OffscreenCanvas(width, height);
          const to = canvas.getContext('2d');
          to.imageSmoothingQuality = 'high';
          to.drawImage(image, 0, 0, width, height);
          return to.getImageData(0, 0, width, height).data;
        };
        const [a, b] = [await pixels(one), await pixels(other)];
        // Two programs smooth edges a little differently: what counts is the mean of blocks of 4 by 4 pixels.
        let far = 0;
        let inked = 0;
        let blocks = 0;
        for (let y = 0; y + 4 <= height; y += 4) {
          for (let x = 0; x + 4 <= width; x += 4) {
            const mean = (data) => {
              const sum = [0, 0, 0];
              for (let dy = 0; dy < 4; dy += 1) for (let dx = 0; dx < 4; dx += 1) for (let c = 0; c < 3; c += 1) sum[c] += data[((y + dy) * width + x + dx) * 4 + c] / 16;
              return sum;
            };
            const [p, q] = [mean(a), mean(b)];
            blocks += 1;
            if (Math.min(...p) < 235) inked += 1;
            if (p.some((value, c) => Math.abs(value - q[c]) > 40)) far += 1;
          }
        }
        return { far: far / blocks, inked: inked / blocks };
      },
      { one: screen.toString('base64'), other: (await readFile(png)).toString('base64'), ...size },
    );
    assert.ok(difference.inked > 0.08, `there is a drawing: ${difference.inked}`);
    assert.ok(difference.far < 0.004, `${(difference.far * 100).toFixed(2)} of a hundred parts differ`);
  }));
