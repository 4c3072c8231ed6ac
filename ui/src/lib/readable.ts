// Letters on a drawing that is shown smaller than it was drawn: never below 11 pixels (LOOK.md, Type). They grow in
// their place as far as there is room round them; beyond that they wait, counted, until one zooms in.

/** No letters on the screen are smaller than this, in pixels. */
export const LEAST = 11;
/** Names drawn large to be read from afar become no larger than this when one goes nearer. */
export const LARGEST = 18;

/** How far each sort of letters may grow before it would run into something. */
const MOST = { initials: 1.62, disc: 2.5, caption: 1.18, name: 1.7, tight: 1.2, gap: 2.1, sign: 1.8, badge: 1.8, group: 1.3, far: 1.25 } as const;

/** Marks seen from afar are at least so wide, in pixels, as far as they may grow between one another. */
const LEAST_MARK = 6;
const MOST_MARK = 1.6;

/** No plate goes further than this from its bridge, in pixels: there it would be of none. */
const FARTHEST = 45;
/** The size of initials, in units of the drawing. */
const LETTERS = 11;
/** So large a share of discs that have grown may touch another. */
const TOUCHING = 0.15;

/** By what letters of `size` units are to grow when a unit is `scale` pixels; null when that is more than `most`. */
export function growth(size: number, scale: number, most: number): number | null {
  const wanted = size * scale > 0 ? LEAST / (size * scale) : 1;
  if (wanted <= 1.005) return 1;
  return wanted <= most ? wanted : null;
}

/** The same for letters that were drawn large to be read from afar: they become smaller where one goes nearer. */
export function eased(size: number, scale: number, most: number): number | null {
  return size * scale > LARGEST ? LARGEST / (size * scale) : growth(size, scale, most);
}

/** The transform that makes something `by` times as large about a point. */
export function about(x: number, y: number, by: number): string {
  const round = (n: number) => Math.round(n * 1000) / 1000;
  return by === 1 ? '' : `translate(${round(x * (1 - by))} ${round(y * (1 - by))}) scale(${round(by)})`;
}

const number = (element: Element, name: string) => Number.parseFloat(element.getAttribute(name) ?? '') || 0;

/** A transform of ours, kept beside a move of the moment (`moved`), which stands before it. */
export function setBase(element: Element, transform: string) {
  if (transform) (element as SVGElement).dataset.base = transform;
  else delete (element as SVGElement).dataset.base;
  put(element);
}
export function setMove(element: Element, dx: number, dy: number) {
  if (dx === 0 && dy === 0) delete (element as SVGElement).dataset.moved;
  else (element as SVGElement).dataset.moved = `translate(${dx} ${dy})`;
  put(element);
}
function put(element: Element) {
  const { base, moved } = (element as SVGElement).dataset;
  const transform = [moved, base].filter(Boolean).join(' ');
  if (transform) element.setAttribute('transform', transform);
  else element.removeAttribute('transform');
}

interface Plate {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** By how much each plate moves so that none lies on one before it, or on what stands still: as little as may be, up or down, left or right. */
export function apart(plates: readonly Plate[], gap = 2, still: readonly Plate[] = []): { dx: number; dy: number }[] {
  const settled: Plate[] = [...still];
  return plates.map((plate) => {
    const now = { ...plate };
    for (let round = 0; round < 12; round += 1) {
      const other = settled.find((one) => now.x < one.x + one.width + gap && one.x < now.x + now.width + gap && now.y < one.y + one.height + gap && one.y < now.y + now.height + gap);
      if (!other) break;
      const ways = [
        { dx: other.x + other.width + gap - now.x, dy: 0 },
        { dx: other.x - gap - now.width - now.x, dy: 0 },
        { dx: 0, dy: other.y + other.height + gap - now.y },
        { dx: 0, dy: other.y - gap - now.height - now.y },
      ].sort((a, b) => Math.abs(a.dx + a.dy) - Math.abs(b.dx + b.dy));
      // The shortest way that does not lead onto the next one; the shortest where all do.
      const free = ways.find((way) => settled.every((one) => one === other || !(now.x + way.dx < one.x + one.width + gap && one.x < now.x + way.dx + now.width + gap && now.y + way.dy < one.y + one.height + gap && one.y < now.y + way.dy + now.height + gap)));
      const way = free ?? ways[0];
      if (!way) break;
      now.x += way.dx;
      now.y += way.dy;
    }
    settled.push(now);
    return { dx: now.x - plate.x, dy: now.y - plate.y };
  });
}

/** Where a plate is when what stands on it has grown about its middle. */
function grown(group: Element, scale: number, most: number): Plate {
  const [plate, words] = [group.querySelector('rect'), group.querySelector('text')];
  const by = (words && growth(number(words, 'font-size'), scale, most)) || 1;
  if (!plate) return { x: 0, y: 0, width: 0, height: 0 };
  const [width, height] = [number(plate, 'width'), number(plate, 'height')];
  const [x, y] = [number(plate, 'x') + width / 2, number(plate, 'y') + height / 2];
  return { x: x - (width * by) / 2, y: y - (height * by) / 2, width: width * by, height: height * by };
}

/** Plates whose letters have grown are moved off one another, and off names and people, which stay. */
function keepApart(svg: SVGSVGElement, scale: number) {
  const seen = (group: Element) => group.getAttribute('display') !== 'none';
  const names = [...svg.querySelectorAll('.heads > .head')].filter(seen).map((head) => grown(head, scale, MOST.name));
  const shown = [...svg.querySelectorAll('.gap-words')].filter(seen);
  const plates = shown.map((group) => grown(group, scale, MOST.gap));
  if (plates.length === 0) return;
  const discs = [...svg.querySelectorAll('.people > .leader > circle:not(.hit):has(+ text)')].map((disc) => {
    const [x, y, r] = [number(disc, 'cx'), number(disc, 'cy'), number(disc, 'r')];
    return { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
  });
  apart(plates, 4, [...names, ...discs]).forEach(({ dx, dy }, i) => {
    const group = shown[i];
    if (!group || (dx === 0 && dy === 0) || Math.hypot(dx, dy) * scale > FARTHEST) return;
    const { base } = (group as SVGElement).dataset;
    setBase(group, `translate(${Math.round(dx * 100) / 100} ${Math.round(dy * 100) / 100})${base ? ` ${base}` : ''}`);
  });
}

/** By how much each of these boxes is to be wider at either side to hold what stands in its middle, without reaching another. */
export function widened(boxes: readonly Plate[], wanted: readonly number[], gap = 4): number[] {
  const now = boxes.map((box) => ({ ...box }));
  return now.map((box, i) => {
    const more = ((wanted[i] ?? 0) - box.width) / 2;
    if (more <= 0) return 0;
    const beside = now.filter((other) => other !== box && other.y < box.y + box.height && box.y < other.y + other.height);
    const room = beside.map((other) => Math.max(other.x - box.x - box.width, box.x - other.x - other.width) - gap);
    const by = Math.max(0, Math.min(more, ...room));
    box.x -= by;
    box.width += 2 * by;
    return by;
  });
}

/** Regions become as wide as the names in them that have grown. */
function widenRegions(svg: SVGSVGElement, scale: number) {
  const heads = [...svg.querySelectorAll('.heads > .head')];
  const regions = [...svg.querySelectorAll<SVGRectElement>('.regions > .organisation > rect, .regions > .no-post > rect')];
  if (heads.length !== regions.length) return;
  // As they were drawn, whatever they were at another scale.
  const boxes = regions.map((rect) => {
    const drawn = (rect.dataset.drawn ??= `${number(rect, 'x')} ${number(rect, 'width')}`).split(' ').map(Number);
    return { x: drawn[0] ?? 0, y: number(rect, 'y'), width: drawn[1] ?? 0, height: number(rect, 'height') };
  });
  const wanted = heads.map((head) => (head.getAttribute('display') === 'none' ? 0 : grown(head, scale, MOST.name).width + 4));
  widened(boxes, wanted).forEach((by, i) => {
    const [rect, box] = [regions[i], boxes[i]];
    if (!rect || !box) return;
    rect.setAttribute('x', String(box.x - by));
    rect.setAttribute('width', String(box.width + 2 * by));
  });
}

/** How long lines of text are in their own units: all measured before anything is changed, so that it is done at once. */
type Lengths = ReadonlyMap<SVGTextElement, number>;
const whole = (line: SVGTextElement) => line.dataset.whole ?? line.textContent ?? '';
function measured(lines: Iterable<SVGTextElement>): Lengths {
  const all = [...lines];
  for (const line of all) if (line.textContent !== whole(line)) line.textContent = whole(line);
  return new Map(all.map((line) => [line, line.getComputedTextLength()]));
}

/** Shortens a line to a width in its own units; what it counts at its end stays. */
function shorten(line: SVGTextElement, room: number, length: number) {
  const said = whole(line);
  if (length <= room || said.length < 4) return;
  const tail = / · \d+$/.exec(said)?.[0] ?? '';
  // Letters differ in width: a share of them, and a little less.
  const kept = Math.floor(said.length * (room / length) * 0.96) - tail.length - 2;
  line.dataset.whole = said;
  line.textContent = `${said.slice(0, Math.max(1, kept)).trimEnd()}…${tail}`;
}

/** About how wide initials are, in units of their size: a disc is no wider than they. */
export function widthOfInitials(said: string): number {
  return [...said].reduce((sum, letter) => sum + (/[MW]/.test(letter) ? 0.88 : /[IJ1.]/.test(letter) ? 0.36 : 0.64), 0);
}

/**
 * By how much discs that stand free are to grow so that letters of `size` units on them can be read: all alike, so that
 * none looks weightier than another, and only where few of them would touch; 1 where they are to stay as they are.
 */
export function growthOfDiscs(discs: readonly { x: number; y: number; r: number }[], size: number, scale: number): number {
  if (growth(size, scale, MOST.initials) !== null) return 1;
  const wanted = growth(size, scale, MOST.disc);
  if (wanted === null) return 1;
  const touching = discs.filter((one) => discs.some((other) => other !== one && Math.hypot(other.x - one.x, other.y - one.y) < wanted * (other.r + one.r)));
  return touching.length <= discs.length * TOUCHING ? wanted : 1;
}

/** A name that has grown beyond the right edge of its region goes a little to the left, as far as its sign lets it. */
function keepInside(words: SVGTextElement, scale: number, length: number) {
  const box = words.parentElement?.querySelector('rect');
  const by = growth(number(words, 'font-size'), scale, MOST.tight) ?? 1;
  if (!box || by === 1 || words.getAttribute('text-anchor') === 'middle') return;
  const over = number(words, 'x') + length * by - (number(box, 'x') + number(box, 'width') - 4);
  const { base } = words.dataset;
  if (over > 0 && base) setBase(words, `translate(${-Math.min(over, 5)} 0) ${base}`);
}

/** Makes the letters of a live drawing readable at a scale. Gives how many could not be. */
export function makeReadable(svg: SVGSVGElement, scale: number): number {
  let hidden = 0;
  const lengths = measured(svg.querySelectorAll<SVGTextElement>('.group-names text, .regions > .organisation > text, .regions > .no-post > text'));
  const show = (element: Element, shown: boolean) => {
    if (shown) element.removeAttribute('display');
    else element.setAttribute('display', 'none');
  };
  // One text, about its own anchor, at the height of its letters.
  const text = (element: Element, most: number): boolean => {
    const size = number(element, 'font-size');
    const by = growth(size, scale, most);
    show(element, by !== null);
    setBase(element, by === null ? '' : about(number(element, 'x'), number(element, 'y') - size * 0.33, by));
    if (by === null) hidden += 1;
    return by !== null;
  };
  // Plate and words together, about the middle of the plate or another share of the way across it.
  const together = (group: Element, most: number, how = growth, from = 0.5) => {
    const words = group.querySelector('text');
    if (!words) return;
    const by = how(number(words, 'font-size'), scale, most);
    show(group, by !== null);
    if (by === null) hidden += 1;
    const plate = group.querySelector('rect');
    if (!plate || by === null) return;
    setBase(group, about(number(plate, 'x') + number(plate, 'width') * from, number(plate, 'y') + number(plate, 'height') * from, by));
  };
  // A group's name stays in the strip of its group: from where it begins, as far as the group is wide, and shortened there.
  const inGroup = (name: Element, box: Element) => {
    const [plate, lines] = [name.querySelector('rect'), name.querySelectorAll('text')];
    const first = lines[0];
    if (!plate || !first) return;
    const left = number(first, 'x');
    const size = number(first, 'font-size');
    const by = eased(size, scale, MOST.group);
    show(name, by !== null);
    if (by === null) hidden += 1;
    // What becomes smaller stays where a heading is looked for, at the top; what grows, grows downwards rather than out of
    // its box.
    const from = number(plate, 'y') + (by !== null && by < 1 ? 0 : Math.min(number(plate, 'height') / 2, 1.3 * size));
    const room = number(box, 'x') + number(box, 'width') - (left - number(box, 'x')) / 2 - left;
    for (const line of lines) {
      if (by !== null && by > 1) shorten(line, room / by, lengths.get(line) ?? 0);
      setBase(line, by === null ? '' : about(left, from, by));
    }
  };
  for (const head of svg.querySelectorAll('.heads > .head')) together(head, MOST.name);
  for (const words of svg.querySelectorAll('.gap-words')) together(words, MOST.gap);
  keepApart(svg, scale);
  widenRegions(svg, scale);
  const boxes = svg.querySelectorAll('.groups > rect');
  svg.querySelectorAll('.group-names > .group-name').forEach((name, i) => {
    const box = boxes[i];
    if (box) inGroup(name, box);
  });
  for (const mark of svg.querySelectorAll('.regions > .far')) {
    const hit = mark.querySelector('.hit');
    if (!hit) continue;
    // What is pressed reaches a little beyond what is seen.
    const by = Math.min(MOST_MARK, Math.max(1, LEAST_MARK / (number(hit, 'width') * 0.9 * scale)));
    const [x, y] = [number(hit, 'x') + number(hit, 'width') / 2, number(hit, 'y') + number(hit, 'height') / 2];
    for (const shape of mark.querySelectorAll(':scope > :is(rect, circle, path)')) setBase(shape, about(x, y, by));
  }
  // Those in heads grow with their heads; those on discs away from the initials they stand beside.
  for (const badge of svg.querySelectorAll('.people .badge, .regions .badge')) together(badge, MOST.badge, growth, 0.15);
  for (const name of svg.querySelectorAll('.regions .far-name')) together(name, MOST.far, eased);
  // Leaders alone have room for their names round them, which on a small drawing is room for the discs.
  const free = svg.querySelector('.regions') ? [] : [...svg.querySelectorAll('.people > .leader > circle:not(.hit):has(+ text)')];
  const discs = free.map((disc) => ({ x: number(disc, 'cx'), y: number(disc, 'cy'), r: number(disc, 'r') }));
  const swelling = growthOfDiscs(discs, LETTERS, scale);
  for (const leader of svg.querySelectorAll('.people > .leader')) {
    const [initials, ...captions] = leader.querySelectorAll(':scope > text');
    if (initials) {
      const disc = leader.querySelector(':scope > circle:not(.hit)');
      const size = number(initials, 'font-size');
      const room = disc ? (2 * number(disc, 'r') + 1.5) / (widthOfInitials(initials.textContent ?? '') * size) : MOST.initials;
      const most = Math.min(MOST.initials, Math.max(1, room));
      // Where nothing stands round it, the whole disc grows with its letters and what else is on it.
      if (disc && free.length > 0) {
        const shapes = leader.querySelectorAll(':scope > :is(circle, path):not(.hit)');
        for (const shape of shapes) setBase(shape, about(number(disc, 'cx'), number(disc, 'cy'), swelling));
      }
      text(initials, swelling > 1 ? MOST.disc : most);
    }
    let shown = true;
    for (const caption of captions) shown = text(caption, MOST.caption) && shown;
    for (const plate of leader.querySelectorAll(':scope > rect')) show(plate, shown);
  }
  for (const words of svg.querySelectorAll<SVGTextElement>('.regions > .organisation > text, .regions > .no-post > text')) {
    if (text(words, MOST.tight)) keepInside(words, scale, lengths.get(words) ?? 0);
  }
  for (const sign of svg.querySelectorAll('.one-pier text, .ties text, .beside-today text')) text(sign, MOST.sign);
  return hidden;
}
