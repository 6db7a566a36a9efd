import { labelNamed, stateLabels } from '../analysis/state-labels';
import type { CallOptions } from '../inference/client';
import { MOST_NEURONS, MOST_SIDE, PIECE_ROWS } from '../protocol/limits';
import type { Cut, Prepared, RequestName, Requests } from '../protocol/messages';
import { pageGrid } from './grid';
import { pageAblated, pageCauses } from './interventions';
import { pageProbes, pageTrajectories } from './inside';
import type { LookedAt } from './looked-at';
import { pageMemory } from './memory';
import { pageOverTraining } from './over-training';
import { pagePatched } from './patched';

/** How a question about a model's run is answered, for the page and for a file alike. */
export interface RunAnswer<Ask, Answer> {
  /** What is being worked out, for people. */
  what: string;
  /** Whether it takes long, and is not for the process that a person waits for. */
  slow?: (ask: Ask) => boolean;
  answer: (model: LookedAt, ask: Ask, options: CallOptions) => Promise<Answer>;
}

type Answered =
  | Prepared
  | 'rows'
  | 'neurons'
  | 'neuron'
  | 'tensor'
  | 'similarity'
  | 'attention'
  | 'patched'
  | 'grid'
  | 'causes'
  | 'ablated'
  | 'memory'
  | 'eigenvalues';
type RunAnswers<Names extends RequestName> = {
  [K in Names]: RunAnswer<Requests[K]['ask'], Requests[K]['answer']>;
};

const always = (): boolean => true;

/** Prepared ones stand in the order in which they are kept in a file. */
export const RUN_ANSWERS: RunAnswers<Answered> = {
  trajectories: {
    what: 'principal components',
    // Those of the run itself need no random words, and are there at once.
    slow: ({ reference }) => reference === 'words',
    answer: async ({ entry, inside }, { reference }, options) =>
      pageTrajectories(entry, inside, reference, await inside.components(reference, options)),
  },
  linearProbes: {
    what: 'linear probes',
    slow: always,
    async answer({ entry, inside }, { label: wanted }, options) {
      const labels = stateLabels(entry);
      const label = wanted === undefined ? undefined : labelNamed(labels, wanted);
      if (wanted !== undefined && !label) throw new Error(`Probes of this model cannot be fitted to tell ${wanted}.`);
      return pageProbes(entry, await inside.probes({ ...options, label }), labels, label);
    },
  },
  tracked: {
    what: 'what it tracks',
    slow: always,
    answer: async ({ inside }, _, options) => (await inside.tracked(options)) ?? null,
  },
  difficulty: {
    what: 'random words as long as the text',
    slow: always,
    answer: ({ entry, inside }, _, options) => inside.difficulty(entry, options),
  },
  overTraining: {
    what: 'moments of a training',
    slow: always,
    answer: pageOverTraining,
  },
  rows: {
    what: 'rows of an output',
    async answer({ inside }, { output, form, from, to, stride }, options) {
      const end = Math.min(to, inside.word.after.length, from + PIECE_ROWS * stride);
      const ask = { output, form, from, to: end, stride, most: MOST_NEURONS };
      const { width, columns, data, min, max, typical } = await inside.look('rows', ask, options);
      const reason = 'Wider rows are not drawn; a saved file holds all of them.';
      const cut: Cut = { what: 'neurons', shown: columns, total: width, reason };
      return { neurons: columns, data, min, max, typical, ...(columns < width && { cut }) };
    },
  },
  neurons: {
    what: 'neurons of an output',
    answer: ({ inside }, { output, form }, options) =>
      inside.look('neurons', { output, form, most: MOST_NEURONS }, options),
  },
  neuron: {
    what: 'one neuron',
    answer: ({ inside }, { output, form, neuron }, options) => inside.look('neuron', { output, form, neuron }, options),
  },
  tensor: {
    what: 'an output at one step',
    answer: ({ inside }, { output, step }, options) => inside.look('tensor', { output, step }, options),
  },
  similarity: {
    what: 'similarity of steps',
    answer: ({ inside }, { output, from, to }, options) =>
      inside.look('similarity', { output, outputs: inside.layers, from, to, most: MOST_SIDE }, options),
  },
  grid: {
    what: 'layers and steps',
    slow: ({ reading }) => reading !== 'lens',
    answer: pageGrid,
  },
  patched: {
    what: 'the text read once more',
    answer: pagePatched,
  },
  causes: {
    what: 'which states carry the belief',
    slow: always,
    answer: pageCauses,
  },
  ablated: {
    what: 'the model without each of its parts',
    slow: always,
    answer: pageAblated,
  },
  memory: {
    what: 'what layers remember',
    slow: always,
    answer: pageMemory,
  },
  eigenvalues: {
    what: 'eigenvalues of transitions',
    slow: always,
    answer: ({ inside }, { output }, options) => inside.look('eigenvalues', { output }, options),
  },
  attention: {
    what: 'attention',
    answer: ({ inside }, { output, head, from, to }, options) =>
      inside.look('attention', { output, head, from, to, most: MOST_SIDE }, options),
  },
};
