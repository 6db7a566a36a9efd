/** One probe of each kind of text, with the eight models that run by default and their names. */
import type { Model, Probe, WorldView } from '../../src/protocol/messages';
import { probe, random, run, world } from './sample';

const NAMES: readonly (readonly [name: string, architecture: string, lasts: number])[] = [
  ['WFA-SSM (exact)', 'WFA-SSM', Infinity],
  ['RNN-SSM (exact)', 'RNN-SSM', Infinity],
  ['IDS4, 1 layer', 'IDS4', 300],
  ['Transformer, 4 layers', 'transformer', 17],
  ['S4, 4 layers', 'S4', 6],
  ['Mamba, 4 layers', 'Mamba', 24],
  ['Mamba with eigenvalues in [-1, 1], 2 layers', 'Mamba [−1, 1]', 12],
  ['Gated linear attention, 2 layers', 'gated-linear-attention', 14],
];

/** @param scale of how many steps each is right */
export function eight(view: WorldView, scale = 1): Model[] {
  return NAMES.map(([name, architecture, lasts], at): Model => ({
    id: `eight-${at}`,
    name,
    architecture,
    ...(lasts === Infinity && { exact: true }),
    trained: 15,
    theory: {
      says: lasts > 100 ? 'can' : 'cannot',
      line: 'at log precision it stays in TC⁰ (Merrill et al. 2024, Theorem 4.4), and this is NC¹-complete, so not at every length unless TC⁰ = NC¹',
    },
    measured: {
      reach: 10,
      beyond: { length: 16, full: 0.4 },
      horizon: 14,
      line: 'at least 90% of words right up to length 10; 40% at 16, half of the words wrong by token 14',
    },
    layers: ['embedding', 'layer 1', 'layer 2'].map((layer) => ({ name: layer, neurons: 64 })),
    state: { kind: 'done', run: run(view, lasts * scale, at + 1) },
  }));
}

function kind(
  id: string,
  slots: readonly string[],
  objects: readonly string[],
  parts: Partial<Probe>,
  steps = 40,
): Probe {
  const { view, notations } = world(steps, 20261130, objects);
  const named: WorldView = { ...view, slots: [...slots] };
  const whole = probe(id, steps, objects);
  return { ...whole, ...parts, views: [named], models: eight(named), steps: { ...whole.steps, notations } };
}

export function program(steps = 40): Probe {
  const list = [0, 1, 2, 3, 4].map((slot) => `shelves[${slot}]`);
  return kind('program', list, ["'novels'", "'maps'", "'letters'", "'atlases'", "'poems'"], {}, steps);
}

export function story(): Probe {
  const told = kind(
    'story',
    ['Alice', 'Bob', 'the kitchen cupboard', 'Dan', 'Emma'],
    ['the ball', 'the key', 'an umbrella', 'the postcard', 'a lamp'],
    { title: 'coins.txt', domain: 'narrative', source: { name: 'coins.txt', language: 'narrative' } },
  );
  const { slots } = told.views[0] ?? { slots: [] };
  const texts = told.steps.notations.map((cycle) => {
    const [a = '', b = ''] = [...cycle.matchAll(/\d/g)].map(([slot]) => slots[Number(slot) - 1] ?? '');
    return `Then ${a} and ${b} trade what they have`;
  });
  const questions = [{ text: 'Who has the ball at the end?', answer: 'Emma' }];
  return { ...told, questions, steps: { ...told.steps, texts } };
}

export function word(): Probe {
  const told = kind('word', ['1', '2', '3', '4', '5'], ['1', '2', '3', '4', '5'], {
    title: 'hundred-swaps.word',
    domain: 'word',
    source: { name: 'hundred-swaps.word', language: 'word' },
  });
  return { ...told, steps: { ...told.steps, texts: told.steps.notations } };
}

/** A word of a language: each symbol stands for itself where it may come next, and is `·` where it may not. */
export function formal(alphabet: readonly string[], steps = 40): Probe {
  const next = random(20261201);
  const ofItself = (object: number, at: number): number => (object > 0 ? (at % alphabet.length) + 1 : 0);
  const row = (): number[] => alphabet.map((_, symbol) => (next() < 0.4 ? symbol + 1 : 0));
  const view: WorldView = {
    view: 'next-symbols',
    slots: alphabet.map((symbol) => `next ${symbol}`),
    objects: ['·', ...alphabet],
    truth: Int16Array.from(Array.from({ length: steps + 1 }, row).flat()),
  };
  const models = eight(view).map((model): Model => {
    if (model.state.kind !== 'done') return model;
    const { run: ran } = model.state;
    return { ...model, state: { kind: 'done', run: { ...ran, predicted: ran.predicted.map(ofItself) } } };
  });
  const whole = probe('formal', steps);
  const source = { name: 'word.lang', language: 'formal' };
  const texts = Array.from({ length: steps }, (_, step) => alphabet[step % alphabet.length] ?? '');
  return {
    ...{ ...whole, title: 'word.lang', domain: 'word', source, views: [view], models },
    steps: { count: steps, texts, notations: texts },
  };
}
