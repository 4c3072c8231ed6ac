// When a drawing is replaced by another of the same things, they glide from where they stood: 300 ms, so that the eye
// can follow (LOOK.md, Motion).

type Places = Map<string, { x: number; y: number }>;

const middleOf = (element: SVGGraphicsElement) => {
  const box = element.getBBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** What glides: regions, discs, and the names over regions, which belong to the region of the same order. */
function gliding(svg: SVGSVGElement): Map<string, SVGGraphicsElement> {
  const found = new Map<string, SVGGraphicsElement>();
  const regions = [...svg.querySelectorAll<SVGGraphicsElement>('.regions > g')];
  const heads = [...svg.querySelectorAll<SVGGraphicsElement>('.heads > .head')];
  regions.forEach((region, at) => {
    const key = region.dataset.key;
    if (!key) return;
    found.set(key, region);
    const head = heads[at];
    if (head) found.set(`head of ${key}`, head);
  });
  for (const disc of svg.querySelectorAll<SVGGraphicsElement>('.people > [data-key]')) found.set(disc.dataset.key ?? '', disc);
  return found;
}

/** Where everything that glides stands now, with what a hand has moved meanwhile. */
export function places(svg: SVGSVGElement | null): Places {
  const found: Places = new Map();
  if (!svg) return found;
  for (const [key, element] of gliding(svg)) {
    const at = middleOf(element);
    const moved = /translate\((\S+) (\S+)\)/.exec(element.dataset.moved ?? '');
    found.set(key, { x: at.x + Number(moved?.[1] ?? 0), y: at.y + Number(moved?.[2] ?? 0) });
  }
  return found;
}

/** Lets everything that stood elsewhere before glide to where it stands now; lines come in when it has arrived. */
export function glideFrom(before: Places, svg: SVGSVGElement, milliseconds: number) {
  if (milliseconds <= 0 || before.size === 0) return;
  const timing: KeyframeAnimationOptions = { duration: milliseconds, easing: 'ease-out' };
  let any = false;
  for (const [key, element] of gliding(svg)) {
    const was = before.get(key);
    if (!was) continue;
    const is = middleOf(element);
    const dx = was.x - is.x;
    const dy = was.y - is.y;
    if (Math.hypot(dx, dy) < 1) continue;
    any = true;
    // The element's own transform, if it has one, is part of both ends.
    const own = element.getAttribute('transform') ? getComputedStyle(element).transform : '';
    const end = own && own !== 'none' ? own : '';
    element.animate([{ transform: `translate(${dx}px, ${dy}px) ${end}` }, { transform: end || 'none' }], timing);
  }
  if (!any) return;
  for (const group of svg.querySelectorAll('.ties, .tie-ends, .gaps, .signs')) group.animate([{ opacity: 0 }, { opacity: 0, offset: 0.6 }, { opacity: 1 }], timing);
}
