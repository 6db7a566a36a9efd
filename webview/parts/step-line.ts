import { h, setText } from '../dom';
import { restNote } from '../describe';
import { shortened } from '../draw/names';
import type { Probe } from '../../src/protocol/messages';

export interface StepLine {
  element: HTMLElement;
  /** @param view index of the world in which it may change nothing */
  show: (probe: Probe, view: number, step: number) => void;
}

/** A step as it stands in the text, and what it does. */
export function stepLine(): StepLine {
  const code = h('code', { class: 'step-text' });
  const notation = h('span', { class: 'notation' });
  return {
    element: h('p', { class: 'step' }, code, ' ', notation),
    show: (probe, view, step) => {
      setText(code, shortened(probe.steps.texts[step] ?? '', 300));
      const resting = restNote(probe, view, step);
      setText(notation, `${shortened(probe.steps.notations[step] ?? '', 200)}${resting && ` (${resting})`}`);
    },
  };
}
