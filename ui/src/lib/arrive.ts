// After a section or a place in it was chosen from afar, the keyboard stands at what it answers.
import { tick } from 'svelte';

/** Where an answer begins: its sentence, the mark of a drawing or the cell of a table that the keyboard is on. */
const BEGINS = '[data-lead], .stage .here, [role=grid] [data-cell][tabindex="0"]';
const ENDED_BY = ['keydown', 'pointerdown'] as const;
let giveUp: () => void = () => {};

/**
 * Takes the keyboard to the answer of the section shown. While that is worked out, it waits where the answer will
 * stand; as soon as the reader does anything else, it stays where the reader went.
 */
export async function arrive() {
  await tick();
  giveUp();
  const main = document.getElementById('section');
  if (!main) return;
  let at: Element | null = null;
  const go = (to: HTMLElement) => {
    to.focus();
    at = to;
  };
  const look = () => {
    // Somebody else has the keyboard now.
    if (at && at !== document.activeElement && document.activeElement !== document.body) return giveUp();
    const begin = main.querySelector<HTMLElement>(BEGINS);
    if (begin) {
      go(begin);
      giveUp();
    } else if (!at?.isConnected || at === main) go(main.querySelector<HTMLElement>('[data-answer]') ?? main);
  };
  const watch = new MutationObserver(look);
  giveUp = () => {
    watch.disconnect();
    for (const event of ENDED_BY) window.removeEventListener(event, giveUp, true);
  };
  for (const event of ENDED_BY) window.addEventListener(event, giveUp, true);
  watch.observe(main, { childList: true, subtree: true });
  look();
}
