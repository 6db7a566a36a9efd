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
  { text, patches }: { text: string | undefined; patches: Patches },
  { signal, onProgress }: CallOptions,
): Promise<Answer> {
  const wanted = patches.map(({ output, step, from }) => ({
    layer: layerIn(output),
    step,
    from: languageOrigin(from),
  }));
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

/** @throws PatchError for what is of models that read words */
function languageOrigin(told: string): LanguageOrigin {
  const origin = originIn(told);
  if (origin?.kind === 'zero' || origin?.kind === 'step') return origin;
  throw new PatchError(
    `Into a language model goes step N or zero here, not '${told}'; the terminal takes other texts too (state-probe patch).`,
  );
}
