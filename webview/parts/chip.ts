import { fill, h, icon } from '../dom';
import { outcomeOf, plural } from '../describe';
import { shortened } from '../draw/names';
import type { Model } from '../messages';

/** A model's name, what it is and how it did; pressing it shows its layers. One of a radio group. */
export function chip(model: Model, onChoose: () => void): HTMLButtonElement {
  const button = h('button', { class: 'chip', role: 'radio', 'aria-checked': false, tabindex: -1 });
  button.type = 'button';
  button.addEventListener('click', onChoose);
  updateChip(button, model);
  return button;
}

export function updateChip(button: HTMLButtonElement, model: Model): void {
  const outcome = outcomeOf(model);
  // The contract counts the embedding among the layers; people do not.
  const layers = Math.max(0, model.layers.length - 1);
  const kind = [model.architecture, layers > 0 && plural(layers, 'layer'), model.exact === true && 'exact'];
  const about = kind.filter((part) => typeof part === 'string' && part !== '').join(' · ');
  button.dataset['outcome'] = outcome.icon;
  button.dataset['model'] = model.id;
  button.title = [model.name, about, outcome.text, outcome.reason].filter(Boolean).join('\n');
  fill(
    button,
    icon(outcome.icon),
    h('span', { class: 'chip-name' }, shortened(model.name, 60)),
    h('span', { class: 'chip-kind' }, shortened(about, 80)),
    h('span', { class: 'chip-outcome' }, outcome.text),
  );
}

/** Arrow keys within a radio group, as in the ARIA Authoring Practices: they choose as they move. */
export function choiceForKey(key: string, ids: readonly string[], chosen: string | null): string | null {
  const at = Math.max(0, ids.indexOf(chosen ?? ''));
  const to =
    key === 'ArrowDown' || key === 'ArrowRight'
      ? (at + 1) % ids.length
      : key === 'ArrowUp' || key === 'ArrowLeft'
        ? (at + ids.length - 1) % ids.length
        : -1;
  return ids[to] ?? null;
}
