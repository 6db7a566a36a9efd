import { NotationError } from '../../../algebra/notation';
import type { Trace } from '../../../trace/trace';
import { traceTold, type Reply, type Text } from '../cast/told';
import { beginningFirst, type Segment } from '../language/sentences';
import { Questions } from './questions';
import { shapeOf } from './scene/shape';
import { Teller } from './teller';

/** What is longer, in words, is read by the others alone: a bound on the time. */
const MOST_WORDS = 2000;

/**
 * A story whose every sentence is parsed as a whole: verbs with their parts, of which each word is one.
 *
 * @throws NotationError where it is not understood, or where it is not certain what it says
 */
export function readFrames(segments: readonly Segment[], text: Text): Trace {
  const words = segments.reduce((sum, { tokens }) => sum + tokens.length, 0);
  if (words > MOST_WORDS) throw new NotationError(0, 0, 'too long');
  const teller = new Teller();
  const told = beginningFirst(segments);
  teller.prepare(told);
  const asking: Segment[] = [];
  const last = told.at(-1);
  for (const segment of told) {
    const isSpeech = segment.tokens.some(({ kind, text }) => kind === 'quote' && /[,.!?]$/.test(text));
    const isUnfinished = segment === last && segment.mark === undefined && asking.length === 0;
    // `Can anyone check this?`, before all else
    const isAside =
      segment.mark === '?' && !teller.scene.begun && asking.length === 0 && !teller.namesSome(segment.tokens);
    if (isAside) continue;
    if (
      (segment.mark === '?' && !isSpeech) ||
      (isUnfinished && new Questions(teller.scene, teller.references, shapeOf(teller.scene)).unfinished(segment.tokens))
    )
      asking.push(segment);
    else {
      const was = teller.scene.happened.length;
      teller.sentence(segment);
      const [asked] = asking;
      if (asked && teller.scene.happened.length > was)
        throw new NotationError(
          asked.tokens[0]?.start ?? 0,
          asked.tokens.at(-1)?.end ?? 0,
          'a question is asked at the end, after all steps',
        );
    }
  }
  teller.finish();
  const { scene } = teller;
  if (!scene.begun)
    throw new NotationError(
      segments[0]?.tokens[0]?.start ?? 0,
      segments.at(-1)?.tokens.at(-1)?.end ?? 0,
      'nothing changes hands in this story',
    );
  const shape = shapeOf(scene);
  const asks = new Questions(scene, teller.references, shape);
  const { unread, remarks } = teller;
  const reply = ({ tokens, mark }: Segment): Reply =>
    mark === undefined ? (asks.unfinished(tokens) ?? { why: 'it is not understood' }) : asks.ask(tokens);
  return traceTold({ world: shape, happened: scene.happened, unread, remarks, asking, reply }, text);
}
