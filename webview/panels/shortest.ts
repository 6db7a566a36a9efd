import { h } from '../dom';
import { commandButtons } from '../parts/screens';
import { runOf } from '../../src/protocol/models';
import type { Panel } from './panel';

/** Searches for texts that break the model; what is found opens as a text of its own and is probed. */
export const shortest: Panel = {
  id: 'shortest',
  title: 'Shrink and find',
  about:
    'Shrink leaves out steps of this text as long as the model still fails, and opens what remains. ' +
    'Find a Failure looks through all words, the shortest first, whatever this text says.',
  runsModels: true,
  mount: (context, model) => {
    const isWrong = typeof runOf(model)?.firstWrong === 'number';
    return h(
      'div',
      {},
      !isWrong && h('p', { class: 'note' }, 'On this text the model is never wrong: there is nothing to shrink.'),
      commandButtons(context, isWrong ? ['shrink', 'findFailure'] : ['findFailure']),
    );
  },
};
