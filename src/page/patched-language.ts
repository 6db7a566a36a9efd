import { patchLanguage, type LanguageOrigin } from '../analysis/language-model/patch';
import type { LanguageClient } from '../analysis/language-model/client';
import { costText } from '../analysis/language-model/plan';
import { scoreOf, stateIn } from '../analysis/language-model/run';
import { originIn } from '../analysis/patching/origin';
import { PatchError } from '../analysis/patching/patch-error';
import type { CallOptions } from '../inference/client';
import type { LanguageModel } from '../models/language-model/folder';
import type { Requests } from '../protocol/messages';
import { layerOf } from '../representation/outputs';
import { states, type Trace } from '../trace/trace';
import { textLane } from './language-run';
import { patchedRows } from './patched-rows';
import { stateText } from './state-text';

type Patches = Requests['patched']['ask']['patches'];
type Answer = Requests['patched']['answer'];

/** Another text that was probed, by its probe; undefined where it is gone. */
export type OtherText = (probe: string) => Promise<{ trace: Trace; text: string | undefined } | undefined>;

/**
 * A language model asked once more with states replaced.
 *
 * @param text that the trace was read from; it is written out where there is none
 * @throws PatchError, and as `patchLanguage`
 */
export async function pagePatchedLanguage(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  { text, patches, other }: { text: string | undefined; patches: Patches; other: OtherText },
  { signal, onProgress }: CallOptions,
): Promise<Answer> {
  const wanted = await Promise.all(
    patches.map(async ({ output, step, from }) => ({
      layer: layerIn(output),
      step,
      from: await languageOrigin(from, other),
    })),
  );
  let cost = '';
  const { before, after, sizes, asking } = await patchLanguage(trace, model, client, {
    ...{ signal, text, patches: wanted },
    onPlan: (_, plan) => {
      cost = ` (${costText(plan)})`;
    },
    onProgress: (progress) => onProgress?.({ ...progress, message: `${progress.message}${cost}` }),
  });
  const at = new Set(wanted.map(({ step }) => step));
  const truths = states(trace).slice(1);
  const compared = before.flatMap((own, step) => {
    const other = after[step];
    if (!own || !other) return [];
    const told = () => ({
      truth: stateText(trace, truths[step] ?? null),
      ...{
        before: stateText(trace, stateIn(trace, asking, own)),
        after: stateText(trace, stateIn(trace, asking, other)),
      },
      ...{ sureBefore: own.confidence, sureAfter: other.confidence },
    });
    return { step, isChanged: own.predicted.join() !== other.predicted.join(), told };
  });
  const [lane, patchedLane] = [before, after].map((steps) => textLane(trace, asking, steps, scoreOf(steps)));
  if (!lane || !patchedLane) throw new PatchError('There is no run.');
  return {
    ...patchedRows(compared, at),
    judged: compared.length,
    moved: sizes.map(({ distance }) => distance),
    ...{ lane, patchedLane },
  };
}

function layerIn(output: string): number {
  if (!output.startsWith('hidden.')) throw new PatchError('Of a language model the state of a layer is replaced.');
  return layerOf(output);
}

/** Of another probe: `probe ID` for its state at the end, or `probe ID:N` for that after a step. */
const OF_PROBE = /^\s*probe ([\w-]+)(?::([1-9]\d{0,8}))?\s*$/;

/** @throws PatchError for what is of models that read words */
async function languageOrigin(told: string, other: OtherText): Promise<LanguageOrigin> {
  const [, probe, step] = OF_PROBE.exec(told) ?? [];
  if (probe !== undefined) {
    const found = await other(probe);
    if (!found) throw new PatchError('The other text is not there any more: probe it again.');
    return { kind: 'text', ...found, ...(step !== undefined && { step: Number(step) - 1 }) };
  }
  const origin = originIn(told);
  if (origin?.kind === 'zero' || origin?.kind === 'step' || origin?.kind === 'word' || origin?.kind === 'state')
    return origin;
  throw new PatchError(
    `Into a language model goes step N, word, state STATE, zero or another text here, not '${told}'.`,
  );
}
