// The real window, as it is started by a person: a handful of journeys through everything between the mouse and the file.
import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { folder, footbridge, program, start, until } from '../harness/programs.mjs';
import { ALONE, isTheSame, PLACES, WITHOUT_ONE } from '../harness/same-picture.mjs';
import { askWindowsToClose, photograph } from '../harness/x11.mjs';
import { By, deskIn, inWindow, Key, openWindow } from '../harness/window.mjs';

const MAP = 'main[data-section="map"] .live svg .regions [data-key]';

/** Renames the first organisation of the directory where it stands, and gives its old name. */
async function renameFirst(window, name) {
  await window.goTo('Directory');
  const cell = await window.see('[role=grid] [data-cell="0:0"]');
  const old = (await cell.getText()).split('\n')[0].trim();
  await cell.click();
  await until('the cell to have the focus', () => window.driver.executeScript('return document.activeElement?.dataset?.cell === "0:0"'));
  await window.driver.actions().sendKeys(Key.F2).perform();
  const field = await window.see('input[aria-label="Edit name"]');
  // One after the other: WebKitWebDriver types what follows a chord in the same call while its keys are still down.
  await field.sendKeys(Key.chord(Key.CONTROL, 'a'));
  await field.sendKeys(name);
  await field.sendKeys(Key.ENTER);
  await until('the new name in the directory', async () => (await window.text()).includes(name));
  return old;
}

test('the window opens on the example with its map, its name and its page', () =>
  inWindow(['--example'], async (window) => {
    await window.see(MAP);
    assert.match(await window.driver.getCurrentUrl(), /^tauri:\/\/localhost\/?$/);
    assert.match(await window.driver.getTitle(), /Northmarch and the Vale/);
    const size = await window.driver.executeScript('return [innerWidth, innerHeight]');
    assert.deepEqual(size, [1366, 768]);
  }));

test('every section is reached and shows something', () =>
  inWindow(['--example'], async (window) => {
    await window.see(MAP);
    for (const section of ['Gaps', 'Influence', 'Promises', 'Directory', 'Papers', 'Import', 'History', 'Map']) {
      const main = await window.goTo(section);
      await until(`${section} to be filled`, async () => (await window.driver.findElements(By.css('main .waiting'))).length === 0);
      assert.ok((await main.getText()).length > 20, `${section} says something`);
      assert.equal((await window.driver.findElements(By.css('main [role=alert]'))).length, 0, `${section} shows no refusal`);
    }
  }));

test('a name edited in place is taken back with Ctrl+Z and comes again with Ctrl+Shift+Z', () =>
  inWindow(['--example'], async (window) => {
    await window.see(MAP);
    const old = await renameFirst(window, 'Aardvark Trust');
    const grid = async () => (await window.see('[role=grid]')).getText();
    await window.driver.actions().keyDown(Key.CONTROL).sendKeys('z').keyUp(Key.CONTROL).perform();
    await until('the old name', async () => (await grid()).includes(old) && !(await grid()).includes('Aardvark Trust'));
    await window.driver.actions().keyDown(Key.CONTROL).keyDown(Key.SHIFT).sendKeys('z').keyUp(Key.SHIFT).keyUp(Key.CONTROL).perform();
    await until('the new name again', async () => (await grid()).includes('Aardvark Trust'));
  }));

test('an edit is in the published file two seconds later and survives the end of the program', async () => {
  const place = await folder();
  const file = place.file('North.footbridge');
  await footbridge('new', file, '--example');
  try {
    const first = await openWindow(place, [file]);
    try {
      await first.see(MAP);
      await renameFirst(first, 'Aardvark Trust');
      await until('Saved', async () => (await (await first.see('footer [role=status]')).getText()).startsWith('Saved'));
    } finally {
      await first.close();
    }
    assert.match(await footbridge('list', file, 'organisations'), /Aardvark Trust/);
    const second = await openWindow(place, [file]);
    try {
      await second.see(MAP);
      await second.goTo('Directory');
      await until('the edit', async () => (await second.text()).includes('Aardvark Trust'));
    } finally {
      await second.close();
    }
  } finally {
    await place.remove();
  }
});

test('closing the window publishes what was just entered', async () => {
  const place = await folder();
  const file = place.file('North.footbridge');
  await footbridge('new', file, '--name', 'North of the River');
  const window = await openWindow(place, [file]);
  try {
    await window.see('main[data-section="map"]');
    const entered = { act: 'add_organisation', name: 'Aardvark Trust', kind: 'community', label: '' };
    const said = await window.ask({ ask: 'act', act: entered });
    assert.equal(said.overview.saved.done, false, 'it is not published yet');
    assert.ok((await askWindowsToClose()) > 0, 'there is a window to close');
    await until('the window to be gone', async () => (await askWindowsToClose()) === 0);
    // Had it not been published on the way out, nobody would be left to do it.
    assert.match(await footbridge('list', file, 'organisations', '--json'), /Aardvark Trust/);
  } finally {
    await window.close();
    await place.remove();
  }
});

test('a board paper and a map are exported from the window', () =>
  inWindow(['--example'], async (window) => {
    await window.see(MAP);
    const details = { subject: '', for_whom: '', item: '', status: '' };
    const options = { show: 'both', gaps: true, minimum_level: 1, unassessed: false };
    for (const [what, name] of [['board_paper', 'paper.pdf'], ['map', 'map.svg']]) {
      const path = window.place.file(name);
      const said = await window.ask({ ask: 'export', what, path, audience: 'board', details, options });
      assert.equal(said.refused, undefined, JSON.stringify(said.refused));
      assert.ok((await stat(path)).size > 2000);
    }
  }));

test('the picture the real window writes is the picture it shows', () =>
  inWindow(['--example'], async (window) => {
    const { driver } = window;
    // Large enough that no letters are set larger than the file has them.
    await driver.manage().window().setRect({ x: 0, y: 0, width: 1600, height: 1000 });
    await until('the window to be so large', async () => (await driver.executeScript('return innerWidth')) === 1600);
    await window.see(MAP);
    // What the window asks for a map with when it is opened: a size in tens of pixels, without the bar above the map.
    const room = await driver.executeScript("const { clientWidth, clientHeight } = document.querySelector('main .section'); return { width: Math.round(clientWidth / 10) * 10, height: Math.round((clientHeight - 30) / 10) * 10 }");
    const options = { show: 'both', gaps: true, minimum_level: 1, unassessed: false, ...room };
    await new Promise((done) => setTimeout(done, 1500));
    const shown = await driver.executeScript(`return (${PLACES})('main .live svg')`);
    await driver.executeScript('const s = document.createElement("style"); s.textContent = arguments[0]; document.head.append(s);', ALONE);
    await window.settle();
    const screen = await photograph(driver);
    const changed = await driver.executeScript(`return (${WITHOUT_ONE})()`);
    await window.settle();
    const without = await photograph(driver);
    const files = {};
    for (const ending of ['svg', 'png']) {
      files[ending] = window.place.file(`map.${ending}`);
      const said = await window.ask({ ask: 'export', what: 'map', path: files[ending], audience: 'working', details: { subject: '', for_whom: '', item: '', status: '' }, options });
      assert.equal(said.refused, undefined, JSON.stringify(said.refused));
    }
    await inBrowser('', ({ page }) => isTheSame(page, { shown, screen, without, changed, files }, 0.035));
  }));

test('a file that is no footprint is refused in one sentence, and the window goes on', async () => {
  const place = await folder();
  const file = place.file('Holiday.footbridge');
  await writeFile(file, 'not a footprint at all');
  const window = await openWindow(place, [file]);
  try {
    const alert = await window.see('[role=alert]');
    const said = await alert.getText();
    assert.match(said, /Holiday\.footbridge/);
    assert.match(said.trim(), /\.$/);
    await (await window.driver.findElement(By.xpath('//button[contains(., "Open the example")]'))).click();
    await window.see(MAP);
  } finally {
    await window.close();
    await place.remove();
  }
});

test('the window goes nowhere else, calls nothing it may not and speaks to nobody', () =>
  inWindow(['--example'], async (window) => {
    await window.see(MAP);
    const { driver } = window;
    await driver.executeScript('location.href = "https://example.org/"');
    assert.equal(await driver.executeScript('return String(window.open("https://example.org/"))'), 'null');
    const fetched = await driver.executeAsyncScript(
      'const done = arguments[0]; fetch("https://example.org/").then(() => done("went out"), () => done("refused"))',
    );
    assert.equal(fetched, 'refused');
    const called = await driver.executeAsyncScript(
      'const done = arguments[0]; window.__TAURI_INTERNALS__.invoke("plugin:dialog|save", {}).then(() => done("done"), (said) => done(String(said)))',
    );
    assert.match(called, /not allowed/);
    const made = await driver.executeScript(
      'const p = document.createElement("p"); p.innerHTML = "<img src=x onerror=\\"window.ran = 1\\">"; document.body.append(p); return true',
    );
    assert.ok(made);
    await window.settle();
    assert.equal(await driver.executeScript('return window.ran ?? null'), null);
    assert.match(await driver.getCurrentUrl(), /^tauri:\/\/localhost(\/|$)/);
    assert.equal((await driver.getAllWindowHandles()).length, 1);
    await window.see(MAP);
  }));

test('a second start hands its file to the window that is open, and ends', async () => {
  const place = await folder();
  const file = place.file('North.footbridge');
  await footbridge('new', file, '--name', 'North of the River');
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address']);
  try {
    const address = await until('the session bus', () => bus.said().match(/unix:\S+/)?.[0]);
    const environment = { ...deskIn(place), DBUS_SESSION_BUS_ADDRESS: address, XDG_DATA_HOME: place.file('share') };
    delete environment.FOOTBRIDGE_DATA_DIR; // with a desk of its own it would be another program
    const window = await openWindow(place, ['--example'], environment);
    try {
      await window.see(MAP);
      const second = start(program('footbridge-desktop'), [file], { env: environment });
      assert.equal(await second.ended, 0, second.said());
      await until('the other footprint', async () => /North of the River/.test(await window.driver.getTitle()));
    } finally {
      await window.close();
    }
  } finally {
    await bus.stop();
    await place.remove();
  }
});
