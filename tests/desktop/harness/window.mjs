// The real window under WebKitWebDriver. Needs a display, which `make test` gives it.
import { Builder, By, Capabilities, until as found } from 'selenium-webdriver';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { folder, program, start, until } from './programs.mjs';

export { By, Key } from 'selenium-webdriver';

async function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** The environment of a program whose work stays in `place`. */
export const deskIn = (place) => ({
  ...process.env,
  HOME: place.path,
  FOOTBRIDGE_DATA_DIR: place.file('desk'),
  FOOTBRIDGE_DOCUMENTS_DIR: place.path,
  FOOTBRIDGE_AUTHOR: 'Ann Example',
  // Neither a session bus nor an accessibility bridge: they would start daemons that outlive the test.
  DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  NO_AT_BRIDGE: '1',
});

/** Opens the real window; `args` go to the program. The desk is kept in `place`, so a second window finds the first's work. */
export async function openWindow(place, args = [], environment = deskIn(place)) {
  const port = await freePort();
  const driverProcess = start('WebKitWebDriver', [`--port=${port}`], {
    env: { ...environment, TAURI_WEBVIEW_AUTOMATION: 'true' },
  });
  const status = `http://127.0.0.1:${port}/status`;
  await until('WebKitWebDriver', async () => (await fetch(status)).ok);
  let driver;
  try {
    driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}/`)
      .withCapabilities(new Capabilities({ browserName: 'wry', 'webkitgtk:browserOptions': { binary: process.env.FOOTBRIDGE_WINDOW_PROGRAM ?? program('footbridge-desktop'), args } }))
      .build();
    await driver.manage().setTimeouts({ implicit: 0, script: 10_000, pageLoad: 30_000 });
  } catch (error) {
    await driverProcess.stop();
    throw error;
  }
  return {
    driver,
    /** The first element of that selector, once it is shown. */
    async see(selector, patience = 20_000) {
      const element = await driver.wait(found.elementLocated(By.css(selector)), patience, `no ${selector} in the window`);
      await driver.wait(found.elementIsVisible(element), patience, `${selector} is not shown`);
      return element;
    },
    /** Asks the program as the page does; a refusal comes back as `{ refused }`. */
    ask: (request) =>
      driver.executeAsyncScript(
        `const [request, done] = arguments;
         window.__TAURI_INTERNALS__.invoke('ask', { request }).then(done, (refused) => done({ refused }));`,
        request,
      ),
    /** Goes to a section by its entry in the rail. */
    async goTo(section) {
      const entry = await driver.findElement(By.xpath(`//nav//button[starts-with(@aria-label, "${section}")]`));
      await entry.click();
      return this.see(`main[data-section="${section.toLowerCase()}"]`);
    },
    text: () => driver.executeScript('return document.body.innerText'),
    /** Two frames and a moment: a picture taken earlier may be of the page before. */
    async settle() {
      await driver.executeAsyncScript('const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))');
      await new Promise((done) => setTimeout(done, 150));
    },
    /** The process of the program itself, to be killed without warning. */
    async pid() {
      for (const number of (await readdir('/proc')).filter((name) => /^[0-9]+$/.test(name))) {
        try {
          const name = await readFile(`/proc/${number}/comm`, 'utf8');
          const its = await readFile(`/proc/${number}/environ`, 'utf8');
          if (name.startsWith('footbridge-desk') && its.includes(`FOOTBRIDGE_DATA_DIR=${environment.FOOTBRIDGE_DATA_DIR}`)) return Number(number);
        } catch {
          // It has ended meanwhile, or is somebody else's.
        }
      }
      throw new Error('the program does not run');
    },
    async close() {
      await driver.quit().catch(() => {});
      await driverProcess.stop();
    },
  };
}

/** Runs one test with a window on a desk of its own. */
export async function inWindow(args, use) {
  const place = await folder();
  const window = await openWindow(place, args);
  try {
    return await use({ ...window, place });
  } finally {
    await window.close();
    await place.remove();
  }
}
