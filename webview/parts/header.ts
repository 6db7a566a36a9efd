import { fill, h, icon, type Child } from '../dom';
import { cutText, plural } from '../describe';
import { plain, shortened } from '../draw/names';
import type { Probe } from '../../src/protocol/messages';
import type { Verdict } from '../../src/algebra/verdict';
import { meaningOf } from '../glossary';
import { probeOf } from '../state';
import { saidText } from './asked';
import type { Context } from './context';

const CLASS_NAMES = {
  aperiodic: 'star-free',
  solvable: 'solvable group',
  'non-solvable': 'non-solvable group',
  unknown: 'not determined',
} as const;

/** What was probed, how hard it is, and what is not shown; written anew when the text tells it in other words. */
export function header({ store, signal }: Pick<Context, 'store' | 'signal'>): HTMLElement {
  const element = h('header', { class: 'probe-header' });
  let written = '';
  store.on(['page'], signal, () => {
    const probe = probeOf(store.get());
    if (!probe) return;
    const { title, source, steps, verdict, wholeVerdict, illegal, questions, remarks, assumed, cuts, text, models } =
      probe;
    const parts = [
      title,
      source,
      steps.count,
      verdict,
      wholeVerdict,
      illegal,
      questions,
      remarks,
      assumed,
      cuts,
      text,
      models.length,
    ];
    const now = JSON.stringify(parts);
    if (now === written) return;
    written = now;
    fill(element, ...lines(probe));
  });
  return element;
}

const TEXT = {
  reading: 'reading the text again …',
  older: 'of an older text',
  gone: 'of a text that is gone',
} as const;

function lines(probe: Probe): Child[] {
  const { verdict, wholeVerdict, illegal } = probe;
  const facts = [
    plain(probe.source.language),
    plural(probe.steps.count, 'step'),
    ...(probe.text ? [TEXT[probe.text.state]] : []),
  ];
  return [
    h('h1', { title: plain(probe.title) }, shortened(probe.title, 120)),
    h('span', { class: 'facts' }, facts.join(' · ')),
    verdict && verdictLine(verdict, wholeVerdict ? 'as models read it' : undefined),
    wholeVerdict && verdictLine(wholeVerdict, 'the whole world'),
    illegal &&
      h('p', { class: 'notice' }, `Illegal move at step ${illegal.step + 1}: ${shortened(illegal.reason, 300)}`),
    // Beside what models answer, where any is shown.
    ...(probe.models.length > 0 ? [] : (probe.questions ?? []).map(questionLine)),
    ...(probe.assumed ?? []).map((one) => h('p', { class: 'notice' }, `Assumed: ${shortened(one, 300)}`)),
    ...(probe.remarks ?? []).map((remark) => h('p', { class: 'notice' }, `Remark: ${shortened(remark, 300)}`)),
    ...probe.cuts.map((cut) => h('p', { class: 'notice' }, cutText(cut))),
  ];
}

/** What the text asks, and what the true state answers. */
function questionLine(question: NonNullable<Probe['questions']>[number]): HTMLElement {
  return h('p', { class: 'note' }, `${shortened(question.text, 200)} → ${saidText(question)}`);
}

/**
 * One line, with the rest of the sentence and the figures behind it when it is opened.
 *
 * @param of what it is about, where there are two
 */
function verdictLine(verdict: Verdict, of?: string): HTMLElement {
  const figures = [
    verdict.name !== undefined && `generates ${shortened(verdict.name, 60)}`,
    verdict.order !== undefined && `order ${shortened(verdict.order, 60)}`,
    plural(verdict.generators, 'different step'),
    `${plural(verdict.moved, 'slot')} changed`,
    verdict.bound !== undefined && shortened(verdict.bound, 200),
  ];
  const name = CLASS_NAMES[verdict.class];
  const title = meaningOf(name);
  return h(
    'details',
    { class: 'verdict', 'data-class': verdict.class },
    h(
      'summary',
      {},
      icon('chevron'),
      of !== undefined && h('span', { class: 'verdict-of' }, of),
      h(
        'span',
        { class: 'tag', ...(title !== undefined && { title }) },
        verdict.thisRunOnly === undefined ? name : `${name} in this run`,
      ),
      h('span', { class: 'verdict-sentence' }, shortened(verdict.sentence, 400)),
    ),
    h('p', { class: 'note' }, figures.filter(Boolean).join(' · ')),
  );
}
