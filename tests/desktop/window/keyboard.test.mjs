// A footprint entered as a relationship manager would: in the real window, from nothing, with the keyboard alone.
// FOOTBRIDGE_ENTRIES=full enters thirty organisations, forty leaders, sixty ties and ten workstreams; otherwise a few of each.
import assert from 'node:assert/strict';
import test from 'node:test';
import { chord, press, tabTo } from '../harness/keys.mjs';
import { exists, folder, footbridge, until } from '../harness/programs.mjs';
import { Key, openWindow } from '../harness/window.mjs';

const FULL = process.env.FOOTBRIDGE_ENTRIES === 'full';
const MANY = FULL ? { towns: 10, leaders: 40, ties: 60, works: 10 } : { towns: 2, leaders: 6, ties: 5, works: 2 };
const TOWNS = ['Ashcombe', 'Brindle', 'Carrow', 'Dunsop', 'Elmstead', 'Fernhill', 'Garsdale', 'Hexley', 'Inglewhite', 'Jarvis Bay'];
const GIVEN = ['Amina', 'Bernard', 'Chipo', 'Daniel', 'Esther', 'Farouk', 'Gwen', 'Hamish', 'Ivana', 'Joseph'];
const FAMILY = ['Ackroyd', 'Balogun', 'Castell', 'Dhillon'];
const BODIES = [['Council', 'council', 'chief executive'], ['Hospitals', 'acute hospital', 'medical director'], ['GP Federation', 'primary care', 'clinical chair']];

const organisations = TOWNS.slice(0, MANY.towns).flatMap((town) => BODIES.map(([body]) => `${town} ${body}`));
const leaders = Array.from({ length: MANY.leaders }, (_, n) => `${GIVEN[n % 10]} ${FAMILY[Math.floor(n / 10)]}`);

/** The lines typed, one a step. */
function* lines() {
  for (const town of TOWNS.slice(0, MANY.towns)) for (const [body, kind] of BODIES) yield `${town} ${body}, ${kind}`;
  for (const [n, leader] of leaders.entries()) {
    const at = n % organisations.length;
    yield `${leader}, ${BODIES[at % 3][2]}, ${organisations[at]}`;
  }
  for (let n = 0; n < MANY.ties; n++) {
    const [a, b] = n % 2 === 0 ? [leaders[n % leaders.length], leaders[(n + 1 + Math.floor(n / leaders.length)) % leaders.length]] : [organisations[n % organisations.length], organisations[(n + 2 + Math.floor(n / organisations.length)) % organisations.length]];
    yield `${a} ${n % 2 === 0 ? 'works with' : '–'} ${b} ${1 + (n % 5)}`;
  }
  for (let n = 0; n < MANY.works; n++) yield `workstream Shared work ${TOWNS[n]}: lead ${organisations[n % organisations.length]}, with ${organisations[(n + 1) % organisations.length]}`;
}

/** One line into the dialog that Ctrl+N has opened, taken with Ctrl+Enter, which keeps it open. */
async function enter(window, line) {
  await press(window, line);
  await until(`“${line}” to be understood`, () =>
    window.driver.executeScript(
      'const d = document.querySelector("dialog[open]"); const f = d?.querySelector("[role=combobox]"); return f?.value === arguments[0] && /^(Add|Record|Log|Set)/m.test(d.querySelector("[role=status]")?.innerText ?? "")',
      line,
    ),
  );
  await chord(window, Key.ENTER);
  await until(`“${line}” to be taken`, () =>
    window.driver.executeScript('return document.querySelector("dialog[open] [role=combobox]")?.value === ""'),
  );
}

test('a footprint is entered with the keyboard alone, the machine fails in the middle, and nothing is missing', async () => {
  const place = await folder();
  const file = place.file('Ten Towns.footbridge');
  const all = [...lines()];
  const half = Math.floor(all.length / 2);
  let window = await openWindow(place);
  try {
    await window.see('main[data-section="first"]');
    await tabTo(window, /^Start empty/);
    await press(window, Key.ENTER);
    await until('the field for the name', () => window.driver.executeScript('return document.activeElement?.matches("input")'));
    await press(window, 'Ten Towns', Key.ENTER);
    await window.see('main[data-section="map"]');
    await chord(window, 'n');
    await window.see('dialog[open] [role=combobox]');
    for (const line of all.slice(0, half)) await enter(window, line);

    // The machine fails: no warning, nothing written on the way out.
    const pid = await window.pid();
    process.kill(pid, 'SIGKILL');
    await window.close();

    window = await openWindow(place, [file]);
    await window.see('main[data-section="map"]');
    await chord(window, 'n');
    await window.see('dialog[open] [role=combobox]');
    for (const line of all.slice(half)) await enter(window, line);
    await press(window, Key.ESCAPE);

    // Everything is found again by search.
    const sought = FULL ? [...organisations, ...leaders] : [organisations.at(-1), leaders.at(0), leaders.at(-1)];
    for (const name of sought) {
      await chord(window, 'k');
      await window.see('dialog[open] input');
      await press(window, name);
      await until(`${name} to be found`, () =>
        window.driver.executeScript('return [...document.querySelectorAll("dialog[open] [role=option]")].some((one) => one.innerText.includes(arguments[0]))', name),
      );
      await press(window, Key.ESCAPE);
      await until('the search to be closed', () => window.driver.executeScript('return !document.querySelector("dialog[open]")'));
    }
    await until('Saved', async () => (await (await window.see('footer [role=status]')).getText()).startsWith('Saved'));
  } finally {
    await window.close();
  }
  try {
    assert.ok(await exists(file));
    const count = async (kind) => JSON.parse(await footbridge('list', file, kind, '--json'))[kind].length;
    assert.equal(await count('organisations'), MANY.towns * 3);
    assert.equal(await count('leaders'), MANY.leaders);
    assert.equal(await count('posts'), MANY.leaders);
    assert.equal(await count('ties'), MANY.ties);
    assert.equal(await count('workstreams'), MANY.works);
  } finally {
    await place.remove();
  }
});
