import type { TextRun } from '../page/language-run';
import { isProbed, probe, tokensOf, type ProbedModel, type SkippedModel } from '../analysis/probe';
import { besideText, measured, onThisText } from '../analysis/measured';
import { difficulty } from '../analysis/failures/difficulty';
import type { Difficulty } from '../analysis/failures/difficulty-text';
import type { RunPartition } from '../analysis/partitions/run-partition';
import { runPartitions } from '../analysis/run-partitions';
import { believed } from '../analysis/told';
import { stepText } from '../analysis/tokens';
import { readSubject, theory } from '../analysis/theory';
import type { InferenceClient } from '../inference/client';
import type { ProviderName } from '../inference/protocol';
import { describeProvider } from '../inference/providers';
import { errorPlace, lastChange } from '../trace/changes';
import { modelAnswers } from '../analysis/answers';
import { nextText } from '../trace/formal';
import type { State, Trace } from '../trace/trace';
import { eachFile } from './each-file';
import { followingObjects, plainText, READ_OPTIONS, readTrace } from './input';
import { askLanguage, languageLines, languageReport } from './run-languages';
import type { Verb } from './verb';
import { modelsForText, reportMissing } from './model-list';
import { PROVIDER_OPTION, TEXT_MODEL_OPTIONS, TIMEOUT_OPTION } from './model-options';
import { clientOf, fallbackLines, providersOf } from './providers';
import { answerText, questionLines } from './question-text';
import { htmlTarget, savePage } from './save-page';
import { clearLine, showLine } from './output';
import { showVerifying } from './progress-line';
import { movingText, noAnswerText, stateText, traceSummary } from './state-text';
import { printable } from '../text/printable';
import { percent } from '../text/percent';
import { table } from './table';
import type { Arguments } from './usage';

export const run: Verb = {
  usage: ['FILE…'],
  does: 'where each model loses track of the state of a text',
  options: [
    ...READ_OPTIONS,
    ...TEXT_MODEL_OPTIONS,
    {
      name: 'html',
      value: 'OUT.html',
      help: 'writes the editor’s visualizer with this text and these models as one file for any browser',
    },
    { name: 'without-states', help: 'with --html: the lanes only, nothing of what is inside the models' },
    { name: 'random-words', help: 'how this text stands among random words of its length, for each model' },
    PROVIDER_OPTION,
    TIMEOUT_OPTION,
  ],
  run: runModels,
};

/** Traces every file, then runs every chosen model over it. */
async function runModels(args: Arguments, signal: AbortSignal): Promise<number> {
  const providers = providersOf(args);
  const target = await htmlTarget(args);
  const { models, missing, languages, offered } = await modelsForText(args);
  const objects = args.list('objects');
  const client = clientOf(args);
  try {
    const code = await eachFile(
      args,
      async (path) => {
        const trace = await readTrace(path, args);
        const options = { providers, signal, objects, onVerifying: showVerifying };
        const { result, others } = await followingObjects(path, async () => ({
          result: await probe(trace, await models({ trace, objects }), client, options),
          others: offered({ trace, objects }),
        }));
        const text = languages.length === 0 ? undefined : await plainText(path);
        const asked: TextRun[] = [];
        for (const model of languages) asked.push(await askLanguage(trace, model, client, { text, signal }));
        const beside = args.flag('random-words') ? await difficulties(result.entries, client, options) : undefined;
        clearLine();
        const ran = { trace, entries: result.entries, asked, missing, client, providers };
        const html = target === undefined ? undefined : await savePage(target, ran, args, signal);
        return {
          trace,
          models: [
            ...result.entries.map((entry) => report(trace, entry, beside?.get(entry))),
            ...missing.map(reportMissing),
          ],
          ...(asked.length > 0 && { languages: asked.map((entry) => languageReport(trace, entry)) }),
          ...(others.length > 0 &&
            languages.length === 0 && { offered: others.map(({ manifest: { id, name } }) => ({ id, name })) }),
          ...(html && { html }),
        };
      },
      ({ trace, models, languages = [], offered, html }) =>
        [
          show(trace, models, languages.length > 0),
          ...languages.flatMap((said) => languageLines(trace, said)),
          ...[...offerLines(offered), ...fallbackLines(args, models), ...saved(html)],
        ].join('\n'),
      'run',
    );
    return missing.length > 0 ? 1 : code;
  } finally {
    clearLine();
    client.dispose();
  }
}

/** What is said of a model; `firstWrong` and arrangements count from zero, as in the trace format. */
type Report = ReturnType<typeof report> | ReturnType<typeof reportMissing>;

/** How the text stands among random words, where a model ran. */
async function difficulties(
  entries: readonly (ProbedModel | SkippedModel)[],
  client: InferenceClient,
  options: { providers: readonly ProviderName[]; signal: AbortSignal },
): Promise<Map<ProbedModel | SkippedModel, Difficulty>> {
  const found = new Map<ProbedModel | SkippedModel, Difficulty>();
  for (const entry of entries.filter(isProbed)) {
    if (entry.run.judged === 0) continue;
    showLine(`${entry.model.manifest.name}: random words as long as the text`);
    found.set(entry, await difficulty(entry, client, options));
  }
  return found;
}

function report(trace: Trace, entry: ProbedModel | SkippedModel, beside?: Difficulty) {
  const { manifest } = entry.model;
  const { id, name } = manifest;
  if (!isProbed(entry)) return { id, name, skipped: entry.reason };
  const { view, run, facts, milliseconds } = entry;
  const { predictedFinal, trueFinal, firstWrong, accuracy, judged } = run;
  const answers = modelAnswers(trace, entry);
  const tokens = tokensOf(entry);
  const partitions = runPartitions(entry);
  const subject = readSubject(entry.trace, manifest);
  return {
    id,
    name,
    digest: facts.digest,
    view,
    slots: entry.trace.slots,
    objects: entry.trace.objects,
    verdict: entry.trace.verdict,
    theory: subject && theory(subject, manifest),
    measured: measured(manifest),
    beside: besideText(manifest),
    onThisText: onThisText(entry),
    ...(beside && { difficulty: beside }),
    predictedFinal,
    trueFinal,
    // A model that read five objects of a larger world believes nothing of the others.
    ...(answers && { answers }),
    firstWrong,
    ...(firstWrong !== null && { lastChange: lastChange(entry.trace, firstWrong) }),
    accuracy,
    judged,
    steps: predictions(entry),
    /** Tokens read after each step, and what is right in quotients and by where objects are. */
    tokens: Array.from(tokens),
    quotients: partitions.filter(({ kind }) => kind === 'quotient').map(figuresOf),
    places: partitions.filter(({ kind }) => kind === 'where').map(figuresOf),
    provider: describeProvider(facts),
    ...(facts.fallback !== undefined && { fallback: facts.fallback }),
    milliseconds,
  };
}

/** Without the outcome of every step. */
function figuresOf({ name, blocks, firstWrong, accuracy, guess }: RunPartition) {
  return { name, blocks, firstWrong, accuracy, guess };
}

/** What was predicted after each step, beside the truth; null where there is nothing to judge. */
function predictions({ model: { manifest }, run, trace }: ProbedModel) {
  return run.steps.map(
    (step) =>
      step && {
        predicted: believed(manifest.task, trace, step.predicted),
        truth: believed(manifest.task, trace, step.truth),
        right: step.right,
        confidence: step.confidence,
        confidenceInTruth: step.probabilityOfTruth,
      },
  );
}

function show(trace: Trace, reports: readonly Report[], isOfLanguages: boolean): string {
  const models = apart(reports);
  const five = models.find((model) => 'view' in model && model.view === 'five-objects');
  const lines = [traceSummary(trace, five && 'verdict' in five ? five.verdict : undefined), ...questionLines(trace)];
  const views = new Map(models.flatMap((model) => ('view' in model ? [[model.view, model.objects] as const] : [])));
  const short = new Map([...views].map(([view, objects]) => [view, shortNames(objects)]));
  for (const [view, { legend }] of short) {
    if (view === 'moving-slots') lines.push(`followed: ${movingText(trace)}`);
    if (view === 'five-objects') lines.push(`followed, by where they stand: ${legend}`);
    else if (short.get(view)?.names !== views.get(view)) lines.push(legend);
  }
  const rows = models.map((model) => {
    if ('skipped' in model) return [model.name, `not run: ${model.skipped}`];
    const { view, lastChange, predictedFinal, trueFinal, objects, firstWrong, accuracy, judged, tokens, theory } =
      model;
    const names = short.get(view)?.names ?? objects;
    const finalText = (state: State): string =>
      trace.formal && view === 'next-symbols' ? printable(nextText(trace.formal, state)) : stateText(state, names);
    return [
      model.name,
      predictedFinal ? finalText(predictedFinal) : '–',
      finalText(trueFinal),
      firstWrong === null
        ? 'none'
        : errorPlace(firstWrong, lastChange ?? null, tokens[firstWrong]).replace('step ', ''),
      accuracy === null ? '–' : `${percent(accuracy)} of ${judged}`,
      theory?.says ?? '',
    ];
  });
  // Where models of languages ran and others too, each row says what it is about.
  const isNext = views.size > 0 && [...views.keys()].every((view) => view === 'next-symbols');
  const heading = [
    'model',
    isNext ? 'predicted to come next' : 'predicted final state',
    isNext ? 'may come next' : 'true final state',
    'first wrong step',
    'right steps',
    'in theory',
  ];
  const more = [...answerLines(trace, models), ...theoryLines(models), ...measuredLines(models)];
  // Where language models alone were asked, there is nothing to stand in a table.
  const figures = rows.length === 0 && isOfLanguages ? [] : [table(heading, rows)];
  return [...lines, ...figures, ...more].join('\n');
}

/** What each model would answer, by the state that it believes in at the end. */
function answerLines(trace: Trace, models: readonly Report[]): string[] {
  const { questions = [] } = trace;
  return questions.flatMap((_, k) => {
    const names = new Map<string, string[]>();
    for (const model of models) {
      const answer = 'answers' in model ? (model.answers ?? [])[k] : undefined;
      if (answer) names.set(answerText(answer), [...(names.get(answerText(answer)) ?? []), model.name]);
    }
    const silent = models.flatMap((model) => ('view' in model && model.view === 'five-objects' ? [model.name] : []));
    return [
      ...[...names].map(([answer, who]) => `answered ${answer}: ${who.join('; ')}`),
      ...(silent.length > 0 ? [`no answer: ${silent.join('; ')} – ${noAnswerText(trace)}`] : []),
    ];
  });
}

/** What theory says of the models' architectures, each thing once. */
function theoryLines(models: readonly Report[]): string[] {
  const names = new Map<string, string[]>();
  for (const model of models) {
    if (!('theory' in model) || !model.theory) continue;
    const line = `${model.theory.says}: ${model.theory.line}`;
    names.set(line, [...(names.get(line) ?? []), model.name]);
  }
  return [...names].map(([line, who]) => `${who.join('; ')} – ${line}`);
}

/** Models may be called alike, as copies of one are: their ids tell them apart. */
function apart<M extends { id: string; name: string }>(models: readonly M[]): M[] {
  return models.map((model) => {
    const isAlone = models.every(({ id, name }) => id === model.id || name !== model.name);
    return isAlone ? model : { ...model, name: `${model.name} (${model.id})` };
  });
}

/** What the models' files say of lengths, beside what they did on this text. */
function measuredLines(models: readonly Report[]): string[] {
  return models.flatMap((model) => {
    if (!('onThisText' in model)) return [];
    const parts = [model.beside, `here: ${model.onThisText}`, model.difficulty?.sentence, ...quotientTexts(model)];
    return [`${model.name} – ${parts.filter(Boolean).join('; ')}`];
  });
}

/** Of a model that lost the state: how right it is in each quotient, as `the sign right at all steps (a guess 55%)`. */
function quotientTexts({ firstWrong, quotients, tokens }: Extract<Report, { quotients: unknown }>): string[] {
  if (firstWrong === null) return [];
  return quotients.map(({ name, firstWrong, accuracy, guess }) => {
    const right =
      firstWrong === null
        ? 'right at every step'
        : `first wrong at ${stepText(firstWrong, tokens)}, ${percent(accuracy ?? 0)} of steps right`;
    return `${printable(name)}: ${right} (one answer for all would have ${percent(guess)})`;
  });
}

/** Models that read a text which none of those that were asked for reads. */
function offerLines(offered: readonly { id: string; name: string }[] = []): string[] {
  if (offered.length === 0) return [];
  const names = offered.map(({ name }) => name).join('; ');
  return [`These read it: ${names} (--models ${offered.map(({ id }) => id).join(',')})`];
}

function saved(html: { path: string; bytes: number } | undefined): string[] {
  return html ? [`saved the view as ${printable(html.path)} (${(html.bytes / 1e6).toFixed(1)} MB)`] : [];
}

/** Two states side by side are read at a glance only when the names are short; longer ones get letters. */
function shortNames(objects: readonly string[]): { names: readonly string[]; legend: string } {
  if (objects.every((name) => name.length <= 8) || objects.length > 26) {
    return { names: objects, legend: objects.map(printable).join(', ') };
  }
  const names = objects.map((_, index) => String.fromCharCode('A'.charCodeAt(0) + index));
  return { names, legend: names.map((name, index) => `${name} = ${printable(objects[index] ?? '')}`).join(', ') };
}
