// How smooth the real window is without a graphics card: frames while the map is panned and zoomed and a mark dragged,
// and while a directory of ten thousand leaders is scrolled. And how long it takes to log a conversation, typed at five
// keys a second.
// Run by scripts/bench.sh: frames.mjs MAP.footbridge NATIONAL.footbridge; prints a table.
import { folder } from './harness/programs.mjs';
import { deskIn, Key, openWindow } from './harness/window.mjs';

const [map, national] = process.argv.slice(2);

/** In the page: runs `step` once a frame, `many` times, and gives the times between frames in ms, sorted. */
const FRAMES = `
  const frames = async (many, step) => {
    const taken = [];
    await new Promise(requestAnimationFrame);
    let last = performance.now();
    for (let n = 0; n < many; n++) {
      step(n);
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      taken.push(now - last);
      last = now;
    }
    return taken.sort((a, b) => a - b);
  };
  const done = arguments[arguments.length - 1];
  // What is pressed here is no real pointer, which could not be captured.
  Element.prototype.setPointerCapture = () => {};
  const stage = document.querySelector('main [role=grid]')?.parentElement ?? document.querySelector('main [role=application], main .stage') ?? document.querySelector('main svg').parentElement;
  const box = stage.getBoundingClientRect();
  const pointer = (type, x, y, target = stage) =>
    target.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, button: 0, buttons: 1, clientX: x, clientY: y }));
`;
// Panned by hand, in circles.
const PANNED = `
    const [x, y] = [box.left + box.width / 2, box.top + 30];
    pointer('pointerdown', x, y);
    const taken = await frames(120, (n) => pointer('pointermove', x + 200 * Math.sin(n / 12), y + 120 * Math.sin(n / 17)));
    pointer('pointerup', x, y);
    return taken;`;
const WHEELED = `
    return frames(240, () => stage.scrollBy(0, 90));`;
const GESTURES = {
  'the directory scrolled by the wheel the moment it is there': WHEELED,
  'the directory scrolled by the wheel': WHEELED,
  'the directory scrolled by its bar': `
    const whole = stage.scrollHeight - stage.clientHeight;
    return frames(120, (n) => (stage.scrollTop = whole * (0.5 + 0.5 * Math.sin(n / 19))));`,
  'the map panned': PANNED,
  'the map panned the moment it is there': PANNED,
  'the map zoomed': `
    return frames(120, (n) => stage.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true, deltaY: n < 60 ? -12 : 12, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 })));`,
  'a mark dragged': `
    const mark = document.querySelector('main .live svg [data-key^="organisation:"]');
    const at = mark.getBoundingClientRect();
    const [x, y] = [at.left + at.width / 2, at.top + at.height / 2];
    const target = document.elementFromPoint(x, y) ?? mark;
    pointer('pointerdown', x, y, target);
    const taken = await frames(120, (n) => pointer('pointermove', x + 8 + 60 * Math.sin(n / 12), y + 60 * Math.sin(n / 17), target));
    pointer('pointercancel', x, y, target);
    return taken;`,
};

async function measured(window, what) {
  const taken = await window.driver.executeAsyncScript(`${FRAMES} (async () => {${GESTURES[what]}})().then(done, (e) => done(String(e)));`);
  if (!Array.isArray(taken)) throw new Error(`${what}: ${taken}`);
  const at = (share) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))].toFixed(0);
  const over = taken.filter((ms) => ms > 50).length;
  return `${at(0.5)} ms | ${at(0.95)} ms | ${at(1)} ms | ${over} of ${taken.length} |`;
}

async function inDocument(file, use) {
  const place = await folder();
  const window = await openWindow(place, [file], { ...deskIn(place) });
  try {
    await window.driver.manage().setTimeouts({ script: 120_000 });
    await use(window);
  } finally {
    await window.close();
    await place.remove();
  }
}

console.log('\n| real window, no graphics card | median frame | 95th percentile | longest | over 50 ms |\n|---|--:|--:|--:|--:|');
await inDocument(map, async (window) => {
  await window.see('main[data-section="map"] .live svg .regions [data-key]', 60_000);
  await window.settle();
  const [marks, ties] = await window.driver.executeScript(
    'const count = (s) => document.querySelectorAll("main .live svg " + s).length; return [count("[data-key^=organisation]") + count("[data-key^=leader]"), count(".ties path, .ties line")]',
  );
  // At once, while the window is still busy with the opening; then as somebody does who has looked at it for a moment.
  for (const what of ['the map panned the moment it is there', 'the map panned', 'the map zoomed', 'a mark dragged']) {
    console.log(`| ${what}, ${marks} marks and ${ties} lines drawn | ${await measured(window, what)}`);
    await new Promise((done) => setTimeout(done, 2000));
  }
});
await inDocument(national, async (window) => {
  await window.see('main[data-section="map"]', 120_000);
  await window.goTo('Directory');
  await window.see('main [role=grid] [data-cell]', 60_000);
  await window.driver.executeScript("document.querySelector('main .bar input[type=radio][value=leaders]').click()");
  const rows = await window.driver.wait(
    () => window.driver.executeScript("const rows = Number(document.querySelector('main [role=grid]')?.getAttribute('aria-rowcount')); return rows > 10000 ? rows - 1 : 0"),
    60_000,
    'the leaders are not shown',
  );
  await window.settle();
  for (const what of ['the directory scrolled by the wheel the moment it is there', 'the directory scrolled by the wheel', 'the directory scrolled by its bar']) {
    console.log(`| ${what}, ${rows} rows | ${await measured(window, what)}`);
    await window.driver.executeScript("document.querySelector('main [role=grid]').parentElement.scrollTop = 0");
    await new Promise((done) => setTimeout(done, 1500));
  }
});

// Who, what was said, what is next and what changed in our judgement: key by key, as somebody types who does it often.
const KEY = 200; // milliseconds
await inDocument(map, async (window) => {
  await window.see('main[data-section="map"]', 60_000);
  await window.goTo('Directory');
  await window.see('main [role=grid] [data-cell]', 60_000);
  await window.driver.executeScript("document.querySelector('main .bar input[type=radio][value=leaders]').click()");
  await window.settle();
  await window.driver.executeScript("document.querySelector('main [data-cell=\"0:0\"]').focus()");
  let keys = 0;
  const type = async (...typed) => {
    for (const key of typed) {
      const due = Date.now() + KEY;
      await window.driver.actions().sendKeys(key).perform();
      keys++;
      await new Promise((done) => setTimeout(done, Math.max(0, due - Date.now())));
    }
  };
  const dialog = (what) => window.driver.executeScript(`const d = document.querySelector('dialog[open]'); return ${what}`);
  const begun = Date.now();
  await type('c');
  await window.see('dialog[open]');
  await type(...'They now meet weekly.');
  // On to what changed: with whom, and how closely they work now.
  while (!(await dialog("document.activeElement?.matches('[role=combobox]') && d?.querySelector('input[role=combobox]:focus')?.value === ''")) && keys < 60) await type(Key.TAB);
  await type(...'Number 17', Key.ENTER);
  while (!(await dialog("document.activeElement?.matches('input[type=radio]')")) && keys < 90) await type(Key.TAB);
  await type(Key.ARROW_RIGHT, Key.ARROW_RIGHT);
  await window.driver.actions().keyDown(Key.CONTROL).sendKeys(Key.ENTER).keyUp(Key.CONTROL).perform();
  await window.driver.wait(() => dialog('!d'), 20_000, 'the conversation is not taken');
  console.log(`\nA conversation logged, with a judgement that changed: ${keys + 1} keys, ${((Date.now() - begun) / 1000).toFixed(1)} s at five keys a second (target 15 s).`);
});
