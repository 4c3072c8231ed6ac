// The window's page in headless Chromium, against the program's HTTP host.
import { chromium } from 'playwright-core';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { folder, program, root, start, until } from './programs.mjs';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));

/** The HTTP host on a free port, with a work area of its own. */
export async function httpHost(place, author = 'Ann Example') {
  const host = start(program('footbridge-http-host'), [
    '--port', '0', '--workarea', place.file('work'), '--ui', path.join(root, 'ui/dist'),
  ], { env: { ...process.env, HOME: place.path, FOOTBRIDGE_DATA_DIR: place.file('work'), FOOTBRIDGE_DOCUMENTS_DIR: place.path, FOOTBRIDGE_AUTHOR: author } });
  const address = await until('the HTTP host to listen', () => {
    if (!host.running()) throw new Error(`it ended and said: ${host.said()}`);
    return host.said().match(/listening on (http:\S+)/)?.[1];
  });
  return { address, ...host };
}

/**
 * Runs one test in a page of its own on a desk of its own: `await inBrowser('?example', async ({ page, place }) => …)`.
 * Fails when the page threw, logged an error or asked anybody but its host for anything.
 */
export async function inBrowser(search, use, { viewport = { width: 1366, height: 768 }, ...context } = {}) {
  const place = await folder();
  const host = await httpHost(place);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const trouble = [];
  try {
    const page = await (await browser.newContext({ viewport, locale: 'en-GB', ...context })).newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => trouble.push(`thrown: ${error.message}`));
    page.on('console', (message) => {
      // A refusal is an answer with an error status, which Chromium logs by itself; the page shows its sentence.
      const aboutARefusal = message.location().url.endsWith('/api/ask');
      if (message.type() === 'error' && !aboutARefusal) trouble.push(`logged: ${message.text()}`);
    });
    page.on('request', (request) => {
      const to = request.url();
      if (!to.startsWith(host.address) && !/^(data|blob):/.test(to)) trouble.push(`asked for ${to}`);
    });
    await page.goto(host.address + '/' + search);
    const given = await use({ page, place, host, browser, open: (to) => page.goto(host.address + '/' + to) });
    if (trouble.length) throw new Error(`The page was in trouble:\n  ${trouble.join('\n  ')}`);
    return given;
  } catch (error) {
    error.message += `\nThe host said: ${host.said().slice(-2000)}`;
    throw error;
  } finally {
    await browser.close();
    await host.stop();
    await place.remove();
  }
}
