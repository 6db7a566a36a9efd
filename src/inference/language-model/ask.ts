import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ContractError } from '../contract';
import type { Progress } from '../protocol';
import { answerQuestions } from './answers';
import type {
  AskedLanguageModel,
  LanguageAsk,
  LanguageAskName,
  LanguageAsks,
  LanguageFacts,
  LanguagePatch,
  PlacedText,
} from './asks';
import { NO_LAYERS, openLanguageModel, type OpenedFor, type OpenLanguageModel } from './open';
import { languageCauses } from './causes';
import { patchedAnswers } from './patched';
import { lastTouching } from './places';
import { Reach } from './reach';
import { probeTexts } from './probes';

/** Bytes of the logits of one text. */
const MOST_LOGITS = 2 ** 30;
/** Tokens of a text where neither the model nor memory bounds it. */
const MOST_CONTEXT = 32_768;
/** Two answers are the same when they differ by no more than this share of the largest logit. */
const SAME = 1e-3;
/** Tokens of the text on which a model is tried before it is first asked. */
const TRIED = 256;
/** Tokens behind a text that a question and its answer may take, so that whether they can be read is known before they are asked. */
const OF_A_QUESTION = 32;

/** The one that is open; models of gigabytes are not kept beside each other. */
let open: { key: string; model: OpenLanguageModel; reach: Reach } | undefined;

/** @throws ContractError, the runtime's error */
export async function askLanguageModel(
  model: AskedLanguageModel,
  { what, ask }: LanguageAsk,
  report: (progress: Progress) => void,
): Promise<LanguageAsks[LanguageAskName]['answer']> {
  const { model: own, reach } = await opened(
    model,
    what === 'probes'
      ? 'layers'
      : what === 'patched'
        ? { patched: layersIn(ask.patches) }
        : what === 'causes'
          ? { patched: ask.layers }
          : 'logits',
  );
  // What a file fixes counts as well: longer texts would be cut in two, of which neither half sees the other.
  const longest = Math.min(longestOf(model), own.longest ?? Infinity);
  const within = (ids: Int32Array): Promise<number> => reach.within(ids.subarray(0, longest));
  if (what === 'facts') return factsOf(own, model, ask.texts, { longest, reach });
  if (what === 'probes') return probeTexts(own, ask, { width: model.width, within }, report);
  const start = performance.now();
  const options = { vocabulary: model.vocabulary, longest, within, report };
  const { width } = model;
  const answered =
    what === 'patched'
      ? await patchedAnswers(own, ask, { ...options, width })
      : what === 'causes'
        ? await languageCauses(own, ask, { ...options, width })
        : { answers: await answerQuestions(own, ask.questions, options) };
  return {
    ...answered,
    longest: Math.min(longest, reach.fault?.most ?? Infinity),
    milliseconds: performance.now() - start,
  };
}

/** Each once: what is opened for the same layers is opened once. */
function layersIn(patches: readonly LanguagePatch[]): number[] {
  return [...new Set(patches.map(({ layer }) => layer))].sort((a, b) => a - b);
}

/** Gives back what is held of a model, as before one of another kind is run. */
async function closeLanguageModel(): Promise<void> {
  const before = open;
  open = undefined;
  await before?.model.release();
}

function longestOf({ context = MOST_CONTEXT, vocabulary }: AskedLanguageModel): number {
  return Math.max(1, Math.min(context, MOST_CONTEXT, Math.floor(MOST_LOGITS / (4 * vocabulary))));
}

async function opened(model: AskedLanguageModel, what: OpenedFor): Promise<{ model: OpenLanguageModel; reach: Reach }> {
  const key = [JSON.stringify(what), ...(await stampsOf(model))].join('\n');
  if (open?.key === key) return open;
  await closeLanguageModel();
  const found = await openLanguageModel(model, what);
  const outputs = [what === 'layers' ? `hidden.${model.layers}` : 'logits'];
  open = {
    key,
    model: found,
    reach: new Reach((ids) => found.run(ids, 1, ids.length, outputs, { places: [[ids.length - 1]] })),
  };
  return open;
}

/** Files that were replaced meanwhile are another model. */
async function stampsOf({ folder, path }: AskedLanguageModel): Promise<string[]> {
  const files = [path, join(folder, 'tokenizer.json'), join(folder, 'tokenizer_config.json')];
  return Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size, mtimeMs, ino }) => [file, size, mtimeMs, ino].join(' '),
        () => file,
      ),
    ),
  );
}

async function factsOf(
  own: OpenLanguageModel,
  { vocabulary, context }: AskedLanguageModel,
  texts: readonly PlacedText[],
  { longest: said, reach }: { longest: number; reach: Reach },
): Promise<LanguageFacts> {
  let longest = said;
  const tokenized = texts.map(({ text, ends }) => {
    const tokens = own.tokenizer.read(text);
    refuseUnknown(tokens.ids, vocabulary);
    return { tokens, stepEnds: ends };
  });
  for (const { tokens } of tokenized) {
    const asked = new Int32Array(Math.min(said, tokens.ids.length + OF_A_QUESTION)).fill(tokens.ids.at(-1) ?? 0);
    asked.set(tokens.ids.subarray(0, asked.length));
    await reach.within(asked);
    longest = Math.min(longest, reach.fault?.most ?? Infinity);
  }
  const read = tokenized.map(({ tokens, stepEnds }) => {
    // Of a text that is too long a step behind the end has none.
    const after = stepEnds.map((end) => lastTouching(tokens.ends.subarray(0, longest), end));
    return { ids: tokens.ids, tokens: tokens.ids.length, after: Int32Array.from(after) };
  });
  const perToken = await tried(
    own,
    (read[0]?.ids ?? new Int32Array()).subarray(0, Math.min(TRIED, longest)),
    vocabulary,
  );
  return {
    digest: own.digest,
    longest,
    shorter: shorterText(reach, context),
    perToken,
    noLayers: own.layers === undefined ? NO_LAYERS : null,
    texts: read.map(({ tokens, after }) => ({ tokens, after })),
  };
}

function shorterText({ fault }: Reach, context: number | undefined): string | null {
  if (!fault) return null;
  const said = context === undefined ? 'bounds it nowhere' : `says ${context.toLocaleString('en-US')}`;
  return `its file reads ${fault.most.toLocaleString('en-US')} tokens and no more, though its config.json ${said} (${fault.reason})`;
}

function refuseUnknown(ids: Int32Array, vocabulary: number): void {
  const id = ids.find((one) => one >= vocabulary || one < 0);
  if (id !== undefined)
    throw new ContractError(
      `its tokenizer gives the token ${id}, but its config.json says a vocabulary of ${vocabulary}: they are not of one model`,
    );
}

/**
 * Whether what a model says of a token depends on later ones: then it is no decoder, and nothing that is asked here has an answer.
 *
 * @returns milliseconds that a token takes
 */
async function tried(model: OpenLanguageModel, words: Int32Array, vocabulary: number): Promise<number> {
  const half = words.length >> 1;
  if (half < 1) return 0;
  const places = [[half - 1]];
  const { logits: first } = await model.run(words.subarray(0, half), 1, half, ['logits'], { places });
  const start = performance.now();
  const { logits: whole } = await model.run(words, 1, words.length, ['logits'], { places });
  const milliseconds = performance.now() - start;
  const classes = whole?.dims[2] ?? 0;
  if (!whole || !first || classes !== vocabulary)
    throw new ContractError(
      `its graph gives ${classes} logits for each token, but its config.json says a vocabulary of ${vocabulary}: they are not of one model`,
    );
  let [most, difference] = [0, 0];
  for (let k = 0; k < classes; k++) {
    const [a, b] = [first.data[k] ?? NaN, whole.data[k] ?? NaN];
    if (Number.isNaN(a) || Number.isNaN(b)) throw new ContractError('its logits are not numbers');
    if (Number.isFinite(a)) most = Math.max(most, Math.abs(a));
    if (a !== b) difference = Math.max(difference, Math.abs(a - b));
  }
  if (difference > SAME * most)
    throw new ContractError('it is not causal: what it says of a token depends on later ones, as in an encoder');
  return milliseconds / words.length;
}
