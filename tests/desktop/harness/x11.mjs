// Closes windows as a window manager does: by asking (WM_DELETE_WINDOW). WebDriver's own close takes the page away
// without asking, which is not what happens when somebody presses the cross. Enough of the X protocol for that.
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';

const ATOM = 4;
const pad = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/** Asks every window on the display that can be asked to close; gives how many there were. */
export async function askWindowsToClose(display = process.env.DISPLAY) {
  const socket = connect(`/tmp/.X11-unix/X${display.match(/:(\d+)/)[1]}`);
  let heard = Buffer.alloc(0);
  let wake = () => {};
  socket.on('data', (data) => {
    heard = Buffer.concat([heard, data]);
    wake();
  });
  socket.on('error', () => wake());
  const take = async (length) => {
    while (heard.length < length) {
      if (socket.destroyed) throw new Error('The display closed the connection.');
      await new Promise((done) => (wake = done));
    }
    const taken = heard.subarray(0, length);
    heard = heard.subarray(length);
    return taken;
  };
  /** A request of so many 32-bit words after its head; the head's second byte is `detail`. */
  const send = (opcode, detail, body) => {
    const head = Buffer.from([opcode, detail, 0, 0]);
    head.writeUInt16LE(1 + body.length / 4, 2);
    socket.write(Buffer.concat([head, body]));
  };
  const words = (...numbers) => {
    const body = Buffer.alloc(numbers.length * 4);
    numbers.forEach((number, at) => body.writeUInt32LE(number, at * 4));
    return body;
  };
  const reply = async () => {
    for (;;) {
      const first = await take(32);
      if (first[0] !== 1) continue; // an event or an error about a window that has just gone
      return Buffer.concat([first, await take(first.readUInt32LE(4) * 4)]);
    }
  };
  const atom = async (name) => {
    const length = Buffer.alloc(4);
    length.writeUInt16LE(name.length, 0);
    send(16, 0, Buffer.concat([length, pad(Buffer.from(name))]));
    return (await reply()).readUInt32LE(8);
  };
  try {
    socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const start = await take(8);
    const setup = await take(start.readUInt16LE(6) * 4);
    const vendor = setup.readUInt16LE(16);
    const root = setup.readUInt32LE(32 + Math.ceil(vendor / 4) * 4 + setup[21] * 8);
    const [protocols, close] = [await atom('WM_PROTOCOLS'), await atom('WM_DELETE_WINDOW')];
    send(15, 0, words(root));
    const tree = await reply();
    let asked = 0;
    for (let at = 0; at < tree.readUInt16LE(16); at += 1) {
      const window = tree.readUInt32LE(32 + at * 4);
      send(20, 0, words(window, protocols, ATOM, 0, 32));
      const property = await reply();
      const known = Array.from({ length: property.readUInt32LE(16) }, (_, n) => property.readUInt32LE(32 + n * 4));
      if (!known.includes(close)) continue;
      const event = Buffer.concat([Buffer.from([33, 32, 0, 0]), words(window, protocols, close, 0, 0, 0, 0)]);
      send(25, 0, Buffer.concat([words(window, 0), event]));
      asked += 1;
    }
    // An answer means that everything before it has been done.
    await atom('WM_PROTOCOLS');
    return asked;
  } finally {
    socket.destroy();
  }
}

/** What a window's page shows on the display, pixel by pixel, as a PNG. WebDriver's own pictures are at times waited for in vain. */
export async function photograph(driver, display = process.env.DISPLAY) {
  const [x, y, width, height] = await driver.executeScript('return [screenX, screenY, innerWidth, innerHeight]');
  const { stdout } = await promisify(execFile)('import', ['-display', display, '-window', 'root', '-crop', `${width}x${height}+${x}+${y}`, '+repage', 'png:-'], { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
