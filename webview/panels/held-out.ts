import { toldTokens } from '../../src/analysis/told-tokens';
import { h } from '../dom';
import { headerCell } from '../parts/header-cell';
import { percent } from '../describe';
import type { HeldOut, LinearProbes } from '../../src/protocol/messages';

interface Layer {
  name: string;
  probe: { heldOut: HeldOut; ofText?: HeldOut };
}

/** Held-out accuracy of the probes after single tokens of a word, folded; null where it was not measured. */
export function heldOutByToken(layers: readonly Layer[], probes: LinearProbes): HTMLElement | null {
  const { tokens, tokensOfText, chance } = probes;
  if (tokens === undefined || layers.some(({ probe }) => !probe.heldOut.byToken)) return null;
  const longest = tokensOfText ?? tokens;
  const told = toldTokens(tokens, longest);
  const row = (name: string, shares: Float32Array | undefined): HTMLElement =>
    h(
      'tr',
      {},
      headerCell('row', name),
      ...told.map((token) => h('td', {}, token > (shares?.length ?? 0) ? '' : percent(shares?.[token - 1] ?? NaN))),
    );
  const rows = layers.flatMap(({ name, probe }) => [
    row(`${name}, words of ${tokens}`, probe.heldOut.byToken),
    ...(probe.ofText ? [row(`${name}, words of ${longest}`, probe.ofText.byToken)] : []),
  ]);
  return h(
    'details',
    { class: 'held-out' },
    h('summary', {}, 'Held-out states that are read right, by token of the word'),
    h(
      'div',
      { class: 'held-out-scroll', tabindex: 0, role: 'group', 'aria-label': 'Held-out accuracy by token' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h('tr', {}, headerCell('col', 'After token'), ...told.map((token) => headerCell('col', String(token)))),
        ),
        h('tbody', {}, ...rows, ...(chance ? [row('A guess', chance)] : [])),
      ),
    ),
  );
}
