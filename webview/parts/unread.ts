import { h, setText } from '../dom';
import { shortened } from '../draw/names';
import type { Model, Probe } from '../../src/protocol/messages';
import { isSaved } from '../place';
import { probeOf } from '../state';
import { commandButtons } from './screens';
import { button } from '../elements';
import { command, type Context } from './context';

/** Places that models of swaps have. */
const FIVE = 5;

/** Where none of the chosen models reads the text: why, and what one may do about it. A saved page runs no models. */
export function unread(context: Context): HTMLElement {
  const reason = h('p');
  const more = h('p');
  const run = commandButtons(context, ['runOthers']);
  const forCode = commandButtons(context, ['chooseCells', 'chooseModels']);
  const forOthers = commandButtons(context, ['chooseModels']);
  const rewrite = button({ label: 'Rewrite with Swaps…', onClick: () => command(context, 'rewriteAs') });
  const box = h('div', { class: 'no-models', role: 'status' }, reason, run, forCode, forOthers, more, rewrite);

  context.store.on(['page', 'chosen'], context.signal, () => {
    const probe = probeOf(context.store.get());
    const models = probe?.models ?? [];
    const others = (probe?.others ?? []).map(({ name }) => shortened(name, 60));
    box.hidden = !probe || isSaved() || (others.length === 0 && !isUnread(models));
    if (!probe || box.hidden) return;
    const isCode = probe.domain === 'code';
    run.hidden = others.length === 0;
    forCode.hidden = others.length > 0 || !isCode;
    forOthers.hidden = others.length > 0 || isCode;
    const way = others.length > 0 ? `These do: ${others.join('; ')}.` : wayOn(isCode);
    setText(reason, `${unreadText(sharedReason(models))} ${way}`);
    const { text, fits } = swapsText(probe);
    more.hidden = text === '';
    setText(more, text);
    rewrite.hidden = !fits;
  });
  return box;
}

function isUnread(models: readonly Model[]): boolean {
  return models.length > 0 && models.every(({ state }) => state.kind === 'not applicable');
}

/** Why no model reads the text, where that is the same for all of several. */
export function sharedReason(models: readonly Model[]): string | undefined {
  const reasons = new Set(models.map(({ state }) => (state.kind === 'not applicable' ? state.reason : undefined)));
  return models.length > 1 && reasons.size === 1 ? [...reasons][0] : undefined;
}

function unreadText(reason: string | undefined): string {
  const why = reason === undefined ? '' : `: ${shortened(reason, 300).replace(/\.$/, '')}`;
  return `None of the chosen models reads this text${why}.`;
}

/** What one may do where no other model reads it, either. */
function wayOn(isCode: boolean): string {
  return isCode
    ? 'Track fewer variables: there are models for up to five that are swapped or copied, and for one that is computed from ' +
        'itself an exact one is built, as long as you have chosen none.'
    : 'Others may: those of copies overwrite, and each formal language has its own.';
}

/** Of a text that overwrites: that swaps tell the same contents, where models of swaps have room for them. */
function swapsText({ placesWithSwaps: places }: Probe): { text: string; fits: boolean } {
  if (places === undefined || places < 2) return { text: '', fits: false };
  const fits = places <= FIVE;
  const text = fits
    ? `Told with swaps, what is overwritten is exchanged with spare places: the same contents in ${places} places, which models that only permute read.`
    : `Told with swaps it would take ${places} places, and models that only permute have five.`;
  return { text, fits };
}
