// What somebody asks of the map and of influence, each way gone in the real window with real keys and a real mouse.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import test from 'node:test';
import { chord, focused, middleOf, press, pull, tabTo } from '../harness/keys.mjs';
import { folder, footbridge, until } from '../harness/programs.mjs';
import { By, inWindow, Key, openWindow } from '../harness/window.mjs';

const REGIONS = 'main[data-section="map"] .live svg .regions > [data-key]';
const LEADERS = 'main .live svg .people > [data-key^="leader:"]';

const example = (use) =>
  inWindow(['--example'], async (window) => {
    await window.see(REGIONS);
    await use(window);
  });
const script = (window, text, ...given) => window.driver.executeScript(`return ${text}`, ...given);
const regions = (window) => script(window, 'document.querySelectorAll(arguments[0]).length', REGIONS);
const asOf = (window) => script(window, 'document.querySelector("header .chips strong").innerText');
const says = async (window, selector) => (await window.driver.findElement(By.css(selector))).getText();
const labelled = (window, words) => window.driver.findElement(By.xpath(`//main//label[contains(., "${words}")]`));
const button = (window, words) => window.driver.findElement(By.xpath(`//main//button[contains(., "${words}")]`));
const reads = (window, words, patience) => until(`the window to say “${words}”`, async () => (await window.text()).includes(words), patience);
/** Types part of a name into the field that has the keyboard and waits until the name is offered. */
async function offer(window, part, name) {
  await press(window, part);
  await until(`${name} to be offered`, () => script(window, '[...document.querySelectorAll("[role=option][aria-selected=true]")].some((one) => one.innerText.includes(arguments[0]))', name));
}
/** The mark of that key, as a selector. */
const mark = async (window, selector, at) => `main .live svg [data-key="${await script(window, 'document.querySelectorAll(arguments[0])[arguments[1]].dataset.key', selector, at)}"]`;
const around = 'main .around [role=status]';

test('who may decide one proposal is asked with the keyboard and told on two axes with reasons', () =>
  example(async (window) => {
    await window.goTo('Influence');
    await (await labelled(window, 'Decides, is heard')).click();
    await window.see('[role=grid][aria-label="Decides, is heard"]', 60_000);
    await tabTo(window, /^For which decision/);
    await press(window, 'One');
    await reads(window, '“One discharge team for Aldmere and the Vale”: Partnership Board decides.', 60_000);
    const row = (name) => script(window, '[...document.querySelectorAll("[role=grid] tbody tr")].find((one) => one.innerText.startsWith(arguments[0])).innerText', name);
    assert.match(await row('Margaret Ashdown'), /votes\s+chairs Partnership Board, which decides\s+\d+ working ties/);
    assert.match(await row('Olwen Griffith'), /no formal part\s+holds no post or seat with anybody who decides this/);
    assert.match(await focused(window), /^For which decision/, 'the keyboard stays on what was chosen');
  }));

test('an introduction is asked for with both names chosen by keyboard, and three ways are read one by one', () =>
  example(async (window) => {
    await window.goTo('Influence');
    await tabTo(window, /^Go-betweens/);
    // From the first question back over the end.
    await press(window, Key.ARROW_LEFT, Key.ARROW_LEFT, Key.ARROW_LEFT);
    await reads(window, 'Say who asks and which person');
    await press(window, Key.TAB);
    await offer(window, 'imran', 'Imran Quddus');
    await press(window, Key.TAB);
    await offer(window, 'penhale', 'Alistair Penhale');
    await press(window, Key.ENTER);
    await reads(window, 'There are three ways for Imran Quddus to be introduced to Alistair Penhale');
    const ways = await script(window, '[...document.querySelectorAll("[aria-label=\'The ways, one by one\'] li")].map((one) => one.innerText)');
    assert.equal(ways.length, 3);
    for (const way of ways) assert.match(way, /^Through .+\(level \d\)/);
    await press(window, Key.TAB);
    await press(window, Key.ENTER);
    await until('the inspector on who asks', async () => (await says(window, 'aside')).startsWith('Imran Quddus'));
  }));

test('on a small window what the signs mean is unfolded and folded by keys, and covers nothing while folded', () =>
  example(async (window) => {
    await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1000, height: 600 });
    await until('the window to be so small', async () => (await script(window, 'innerHeight')) === 600);
    await (await button(window, 'Time')).click();
    const signs = await window.see('main .foot button');
    const open = () => signs.getAttribute('aria-expanded');
    const covered = () =>
      script(
        window,
        `(() => {
          const foot = document.querySelector('main .foot').getBoundingClientRect();
          const over = (one) => { const box = one.getBoundingClientRect(); return box.bottom > foot.top + 1 && box.top < foot.bottom && box.right > foot.left && box.left < foot.right; };
          return { marks: [...document.querySelectorAll(arguments[0])].filter(over).length, tools: [...document.querySelectorAll('main .tools, main .time')].filter(over).length };
        })()`,
        REGIONS,
      );
    await until('the map to stand clear of it', async () => (await covered()).marks === 0);
    assert.equal(await open(), 'false');
    await tabTo(window, /^What the signs mean/);
    const sign = await window.driver.findElement(By.xpath('//main//li[contains(., "gap: must work closer")]'));
    assert.equal(await sign.isDisplayed(), false);
    await press(window, Key.ENTER);
    await until('the signs to be read', () => sign.isDisplayed());
    assert.equal((await covered()).tools, 0, 'unfolded it leaves the buttons and the slider free');
    for (const [opening, closing] of [[null, Key.ESCAPE], [Key.SPACE, Key.SPACE], [Key.ENTER, Key.ESCAPE]]) {
      if (opening) await press(window, opening);
      await until('the signs to be there', async () => (await open()) === 'true');
      await press(window, closing);
      await until('the signs to be gone', async () => (await open()) === 'false');
      assert.match(await focused(window), /^What the signs mean/);
    }
    assert.equal(await sign.isDisplayed(), false);
  }));

test('the slider and play move the map through time, and two days stand beside each other with what changed marked', () =>
  example(async (window) => {
    const today = await asOf(window);
    await (await button(window, 'Time')).click();
    const slider = await window.see('main .time input[type=range]');
    const place = await middleOf(window, 'main .time input[type=range]');
    await window.driver.actions().move(place).press().release().perform();
    const said = async () => (await slider.getAttribute('aria-valuetext')).split('.')[0];
    await until('an earlier day', async () => (await asOf(window)) !== today && (await asOf(window)) === (await said()));
    await press(window, Key.END);
    await until('the last day again', async () => (await asOf(window)) === today);
    await press(window, Key.ARROW_LEFT, Key.ARROW_LEFT);
    await until('two months before', async () => (await asOf(window)) !== today && (await asOf(window)) === (await said()));
    assert.match(await said(), /^1 /, 'the first of a month');
    await press(window, Key.SPACE);
    await until('play to come to the last day', async () => (await asOf(window)) === today);
    await window.see('main .time [aria-label="Play through time"]');
    await (await button(window, 'Compare')).click();
    const found = (selector) => script(window, 'document.querySelectorAll(arguments[0]).length', selector);
    await until('two maps', async () => (await found('main .compare .live svg')) === 2);
    await until('signs on both', async () => (await found('main .side:first-child .badge')) > 0 && (await found('main .side:last-child .badge')) > 0);
    assert.match(await says(window, 'main .compare .counts'), /\d+ closer\s*\d+ less close/);
    const gone = await found('main .side:last-child .badge[aria-label*=": gone"]');
    assert.equal(gone, 0, 'what is gone is not marked where it no longer is');
    await (await labelled(window, 'List of changes')).click();
    await window.see('[role=grid][aria-label="List of changes"] tbody tr');
  }));

/** A document of nine places with eight organisations each, of which few have leaders and ties. */
async function ofManyPlaces(place) {
  const file = place.file('Nine places.footbridge');
  const lines = [];
  for (let at = 0; at < 9; at += 1) {
    lines.push({ edit: 'add_place', id: `@p${at}`, name: `Borough ${at}` });
    for (let n = 0; n < 8; n += 1) lines.push({ edit: 'add_organisation', id: `@o${at}${n}`, name: `Body ${at}${n}`, kind: n % 2 ? 'council' : 'other', memberships: [{ place_id: `@p${at}` }] });
  }
  for (let n = 0; n < 4; n += 1) lines.push({ edit: 'add_leader', name: `Leader ${'ABCD'[n]}`, post: { organisation_id: `@o4${n}`, title: 'Director' } });
  lines.push({ edit: 'assess', between: ['@o40', '@o80'], level: 3, method: 'observed', date: '2026-01-05' });
  const edits = place.file('edits.jsonl');
  await writeFile(edits, lines.map((line) => JSON.stringify(line)).join('\n'));
  await footbridge('new', file, '--name', 'Nine places');
  await footbridge('edit', file, edits, '--together', 'Make it');
  return file;
}

test('from afar one organisation is chosen, seen nearer with its leaders, and left again, with the keyboard alone', async () => {
  const place = await folder();
  const window = await openWindow(place, [await ofManyPlaces(place)]);
  try {
    const people = () => script(window, 'document.querySelectorAll(arguments[0]).length', LEADERS);
    await window.see(REGIONS);
    await tabTo(window, /^Both/);
    await press(window, Key.ARROW_LEFT);
    await reads(window, 'Choose an organisation to see it nearer');
    const all = await until('every organisation', async () => (await people()) === 0 && (await regions(window)));
    assert.equal(all, 72);
    await chord(window, 'f');
    await offer(window, 'body 40', 'Body 40');
    await press(window, Key.ENTER);
    await until('the mark to have the keyboard', async () => (await focused(window)).startsWith('Body 40'));
    await tabTo(window, /^Show Body 40 and those nearest to it, with their leaders/);
    await press(window, Key.ENTER);
    await reads(window, 'One organisation and those it works with or shares a place with.');
    await until('its leaders', async () => (await people()) === 4);
    // Its own place, and the one it works with.
    assert.equal(await regions(window), 9);
    await until('the keyboard on the way back', async () => (await focused(window)) === 'Back to all of them');
    await press(window, Key.ENTER);
    await until('all of them again', async () => (await regions(window)) === 72 && (await people()) === 0);
    await until('the keyboard in the section', async () => (await focused(window)) === 'Map');
  } finally {
    await window.close();
    await place.remove();
  }
});

test('the map is narrowed, kept as a view and opened again with the keyboard alone', () =>
  example(async (window) => {
    const all = await regions(window);
    await tabTo(window, /^Narrow/);
    await press(window, Key.ENTER);
    const panel = await window.see('.panel:popover-open');
    const { x, width } = await panel.getRect();
    assert.ok(x >= 0 && x + width <= (await script(window, 'innerWidth')), `all of it is in the window: ${x} and ${width} wide`);
    await press(window, Key.SPACE);
    const few = await until('fewer organisations', async () => (await regions(window)) < all && (await regions(window)));
    await press(window, Key.ESCAPE);
    await tabTo(window, /^Views/);
    await press(window, Key.ENTER);
    await until('the field for the name', async () => (await focused(window)) === 'Name of the view');
    await press(window, 'For the board', Key.ENTER);
    await window.see('header [aria-label="Undo: Save view For the board"]');
    await until('the keyboard on Views', async () => (await focused(window)) === 'Views');
    await (await window.driver.findElement(By.xpath('//*[@aria-label="The map is narrowed to"]//button[contains(., "Show all")]'))).click();
    await until('all organisations', async () => (await regions(window)) === all);
    await tabTo(window, /^Views/);
    await press(window, Key.ENTER);
    await until('the view to have the keyboard', async () => (await focused(window)) === 'Show For the board');
    await press(window, Key.ENTER);
    await until('the map as it was kept', async () => (await regions(window)) === few);
  }));

test('an outline takes several together, and a tie pulled from one mark to another is recorded', () =>
  example(async (window) => {
    await middleOf(window, await mark(window, REGIONS, 4));
    const box = await script(window, '(({ x, y, width, height }) => ({ x, y, width, height }))(document.querySelectorAll(arguments[0])[4].getBoundingClientRect())', REGIONS);
    const [left, top, right, bottom] = [box.x - 6, box.y - 6, box.x + box.width + 6, box.y + box.height + 6].map(Math.round);
    await pull(window, [{ x: left, y: top }, { x: right, y: top }, { x: right, y: bottom }, { x: left, y: bottom }], Key.SHIFT);
    await until('what is inside', async () => /^1 organisation and \d leaders taken together\.$/.test(await says(window, around)));
    await until('the keyboard on one of them', () => script(window, 'document.activeElement.matches("main .here")'));
    await press(window, Key.ESCAPE);
    await until('all as usual', () => script(window, '!document.querySelector(arguments[0])?.innerText', around));
    const [from, to] = [await mark(window, LEADERS, 2), await mark(window, LEADERS, 30)];
    await window.driver.actions().move(await middleOf(window, from)).press().release().perform();
    await window.see('main .handle');
    await pull(window, [await middleOf(window, 'main .handle'), { x: 600, y: 400 }, await middleOf(window, to)]);
    await window.see('dialog[open]');
    const ends = await script(window, '[...document.querySelectorAll("dialog[open] [role=combobox]")].slice(0, 2).map((one) => one.value)');
    assert.ok(ends[0] && ends[1] && ends[0] !== ends[1], `both ends are known: ${ends}`);
    await (await window.driver.findElement(By.xpath('//dialog//label[contains(., "coordination")]'))).click();
    await press(window, Key.ENTER);
    await until('the dialog to be closed', () => script(window, '!document.querySelector("dialog[open]")'));
    const undo = () => script(window, 'document.querySelector("header .step").ariaLabel');
    await until('it to be a step that can be taken back', async () => {
      const step = await undo();
      return ends.every((name) => step.includes(name));
    });
  }));

test('somebody is supposed gone, the map shows it and says so, and is brought back, with the keyboard alone', () =>
  example(async (window) => {
    const there = () => script(window, '[...document.querySelectorAll(arguments[0])].some((one) => one.ariaLabel?.startsWith("Imran Quddus") || one.textContent.includes("IQ"))', LEADERS);
    assert.ok(await there());
    await window.goTo('Influence');
    await (await labelled(window, 'What if')).click();
    await tabTo(window, /^Without this person or organisation/);
    await offer(window, 'imran', 'Imran Quddus');
    await press(window, Key.ENTER);
    await window.see('table.figures', 60_000);
    assert.match(await says(window, '.answered h2'), /^Without Imran Quddus, .+ would .+\.$/, 'the answer stands first, in a sentence');
    assert.match(await says(window, 'table.figures tbody tr'), /(more|fewer)$/, 'what would be otherwise comes first');
    await tabTo(window, /^See it on the map/);
    await press(window, Key.ENTER);
    await reads(window, 'Without Imran Quddus (only supposed)');
    assert.equal(await there(), false);
    await until('what changed to be explained', () => script(window, '/Beside today:[^]*taken out/.test(document.querySelector("main .foot").innerText)'));
    assert.ok(await script(window, 'document.querySelectorAll("main .live svg .beside-today > *").length') > 1, 'and marked');
    assert.equal(await focused(window), 'Map', 'the keyboard is in the section that has come');
    await tabTo(window, /^Back to the map as it is/);
    await press(window, Key.ENTER);
    await until('the map as it is', there);
    assert.doesNotMatch(await window.text(), /supposed/);
    assert.equal(await focused(window), 'Map');
  }));

test('a mark is found by its name after the mouse was used, and the keyboard’s place is seen', () =>
  example(async (window) => {
    const seen = () => script(window, 'document.activeElement.matches(":focus-visible")');
    await window.driver.actions().move(await middleOf(window, await mark(window, LEADERS, 2))).press().release().perform();
    await window.see('aside');
    await chord(window, 'f');
    assert.equal(await focused(window), 'Find on the map');
    await press(window, 'nobody of this name');
    await reads(window, 'Nobody of that name is on this map.');
    await press(window, Key.ESCAPE);
    // By what stands on the map, which is not how it begins in full.
    await offer(window, 'vale gps', 'Vale General Practice Federation');
    await press(window, Key.ENTER);
    await until('the mark to have the keyboard', async () => (await focused(window)).startsWith('Vale General Practice Federation'));
    assert.ok(await seen(), 'a ring shows where the keyboard is');
    await until('the inspector', async () => (await says(window, 'aside')).startsWith('Vale General Practice Federation'));
    const here = await middleOf(window, 'main .here');
    const stage = await script(window, '(({ left, right, top, bottom }) => ({ left, right, top, bottom }))(document.querySelector("main .stage").getBoundingClientRect())');
    assert.ok(here.x > stage.left && here.x < stage.right && here.y > stage.top && here.y < stage.bottom, 'it is in sight');
    await press(window, Key.ARROW_LEFT);
    await until('another mark', async () => !(await focused(window)).startsWith('Vale General Practice Federation'));
    assert.ok(await seen());
  }));

test('the way between two is shown in words, by keys and by the mouse, and Esc ends it', () =>
  example(async (window) => {
    const found = async (part, name) => {
      await chord(window, 'f');
      await offer(window, part, name);
      await press(window, Key.ENTER);
      await until(`${name} to have the keyboard`, async () => (await focused(window)).startsWith(name));
    };
    await found('imran', 'Imran Quddus');
    await press(window, '0');
    for (let n = 0; n < 30 && !/^Terry Oakenshaw/.test(await focused(window)); n += 1) await press(window, Key.ARROW_DOWN);
    assert.match(await focused(window), /^Terry Oakenshaw/);
    await chord(window, Key.ENTER, Key.SHIFT);
    await until('the way', async () => /^From Imran Quddus to Terry Oakenshaw by way of .+, then .+\.$/.test(await says(window, around)));
    await press(window, Key.ESCAPE);
    await until('all as usual', () => script(window, '!document.querySelector(arguments[0])?.innerText', around));
    assert.match(await focused(window), /^Terry Oakenshaw/);
    const other = await middleOf(window, await mark(window, LEADERS, 70));
    await window.driver.actions().keyDown(Key.SHIFT).move(other).press().release().keyUp(Key.SHIFT).perform();
    await until('a way', async () => /^From Imran Quddus to .+ by way of |are tied directly\.$/.test(await says(window, around)));
    await press(window, Key.ESCAPE);
    await until('all as usual again', () => script(window, '!document.querySelector(arguments[0])?.innerText', around));
    assert.match(await says(window, 'aside'), /^Imran Quddus/, 'and whom it began with is still looked at');
  }));

test('a question typed from anywhere is answered where the keyboard is, and Tab goes into the answer', () =>
  example(async (window) => {
    const at = (selector) => script(window, 'document.activeElement.matches(arguments[0])', selector);
    const inside = (selector) => script(window, 'document.activeElement.closest(arguments[0]) !== null', selector);
    for (const [question, place, answer, into] of [
      ['who connects', 'Influence: Go-betweens', 'main .answer h2', 'main .answer .found'],
      ['what hangs on whom', 'Influence: Hangs on whom', 'main .answer h2', 'main .answer .found'],
      ['how sure', 'Influence: How sure', 'main .answer h2', 'main .answer'],
      ['who works with whom', 'Map', 'main .stage .here', 'main .stage'],
    ]) {
      await chord(window, 'k');
      await window.see('dialog[open] input');
      await offer(window, question, place);
      await press(window, Key.ENTER);
      await until(`the keyboard to be at what “${question}” is answered with`, () => at(answer), 60_000);
      assert.ok((await focused(window)).length > 0, 'it can be read there');
      await press(window, Key.TAB);
      assert.ok(await inside(into), `${question}: Tab goes to “${await focused(window)}”`);
    }
  }));

test('a picture of the map is asked for with the keyboard, from the map and from any page', () =>
  example(async (window) => {
    const asked = 'dialog[open] input[name=picture-format]';
    await tabTo(window, /^Export picture/);
    await press(window, Key.ENTER);
    await window.see(asked);
    assert.match(await says(window, 'dialog[open]'), /The whole map as of 30 June 2026/);
    await press(window, Key.ESCAPE);
    await until('the dialog to be closed', () => script(window, '!document.querySelector("dialog[open]")'));
    assert.equal(await focused(window), 'Export picture', 'the keyboard is where it was');
    await window.goTo('Promises');
    await chord(window, 'k');
    await offer(window, 'print', 'Export picture');
    await press(window, Key.ENTER);
    await window.see(asked);
  }));
