// The programs under test, a folder of its own for every test, and footprints made by the command line.
import { execFile, spawn } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? path.join(homedir(), '.cache/footbridge/target');

/** The program of that name in the daily build. */
export const program = (name) => path.join(target, 'debug', name);

const run = promisify(execFile);

/** The command line, at a desk of its own: what it said on standard output, or an error with its sentence. */
export async function footbridge(...words) {
  const desk = await folder();
  try {
    const env = { ...process.env, FOOTBRIDGE_DATA_DIR: desk.file('desk'), FOOTBRIDGE_AUTHOR: 'Ann Example' };
    const { stdout } = await run(program('footbridge'), words, { env, maxBuffer: 1 << 26 });
    return stdout;
  } finally {
    await desk.remove();
  }
}

/** A new folder under the system's temporary one, and how to be rid of it. */
export async function folder() {
  const place = await mkdtemp(path.join(tmpdir(), 'footbridge-test-'));
  return { path: place, file: (name) => path.join(place, name), remove: () => rm(place, { recursive: true, force: true }) };
}

/** Waits until `look` gives something true; fails with `what` in the message. */
export async function until(what, look, patience = 20_000) {
  const end = Date.now() + patience;
  let last;
  for (;;) {
    try {
      const found = await look();
      if (found) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} s in vain for ${what}${last ? `: ${last.message}` : ''}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

export const exists = (file) => access(file).then(() => true, () => false);

/** Whatever still runs when the tests end, however they end, goes with them. */
const running = new Set();
process.on('exit', () => running.forEach((group) => signal(group, 'SIGKILL')));

function signal(group, name) {
  try {
    process.kill(-group, name);
  } catch {
    // It has ended already.
  }
}

/** Starts a program with whatever it starts in a group of its own, and ends them all, gently first, when asked. */
export function start(command, words, options = {}) {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
  if (child.pid) running.add(child.pid);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => (said += text));
  }
  const ended = new Promise((done) => {
    child.once('exit', (code) => done(code));
    child.once('error', (error) => {
      said += error.message;
      done(-1);
    });
  });
  return {
    said: () => said,
    ended,
    running: () => child.exitCode === null && child.signalCode === null,
    async stop(patience = 5000) {
      if (!child.pid) return;
      signal(child.pid, 'SIGTERM');
      const timer = setTimeout(() => signal(child.pid, 'SIGKILL'), patience);
      await ended;
      clearTimeout(timer);
      signal(child.pid, 'SIGKILL');
      running.delete(child.pid);
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}
