import { fill, h, icon } from '../dom';
import { outcomeOf, plural } from '../describe';
import { shortened } from '../draw/names';
import type { Model, Probe } from '../../src/protocol/messages';
import { runOf } from '../../src/protocol/models';
import { strip } from './strip';

/** A model's name and where it is right and wrong, in one line; pressing it shows its inside. One of a radio group. */
export function chip(model: Model, onChoose: () => void): HTMLButtonElement {
  const button = h('button', { class: 'chip', role: 'radio', 'aria-checked': false, tabindex: -1 });
  button.type = 'button';
  button.addEventListener('click', onChoose);
  updateChip(button, model, null);
  return button;
}

/** Such as `Mamba · 2 layers`. */
function kindOf(model: Model): string {
  // The contract counts the embedding among the layers; people do not.
  const layers = Math.max(0, model.layers.length - 1);
  const parts = [model.architecture, layers > 0 && plural(layers, 'layer'), model.exact === true && 'exact'];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}

/** How it did is about the text of the probe, which may be an older one. */
export function updateChip(button: HTMLButtonElement, model: Model, probe: Probe | null): void {
  const outcome = outcomeOf(model, probe);
  const older = probe?.text?.state === 'older';
  const about = kindOf(model);
  const run = runOf(model);
  const firstWrong = run?.firstWrong;
  button.dataset['outcome'] = outcome.icon;
  button.classList.toggle('of-older-text', older);
  button.dataset['model'] = model.id;
  button.title = [older && 'Of an older text:', model.name, about, outcome.text, model.beside, outcome.reason]
    .filter(Boolean)
    .join('\n');
  fill(
    button,
    icon(outcome.icon),
    h('span', { class: 'chip-name' }, shortened(model.name, 60)),
    ' ',
    run && strip(run, probe?.views[run.view]?.rests),
    ' ',
    // A screen reader gets it all.
    h(
      'span',
      { class: 'chip-outcome', 'aria-hidden': true },
      `${older && model.state.kind === 'done' ? 'older text ' : ''}${chipNumber(model, firstWrong)}`,
    ),
    h(
      'span',
      { class: 'sr-only' },
      [about, older && 'of an older text', outcome.text, model.beside].filter(Boolean).join('; '),
    ),
    outcome.reason !== undefined && h('span', { class: 'chip-reason' }, shortened(outcome.reason, 300)),
  );
}

/** The step alone: the card and the hover say the token. */
function chipNumber(model: Model, firstWrong: number | null | undefined): string {
  if (typeof firstWrong === 'number') return `at ${(firstWrong + 1).toLocaleString('en')}`;
  return model.state.kind === 'running' ? outcomeOf(model, null).text.replace('running, ', '') : '';
}

/** Arrow keys within a radio group, as in the ARIA Authoring Practices: they choose as they move. */
export function choiceForKey(key: string, ids: readonly string[], chosen: string | null): string | null {
  const at = Math.max(0, ids.indexOf(chosen ?? ''));
  const to =
    key === 'ArrowDown' || key === 'ArrowRight'
      ? (at + 1) % ids.length
      : key === 'ArrowUp' || key === 'ArrowLeft'
        ? (at + ids.length - 1) % ids.length
        : key === 'Home'
          ? 0
          : key === 'End'
            ? ids.length - 1
            : -1;
  return ids[to] ?? null;
}
