import { isProbed, probe, type ProbedModel, type SkippedModel } from '../analysis/probe';
import { InferenceClient } from '../inference/client';
import { describeProvider } from '../inference/providers';
import { SourceError } from '../trace/source';
import type { Trace } from '../trace/trace';
import { eachFile } from './each-file';
import { READ_OPTIONS, readTrace } from './input';
import type { Verb } from './main';
import { chosenModels, MODEL_OPTIONS } from './model-list';
import { providersOf } from './providers';
import { stateText, traceSummary } from './state-text';
import { percent, printable, table } from './table';
import { parseArguments } from './usage';

/** `run FILE…`: trace, then every chosen model over it. */
export const run: Verb = async (argv, signal) => {
  const args = parseArguments(argv, [...READ_OPTIONS, ...MODEL_OPTIONS, 'provider']);
  const providers = providersOf(args);
  const models = await chosenModels(args);
  const objects = args.list('objects');
  const client = new InferenceClient();
  try {
    return await eachFile(
      args,
      async (path) => {
        const trace = await readTrace(path, args);
        const result = await probe(trace, models, client, { providers, signal, objects }).catch((error: unknown) => {
          throw error instanceof RangeError ? atStart(path, error.message) : error;
        });
        return { trace, models: result.entries.map(report) };
      },
      ({ trace, models }) => show(trace, models),
    );
  } finally {
    client.dispose();
  }
};

/** What is said of a model; `firstWrong` and arrangements count from zero, as in the trace format. */
type Report = ReturnType<typeof report>;

function report(entry: ProbedModel | SkippedModel) {
  const { id, name } = entry.model.manifest;
  if (!isProbed(entry)) return { id, name, skipped: entry.reason };
  const { view, run, facts, trace, milliseconds } = entry;
  const { predictedFinal, trueFinal, firstWrong, accuracy, judged } = run;
  return {
    id,
    name,
    view,
    objects: trace.objects,
    predictedFinal,
    trueFinal,
    firstWrong,
    accuracy,
    judged,
    provider: describeProvider(facts),
    ...(facts.fallback !== undefined && { fallback: facts.fallback }),
    milliseconds,
  };
}

function show(trace: Trace, models: readonly Report[]): string {
  const lines = [traceSummary(trace)];
  if (models.some((model) => 'view' in model && model.view === 'five-objects')) {
    const names = models.flatMap((model) =>
      'view' in model && model.view === 'five-objects' ? [model.objects] : [],
    )[0];
    lines.push(`followed, by where they stand: ${(names ?? []).map(printable).join(', ')}`);
  }
  const rows = models.map((model) => {
    if ('skipped' in model) return [model.name, `not run: ${model.skipped}`];
    const { predictedFinal, trueFinal, objects, firstWrong, accuracy, judged } = model;
    return [
      model.name,
      stateText(predictedFinal, objects),
      stateText(trueFinal, objects),
      firstWrong === null ? 'none' : String(firstWrong + 1),
      accuracy === null ? '–' : `${percent(accuracy)} of ${judged}`,
    ];
  });
  lines.push(table(['model', 'predicted final state', 'true final state', 'first wrong step', 'right steps'], rows));
  for (const fallback of new Set(models.flatMap((model) => ('fallback' in model ? [model.fallback] : [])))) {
    lines.push(`runs on the cpu: ${printable(fallback)}`);
  }
  return lines.join('\n');
}

function atStart(path: string, reason: string): SourceError {
  const start = { line: 0, character: 0 };
  return new SourceError(path, { start, end: start }, reason);
}
