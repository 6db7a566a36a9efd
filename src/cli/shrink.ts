import { isProbed, probe, type ProbedModel } from '../analysis/probe';
import { onThisText } from '../analysis/measured';
import { shrink as shrinkProbe, type Shrunk } from '../analysis/failures/shrink';
import { shrunkText } from '../analysis/failures/shrunk-text';
import { InferenceClient } from '../inference/client';
import { describeProvider } from '../inference/providers';
import { dressedLike, type Like } from '../reductions/like';
import { printable } from '../text/printable';
import { atStart, READ_OPTIONS, readTrace } from './input';
import { modelNamed } from './model-list';
import { FOLDER_OPTION, PROVIDER_OPTION } from './model-options';
import { clearLine, print, showLine } from './output';
import { showVerifying } from './progress-line';
import { fallbackLines, providersOf, accessTo } from './providers';
import { reportLine } from './report';
import { SEARCH_OPTIONS, searchOptions } from './search-options';
import { stateText } from './state-text';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';
import { textTarget, writeText } from './write-text';

const SEED = 1;

export const shrink: Verb = {
  usage: ['FILE --model M'],
  does: 'the shortest text of some of a text’s own steps on which a model still fails',
  notes: [
    'Exit code 1 where the model is right at every step, or cannot read the text.',
    'Every text that is tried is run; what comes out is minimal: without any one of its steps the model is right.',
  ],
  options: [
    { name: 'model', value: 'M', help: 'id, file or address of the model' },
    FOLDER_OPTION,
    ...READ_OPTIONS,
    { name: 'out', value: 'FILE', help: 'writes the text there, of the same kind as FILE' },
    ...SEARCH_OPTIONS,
    PROVIDER_OPTION,
  ],
  run: shrinkText,
};

async function shrinkText(args: Arguments, signal: AbortSignal): Promise<number> {
  const [path, ...more] = args.positionals;
  if (path === undefined || more.length > 0) throw new UsageError('which FILE? (one; - for standard input)');
  const name = args.text('model');
  if (name === undefined) throw new UsageError('which --model? (state-probe models lists them)');
  const providers = providersOf(args);
  const options = searchOptions(args, SEED);
  const model = await modelNamed(name, args);
  const trace = await readTrace(path, args);
  const client = new InferenceClient(undefined, undefined, undefined, undefined, accessTo);
  try {
    const asked = { providers, signal, objects: args.list('objects'), onVerifying: showVerifying };
    const { entries } = await probe(trace, [model], client, asked).catch((error: unknown) => {
      throw error instanceof RangeError ? atStart(path, error.message) : error;
    });
    clearLine();
    const [entry] = entries;
    if (!entry || !isProbed(entry)) throw atStart(path, `${model.manifest.id} does not run: ${entry?.reason ?? ''}`);
    if (entry.run.firstWrong === null)
      throw atStart(path, `${model.manifest.id} is ${onThisText(entry)}: there is nothing to shrink`);
    const like = dressedLike(entry.trace, entry.trace.steps.slice(0, entry.run.firstWrong + 1));
    if (!like && args.text('out') !== undefined)
      throw new UsageError('--out: these steps overwrite something, which is written as no text');
    const target = like && (await textTarget(args, like.language, path));
    const onProgress = ({ done, message }: { done: number; message: string }): void =>
      showLine(`${message}, ${done.toLocaleString('en-US')} tried`);
    const shrunk = await shrinkProbe(entry, client, { ...options, providers, signal, onProgress });
    clearLine();
    const text = dressedLike(entry.trace, shrunk.trace.steps);
    if (target !== undefined && text) await writeText(target, text.text, signal);
    if (args.flag('json')) print(reportLine('shrink', report(entry, shrunk, text)));
    else print([show(entry, shrunk, text, target), ...fallbackLines(args, [shrunk.facts])].join('\n'));
    return 0;
  } finally {
    clearLine();
    client.dispose();
  }
}

function report({ model, trace, run, view }: ProbedModel, shrunk: Shrunk, like: Like | undefined): object {
  const { kept, tokens, minimal, vain, stopped, tries, seed, facts } = shrunk;
  const { id, name } = model.manifest;
  return {
    ...{ id, name, digest: facts.digest, provider: describeProvider(facts), view },
    ...(facts.fallback !== undefined && { fallback: facts.fallback }),
    source: trace.source,
    steps: trace.steps.length,
    firstWrong: run.firstWrong,
    ...{ kept, tokens, minimal, tries, seed },
    ...(vain && { vain }),
    ...(stopped && { stopped }),
    objects: shrunk.trace.objects,
    predictedFinal: shrunk.run.predictedFinal,
    trueFinal: shrunk.run.trueFinal,
    ...(like && { text: like }),
  };
}

function show(entry: ProbedModel, shrunk: Shrunk, like: Like | undefined, target: string | undefined): string {
  const { model, trace } = entry;
  const { predictedFinal, trueFinal } = shrunk.run;
  const { objects } = shrunk.trace;
  const lines = [
    printable(`${trace.source.uri}: ${model.manifest.name} (${model.manifest.id})`),
    `On the whole text: ${onThisText(entry)}.`,
    ...shrunkText(shrunk, trace.steps.length).map((line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}`),
    `True state at the end: ${stateText(trueFinal, objects)}; it predicts: ${stateText(predictedFinal, objects)}.`,
  ];
  if (!like) return [...lines, ...shrunk.trace.steps.map(({ text }) => `  ${text}`)].join('\n');
  if (like.note !== undefined) lines.push(printable(`The text is ${like.note}.`));
  if (target !== undefined) return [...lines, `Written to ${printable(target)}.`].join('\n');
  return [...lines, '', like.text.trimEnd()].join('\n');
}
