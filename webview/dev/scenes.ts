import type { PageState, Probe } from '../../src/protocol/messages';
import { game } from './game';
import { formal, program, story, word } from './kinds';
import { bigStates, longText, manyModels } from './large';
import { models, probe, run, world } from './sample';

/** Everything a file could put into a name to get out of its place. */
export const HOSTILE = [
  '<img src=x onerror="document.title=\'owned\'">',
  '</script><script>document.title="owned"</script>',
  '" onclick="document.title=\'owned\'" x="',
  '\u202egnp.exe\u2066\u0000\n\r\t',
  'W'.repeat(5000),
];

const OVERWRITES = {
  kind: 'not applicable' as const,
  reason: 'its tokens only permute, and step 2 overwrites a slot (task S5)',
};

/** With a question, answered by every model but one. */
function asking(whole: Probe): Probe {
  const answers = ['y', 'z', 'y'];
  const models = whole.models.map((model, k) => {
    const { state } = model;
    const answer = answers[k];
    if (state.kind !== 'done' || answer === undefined) return model;
    return {
      ...model,
      state: { ...state, run: { ...state.run, answers: [{ answer, right: answer === 'y' ? 'A' : 'B' }] } },
    };
  });
  return { ...whole, models, questions: [{ text: 'What is in the first place?', answer: 'y', right: 'A' }] };
}

function partial(): Probe {
  const whole = probe('partial', 64);
  const [wfa, rnn, elman, transformer, mamba] = whole.models;
  return {
    ...whole,
    models: [
      ...(wfa ? [wfa] : []),
      ...(rnn ? [{ ...rnn, state: { kind: 'running' as const, done: 30, total: 64 } }] : []),
      ...(elman ? [{ ...elman, state: { kind: 'waiting' as const } }] : []),
      ...(transformer
        ? [
            {
              ...transformer,
              state: {
                kind: 'not applicable' as const,
                reason: 'step 9 swaps six variables; this model follows at most five',
              },
            },
          ]
        : []),
      ...(mamba
        ? [
            {
              ...mamba,
              state: {
                kind: 'failed' as const,
                reason: 'mamba-2.onnx: the runtime has no kernel for the operator “Foo” (opset 22)',
              },
            },
          ]
        : []),
    ],
    cuts: [{ what: 'steps', shown: 64, total: 70_000, reason: 'the setting stateProbe.maxSteps is 64' }],
  };
}

/** Two models ran, then a person cancelled. */
function cancelled(): Probe {
  const whole = probe('cancelled', 64);
  const models = whole.models.map((model, index) =>
    index < 2 ? model : { ...model, state: { kind: 'cancelled' as const } },
  );
  return { ...whole, models };
}

function chess(): Probe {
  const objects = ['white rook a1', 'black queen d8', 'black rook a8', 'white king e1', 'black king e8'];
  const { view, notations } = world(14, 7, objects);
  const count = objects.length;
  const truth = view.truth.slice();
  truth.fill(-1, 11 * count);
  const five = {
    ...view,
    truth,
    rests: Uint8Array.from({ length: 14 }, (_, step) => Number(step === 3 || step === 4)),
    slots: ['1st', '2nd', '3rd', '4th', '5th'],
    note: 'Five of 32 pieces are followed: the order in which they stand, captured ones last.',
  };
  const moves = ['a1a8', 'd8d1', 'e1d1', 'a8a1', 'd1c2', 'a1a2', 'c2b1', 'a2b2', 'b1b2', 'e8e7', 'b2b9', '–', '–', '–'];
  const whole = probe('chess', 14);
  return {
    ...whole,
    title: 'endgame.uci',
    domain: 'chess',
    source: { name: 'endgame.uci', language: 'chess' },
    steps: { count: 14, texts: moves, notations: notations.map((text, step) => (step < 10 ? text : 'illegal')) },
    views: [five],
    illegal: { step: 10, reason: 'b2b9: there is no square b9' },
    verdict: {
      class: 'aperiodic',
      generators: 11,
      moved: 9,
      group: false,
      order: '41',
      sentence: 'No group in these steps: star-free.',
    },
    wholeVerdict: {
      class: 'non-solvable',
      generators: 10,
      moved: 9,
      group: true,
      name: 'S9',
      order: '362880',
      sentence: 'The steps generate S9.',
    },
    models: models(five, 0.4).map((model) => {
      if (model.state.kind !== 'done') return model;
      const outcome = model.state.run.outcome.slice().fill(2, 10);
      const { firstWrong } = model.state.run;
      const late = firstWrong === 4 ? { lastChange: 2 } : {};
      return { ...model, state: { ...model.state, run: { ...model.state.run, outcome, ...late } } };
    }),
  };
}

function hostile(): Probe {
  const whole = probe('hostile', 24, HOSTILE);
  const [bad = ''] = HOSTILE;
  return {
    ...whole,
    title: HOSTILE.join(' '),
    source: { name: bad, language: bad },
    steps: { ...whole.steps, texts: whole.steps.texts.map((_, step) => HOSTILE[step % HOSTILE.length] ?? '') },
    models: whole.models.map((model, index) => ({
      ...model,
      name: HOSTILE[index % HOSTILE.length] ?? '',
      architecture: bad,
      layers: model.layers.map(({ neurons }) => ({ name: bad, neurons })),
    })),
    verdict: { class: 'unknown', generators: 5, moved: 5, group: true, sentence: bad },
    cuts: [{ what: 'objects', shown: 1, total: 2, reason: bad }],
  };
}

/** Two worlds in one probe: a model that reads more objects than the others. */
function worlds(): Probe {
  const whole = probe('worlds', 40);
  const nine = world(40, 5, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], 'All nine variables, for A4×Z5.').view;
  return {
    ...whole,
    views: [...whole.views, nine],
    models: [
      ...whole.models.slice(2, 4),
      {
        id: 'nine',
        name: 'Mamba for A4×Z5',
        architecture: 'Mamba',
        layers: [{ name: 'embedding', neurons: 4 }],
        state: { kind: 'done', run: { ...run(nine, 20, 9), view: 1 } },
      },
    ],
  };
}

/** A language model beside others, one that was not asked, and a question that many answer. */
function language(): Probe {
  const whole = asking(manyModels(12));
  const [view] = whole.views;
  if (!view) return whole;
  const asked: Probe['models'][number] = {
    id: 'language',
    name: 'SmolLM2-135M-Instruct',
    architecture: 'LlamaForCausalLM',
    layers: Array.from({ length: 7 }, (_, k) => ({ name: k === 0 ? 'embedding' : `layer ${k}`, neurons: 576 })),
    readsText: true,
    beside: 'asked about a text of 612 tokens; its tokenizer splits two of the objects in two',
    state: { kind: 'done', run: run(view, 6, 5) },
  };
  const reason = 'the text has 70,112 tokens, and the model reads at most 8,192';
  const other = { ...asked, id: 'other', name: 'Qwen3-0.6B', state: { kind: 'not applicable' as const, reason } };
  return { ...whole, id: 'language', models: [asked, other, ...whole.models], chosenModel: asked.id };
}

/** By name, so that tests and screenshots ask for the same things. */
export const SCENES: Record<string, () => PageState> = {
  empty: () => ({ kind: 'empty' }),
  loading: () => ({
    kind: 'loading',
    title: 'Probing shuffle.py',
    message: 'Running 2 of 5 models: Elman RNN',
    done: 2,
    total: 5,
  }),
  starting: () => ({ kind: 'loading', title: 'Probing shuffle.py', message: 'Reading the selection' }),
  failed: () => ({
    kind: 'failed',
    title: 'shuffle.py cannot be followed',
    reason: 'shuffle.py:7:9: error: the index “i + offset()” is not known before the program runs',
    advice: 'Select lines whose indices are constants, or loop variables over range() with known bounds.',
    commands: ['probeSelection', 'openSample', 'showLog'],
  }),
  short: () => ({ kind: 'probe', probe: asking(probe('short', 5, ['x', 'y', 'z'])) }),
  probe: () => ({ kind: 'probe', probe: probe('probe', 64) }),
  long: () => ({ kind: 'probe', probe: probe('long', 2000) }),
  partial: () => ({ kind: 'probe', probe: partial() }),
  cancelled: () => ({ kind: 'probe', probe: cancelled() }),
  chess: () => ({ kind: 'probe', probe: chess() }),
  game: () => ({ kind: 'probe', probe: game() }),
  program: () => ({ kind: 'probe', probe: program() }),
  // The sizes of bench/first-screen.bench.ts.
  steps200: () => ({ kind: 'probe', probe: program(200) }),
  steps5000: () => ({ kind: 'probe', probe: program(5000) }),
  story: () => ({ kind: 'probe', probe: story() }),
  word: () => ({ kind: 'probe', probe: word() }),
  hostile: () => ({ kind: 'probe', probe: hostile() }),
  none: () => ({ kind: 'probe', probe: { ...probe('none', 8), models: [] } }),
  unread: () => ({
    kind: 'probe',
    probe: {
      ...probe('unread', 8),
      placesWithSwaps: 7,
      models: probe('unread', 8).models.map((model) => ({ ...model, state: OVERWRITES })),
    },
  }),
  others: () => ({
    kind: 'probe',
    probe: {
      ...probe('others', 8),
      placesWithSwaps: 4,
      models: probe('others', 8).models.map((model) => ({ ...model, state: OVERWRITES })),
      others: [
        { id: 'exact', name: 'WFA-SSM (exact), T3' },
        { id: 'rnn', name: 'Elman RNN, 1 layer, T3' },
      ],
    },
  }),
  nothing: () => ({ kind: 'probe', probe: { ...probe('nothing', 0), models: [] } }),
  many: () => ({ kind: 'probe', probe: manyModels(25) }),
  big: () => ({ kind: 'probe', probe: bigStates(4096, 8, 256) }),
  huge: () => ({ kind: 'probe', probe: longText(100_000) }),
  language: () => ({ kind: 'probe', probe: language() }),
  formal: () => ({ kind: 'probe', probe: formal(Array.from('abcdefghijklmnopqrstuvwxyz⊣')) }),
  worlds: () => ({ kind: 'probe', probe: worlds() }),
};
