import { theories, traceSubject } from '../analysis/theory';
import { nextSets, symbolsText } from '../trace/formal';
import { states, type Trace } from '../trace/trace';
import { withVerdict } from '../trace/verdict';
import { seenIn, usualView } from '../trace/views';
import { eachFile } from './each-file';
import { READ_OPTIONS, readTrace } from './input';
import { questionLines } from './question-text';
import type { Verb } from './verb';
import { changeText, movingText, moveText, stateText, traceSummary } from './state-text';
import { printable } from '../text/printable';
import { table } from './table';

export const trace: Verb = {
  usage: ['FILE…'],
  does: 'the trace of a text: its slots, its steps, its state after each',
  options: READ_OPTIONS,
  run: (args) => eachFile(args, (path) => readTrace(path, args), showTrace),
};

function showTrace(trace: Trace): string {
  const after = states(trace).slice(1);
  const next = nextSets(trace);
  const rows = trace.steps.map((step, index) => [
    String(index + 1),
    step.range ? String(step.range.start.line + 1) : '',
    printable(step.text),
    moveText(trace, step),
    changeText(trace, step, after[index] ?? null),
    ...(trace.formal ? [printable(symbolsText(trace.formal, next[index + 1] ?? []))] : []),
  ]);
  const slots = trace.slots.map((_, slot) => slot);
  const usual = usualView(trace);
  const view = usual === 'whole' ? trace : withVerdict(seenIn(usual, trace));
  return [
    traceSummary(trace, usual === 'five-objects' ? view.verdict : undefined),
    ...(usual === 'moving-slots' ? [`models of five slots follow ${movingText(trace)}`] : []),
    `slots: ${stateText(slots, trace.slots)}`,
    `start: ${stateText(trace.initial, trace.objects)}`,
    table(['step', 'line', 'text', 'move', 'state', ...(trace.formal ? ['may come next'] : [])], rows),
    ...questionLines(trace),
    ...theoryOf(view),
  ].join('\n');
}

/** What theory says about the steps as tokens: each line once, under the architectures that it is about. */
function theoryOf(trace: Trace): string[] {
  const architectures = new Map<string, string[]>();
  for (const { architecture, says, line } of theories(traceSubject(trace))) {
    const said = `${says}: ${line}`;
    architectures.set(said, [...(architectures.get(said) ?? []), architecture]);
  }
  if (architectures.size === 0) return [];
  return [
    '\nin theory (can: such weights exist; how far a model of that kind really goes, `state-probe models` tells)',
    ...Array.from(architectures, ([said, names]) => `${names.join(', ')}\n  ${said}`),
  ];
}
