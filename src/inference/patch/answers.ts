import type { LookRequest, LookResult } from '../looks';
import type { OpenModel } from '../open-model';
import type { Progress } from '../protocol';
import type { ViewOf } from '../view-of';
import { ablated } from './ablated';
import { causes } from './causes';
import { transitionSpectra } from './eigenvalues';
import { lens } from './lens';
import type { ChangingLook } from './patch-looks';
import { patched } from './patched';

/** @throws ContractError, GraphError for a model, or a patch, that does not have what is asked for */
export async function lookChanged(
  open: (view: ViewOf) => Promise<OpenModel>,
  request: LookRequest<ChangingLook>,
  report: (progress: Progress) => void,
): Promise<LookResult> {
  const { word } = request;
  if (request.look === 'patched') return { look: 'patched', answer: await patched(open, word, request.ask, report) };
  if (request.look === 'lens') return { look: 'lens', answer: await lens(open, word, request.ask, report) };
  if (request.look === 'ablated') return { look: 'ablated', answer: await ablated(open, word, request.ask, report) };
  if (request.look === 'eigenvalues')
    return { look: 'eigenvalues', answer: await transitionSpectra(open, word, request.ask, report) };
  return { look: 'causes', answer: await causes(open, word, request.ask, report) };
}
