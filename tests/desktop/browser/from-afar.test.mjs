// The map from afar of many footprints: their names can be read, each in its own box, wherever the window is opened.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { mapDrawn, takeIn } from '../harness/page.mjs';
import { until } from '../harness/programs.mjs';

const FIRST = ['Brackenshire', 'East Marrowby', 'Saint Oswin', 'Upper Tarrant', 'Wendlebury', 'North Carrick', 'Lowmarsh'];
const SECOND = ['Humberdale', 'the Isles of Quill Health & Social Care', 'Vale', 'South Pennerley', 'Westmorrow Health & Care', 'Dunmere'];
const KINDS = ['council', 'acute hospital trust', 'commissioner', 'mental health', 'primary care', 'voluntary sector'];
const places = Array.from({ length: 44 }, (_, at) => {
  const [a, b] = [FIRST[at % 7], SECOND[at % 6]];
  return at % 3 === 0 ? `${a} and ${b} Partnership ${at}` : at % 3 === 1 ? `${a}, ${b} and ${FIRST[(at + 3) % 7]} Partnership ${at}` : `${a} ${at}`;
});
const rows = places.flatMap((place, at) => Array.from({ length: 1 + ((at * 7) % 34) }, (_, n) => `${place.slice(0, 8)} body ${at}-${n},${KINDS[n % 6]},"${place}"`));

/** Every name of a group with its box, whether it is shown, how large its letters are, and what it lies on. */
const NAMES = () => {
  const svg = document.querySelector('main .live svg');
  const boxes = [...svg.querySelectorAll('.groups > rect')].map((one) => one.getBoundingClientRect());
  const marks = [...svg.querySelectorAll('.regions .far > :is(path, circle)')].map((one) => one.getBoundingClientRect());
  const all = [...svg.querySelectorAll('.group-names > .group-name')].map((name, at) => {
    const lines = [...name.querySelectorAll('text')];
    const rects = lines.map((one) => one.getBoundingClientRect());
    return {
      said: lines.map((one) => one.textContent).join(' '),
      shown: name.getAttribute('display') !== 'none',
      letters: Math.min(...lines.map((one) => one.getCTM().a * Number(one.getAttribute('font-size')))),
      box: boxes[at],
      rect: { left: Math.min(...rects.map((r) => r.left)), right: Math.max(...rects.map((r) => r.right)), top: Math.min(...rects.map((r) => r.top)), bottom: Math.max(...rects.map((r) => r.bottom)) },
    };
  });
  const over = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  return all.map(({ rect, box, ...name }, at) => ({
    ...name,
    within: rect.left >= box.left && rect.right <= box.right + 0.5 && rect.top >= box.top - 0.5 && rect.bottom <= box.bottom,
    onNames: all.filter((other, n) => n !== at && over(rect, other.rect)).map((other) => other.said),
    onMarks: marks.filter((mark) => over(rect, mark)).length,
    marks: Math.min(...marks.map((mark) => mark.width)),
  }));
};

test('the names of many footprints are read from afar, each in its own box and on nothing else', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    const file = place.file('Bodies.csv');
    await writeFile(file, `name,kind,place\n${rows.join('\n')}\n`);
    await takeIn(page, file);
    const names = async () => {
      await page.locator('main .live svg .group-name').nth(40).waitFor({ state: 'attached' });
      // The drawing follows the room there is a moment later.
      let all;
      let rounds = 0;
      await until('the drawing to have settled', async () => {
        const before = JSON.stringify(all);
        all = await page.evaluate(NAMES);
        await page.waitForTimeout(400);
        rounds = JSON.stringify(all) === before ? rounds + 1 : 0;
        return rounds > 3;
      });
      return all;
    };
    const inOrder = (all) => {
      for (const name of all.filter((one) => one.shown)) {
        assert.ok(name.within, `${name.said} stands in its box`);
        assert.deepEqual(name.onNames, [], `${name.said} lies on no other name`);
        assert.equal(name.onMarks, 0, `${name.said} lies on no mark`);
        assert.ok(name.letters >= 10.95, `${name.said} can be read: ${name.letters}`);
      }
      return all.filter((one) => one.shown).length / all.length;
    };
    for (const viewport of [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }, { width: 1100, height: 700 }]) {
      await page.setViewportSize(viewport);
      const all = await names();
      assert.ok(all.length >= 44);
      assert.equal(inOrder(all), 1, `every footprint is named at ${viewport.width} by ${viewport.height}: without ${all.filter((one) => !one.shown).map((one) => one.said)}`);
      assert.ok(all[0].marks >= 3.5, `a mark can be seen: ${all[0].marks} pixels`);
    }

    // The inspector takes a third of the room: what is named then still lies on nothing.
    await page.setViewportSize({ width: 1366, height: 768 });
    await names();
    await page.locator('main .stage .here').focus();
    await page.keyboard.press('Enter');
    await page.locator('aside').waitFor();
    assert.ok(inOrder(await names()) > 0.5);

    // Gone nearer, names that were drawn large are no larger than a heading.
    await page.keyboard.press('Escape');
    const zoomIn = page.getByRole('button', { name: 'Zoom in' });
    for (let n = 0; n < 6; n += 1) await zoomIn.click();
    const near = await until('the drawing to have settled', async () => {
      const all = await page.evaluate(NAMES);
      return all.every((one) => one.letters < 18.5) && all;
    });
    inOrder(near);
  }));
