import { h, icon } from '../dom';
import { plain, shortened } from '../draw/names';
import type { Probe } from '../../src/protocol/messages';
import { runOf } from '../../src/protocol/models';

type Asked = NonNullable<Probe['questions']>[number];
/** Of models that answer the same: more would hide what they answer. */
const MOST_NAMES = 6;

type Said = Pick<Asked, 'answer' | 'right'>;

/** For each question of the text the true answer, and what models answer by the state that they believe in at the end. */
export function askedLists(probe: Probe): HTMLElement[] {
  return (probe.questions ?? []).map((question, k) => {
    const said = new Map<string, string[]>();
    for (const model of probe.models) {
      const answer = runOf(model)?.answers?.[k];
      if (!answer) continue;
      const text = saidText(answer);
      said.set(text, [...(said.get(text) ?? []), shortened(model.name, 60)]);
    }
    const truth = saidText(question);
    const lines = [...said].map(([text, names]) => {
      const isRight = text === truth;
      return h(
        'li',
        {},
        icon(isRight ? 'right' : 'wrong'),
        h('span', { class: 'sr-only' }, isRight ? 'right: ' : 'wrong: '),
        h('span', {}, `${text}: ${namesText(names)}`),
      );
    });
    const asked = h('p', { class: 'asked-text' }, `${shortened(question.text, 200)} → ${truth}`);
    return h(
      'div',
      { class: 'asked' },
      asked,
      lines.length > 0 && h('ul', { 'aria-label': 'Answers of models' }, ...lines),
    );
  });
}

function namesText(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `white balloon (A)` */
export function saidText({ answer, right }: Said): string {
  const option = right === undefined ? '' : right === null ? ' (none of the options)' : ` (${plain(right)})`;
  return `${shortened(answer, 100)}${option}`;
}
