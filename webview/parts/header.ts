import { h } from '../dom';
import { cutText, plural } from '../describe';
import { plain, shortened } from '../draw/names';
import type { Probe } from '../messages';

const CLASS_NAMES = {
  aperiodic: 'star-free',
  solvable: 'solvable group',
  'non-solvable': 'non-solvable group',
  unknown: 'not determined',
} as const;

/** What was probed, how hard it is, and what is not shown. */
export function header(probe: Probe): HTMLElement {
  const { verdict, illegal } = probe;
  const facts = [plain(probe.source.language), plural(probe.steps.count, 'step')];
  return h(
    'header',
    { class: 'probe-header' },
    h('h1', { title: plain(probe.title) }, shortened(probe.title, 120)),
    h('span', { class: 'facts' }, facts.join(' · ')),
    verdict &&
      h(
        'p',
        { class: 'verdict', 'data-class': verdict.class },
        h('span', { class: 'tag' }, CLASS_NAMES[verdict.class]),
        ' ',
        shortened(verdict.sentence, 400),
      ),
    illegal &&
      h('p', { class: 'notice' }, `Illegal move at step ${illegal.step + 1}: ${shortened(illegal.reason, 300)}`),
    ...probe.cuts.map((cut) => h('p', { class: 'notice' }, cutText(cut))),
  );
}
