import { printable } from '../text/printable';
import type { SizeResult, StoriesRead, StoriesResult } from './eval-stories';
import { percent } from '../text/percent';
import { table } from './table';

/** What a file of stories holds, and where it is not read or contradicts itself. */
export function showStories(uri: string, { stories, read, sentencesNotRead, targets, faults }: StoriesRead): string {
  const { agree, contradict, unchecked } = targets;
  const lines = [
    `${uri}: ${read} of ${stories} stories read, ${sentencesNotRead} sentences in them passed over`,
    `targets: ${agree} agree with the story, ${contradict} contradict it and are left out, ${unchecked} are not checked`,
    ...faults.map(({ range, reason }) => `${uri}:${range.start.line + 1}:${range.start.character + 1}: ${reason}`),
  ];
  return lines.map(printable).join('\n');
}

export function showOnStories(result: StoriesResult): string {
  const { id, name, sizes, skipped, unanswerable } = result;
  const rows = sizes.map((size) => [
    String(size.objects),
    String(size.steps),
    String(size.stories),
    ...answeredText(size),
    percent(size.full),
  ]);
  const lines = [`${name} (${id})`];
  if (rows.length > 0) {
    const heading = ['objects', 'steps', 'stories', 'answers right', '95% interval', 'all steps right'];
    const stories = sizes.reduce((sum, size) => sum + size.stories, 0);
    const full = sizes.reduce((sum, size) => sum + size.stories * size.full, 0);
    lines.push(
      table(heading, [...rows, ['all', '', String(stories), ...answeredText(result), percent(full / stories)]]),
    );
  }
  if (unanswerable > 0)
    lines.push(
      `${unanswerable} without an answer: more slots move in them than it has, so that it follows in which order five objects stand, not in which slots`,
    );
  for (const [reason, count] of Object.entries(skipped)) lines.push(printable(`${count} not run: ${reason}`));
  return lines.join('\n');
}

function answeredText({
  asked,
  answered,
  answeredInterval: bounds,
}: Pick<SizeResult, 'asked' | 'answered' | 'answeredInterval'>): [string, string] {
  // Nothing is asked that its state answers: it reads five objects of a larger world, or the stories ask nothing.
  if (answered === null || !bounds) return ['no answer', ''];
  return [`${percent(answered)} of ${asked}`, `${(100 * bounds[0]).toFixed(1)}–${(100 * bounds[1]).toFixed(1)}`];
}
