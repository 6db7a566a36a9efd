import { NotationError } from '../../../algebra/notation';
import type { Trace } from '../../../trace/trace';
import { traceTold, type Reply, type Text } from '../cast/told';
import { beginningFirst, type Segment } from '../language/sentences';
import type { Token } from '../language/tokens';
import { wordSet } from '../language/word-set';
import { Asking } from './asking/asking';
import { Teller } from './tell';
import { shapeOf } from './world/trace';

/** Whom a word means is looked up among all who were named: a bound on that. */
const MAX_WORDS = 20_000;

interface Prose extends Text {
  /** Sentences that may not be passed over. */
  mustRead?: readonly Segment[];
}

/** `put the ball down there`: it is where somebody is. */
function leavesThere(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ lower }) => LEAVES.has(lower));
  return at >= 0 && tokens.slice(at).some(({ lower }) => lower === 'there' || lower === 'down');
}

const LEAVES = wordSet('put puts leave leaves left drop drops dropped set sets lay lays laid place places placed');

/**
 * A story in everyday English as a trace.
 *
 * @throws NotationError where it is not understood, or where it is not certain what it says
 */
export function readProse(segments: readonly Segment[], { mustRead = [], ...text }: Prose): Trace {
  const words = segments.reduce((sum, { tokens }) => sum + tokens.length, 0);
  if (words > MAX_WORDS) throw new NotationError(0, 0, `a story in free words of more than ${MAX_WORDS} words`);
  const teller = new Teller();
  const asking: Segment[] = [];
  teller.story.followsPeople = segments.some(({ tokens }) => leavesThere(tokens));
  const { switches } = teller.states;
  const told = beginningFirst(segments);
  const last = told.at(-1);
  for (const segment of told) {
    const isUnfinished = segment === last && segment.mark === undefined && asking.length === 0;
    if (isUnfinished && new Asking(teller.story, shapeOf(teller.story, switches), switches).unfinished(segment.tokens))
      asking.push(segment);
    else if (segment.mark === '?' && !segment.tokens.some(({ kind }) => kind === 'quote')) asking.push(segment);
    else {
      const [asked] = asking;
      const was = teller.story.happened.length;
      const passed = teller.unread.length;
      teller.segment(segment);
      if (teller.unread.length > passed && mustRead.includes(segment))
        throw new NotationError(
          segment.tokens[0]?.start ?? 0,
          segment.tokens.at(-1)?.end ?? 0,
          'who stands where is not certain',
        );
      if (asked && teller.story.happened.length > was)
        throw new NotationError(
          asked.tokens[0]?.start ?? 0,
          asked.tokens.at(-1)?.end ?? 0,
          'a question is asked at the end, after all steps',
        );
    }
  }
  teller.finish();
  const { story } = teller;
  const [first] = segments;
  const whole = { start: first?.tokens[0]?.start ?? 0, end: segments.at(-1)?.tokens.at(-1)?.end ?? 0 };
  if (story.happened.length === 0)
    throw new NotationError(whole.start, whole.end, 'nothing changes hands in this story');
  const shape = shapeOf(story, switches);
  const asks = new Asking(story, shape, switches);
  const reply = ({ tokens, mark }: Segment): Reply =>
    (mark === '?' ? undefined : asks.unfinished(tokens)) ?? asks.ask(tokens);
  const { happened, remarks } = story;
  return traceTold({ world: shape, happened, unread: teller.unread, remarks, asking, reply }, text);
}
