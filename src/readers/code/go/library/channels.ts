import { splice } from '../../core/cells';
import type { Call, Part } from '../../core/library/library';
import { box, record, text } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import { fieldKey } from '../../core/keys';
import type { Box, Next, RecordData, Sequence } from '../../core/values';
import { zeroOf } from '../../native/zeros';
import { count } from '../../native/parameters';

/** What a channel is kept as: what is in it, how much it takes, and the type of that. */
const CHANNEL = 'channel';

/** Both ends are in one goroutine: whoever would wait there waits for ever. */
const WAITS = 'this waits for another goroutine, which is not followed';

export function isChannel({ flavor }: RecordData): boolean {
  return flavor === CHANNEL;
}

function held(of: RecordData, name: string): Box | undefined {
  return of.entries.get(fieldKey(name))?.box;
}

function queueOf(of: RecordData): Sequence {
  const data = held(of, 'queue')?.data;
  return data?.t === 'sequence' ? data : refuse('this is no channel', 'unsupported');
}

/** How many things are in it, and how many may be. */
export function sizesOf(of: RecordData): { length: number; room: number } {
  const room = held(of, 'room')?.data;
  return { length: queueOf(of).cells.length, room: room?.t === 'int' ? Number(room.v) : 0 };
}

/** The next thing that is in it; undefined where it is closed and empty. */
function next({ m, at }: Pick<Call, 'm' | 'at'>, of: RecordData): Box | undefined {
  const queue = queueOf(of);
  const [first] = queue.cells.length > 0 ? splice(m, queue, 0, 1, [], at) : [];
  if (first || held(of, 'closed')) return first;
  return m.fail(at, WAITS);
}

/** Goes through what is in it. */
export function goneThrough(call: Pick<Call, 'm' | 'at'>, of: RecordData): Next {
  return () => next(call, of);
}

function zero({ m, at }: Call, of: RecordData): Box {
  const type = held(of, 'zero')?.data;
  return (
    (type?.t === 'str' ? zeroOf(m, type.v, at) : undefined) ??
    refuse('what an empty channel gives is not known here', 'unsupported')
  );
}

export const channels: Part = {
  functions: {
    'new channel': using([text, count], ({ m, at }, type, room) => {
      const made = m.record(CHANNEL);
      const put = (name: string, value: Box): void => m.setEntry(made, { t: 'str', v: name }, value, at);
      put('queue', m.fresh(m.sequence('slice', [], at)));
      put('room', m.recorder.fresh({ t: 'int', v: BigInt(room) }, true));
      put('zero', m.recorder.fresh({ t: 'str', v: type }, true));
      return made;
    }),
    send: using([record, box], ({ m, at }, to, given) => {
      if (held(to, 'closed')) return refuse('this panics: the channel is closed');
      const { length, room } = sizesOf(to);
      if (length >= room) return refuse(WAITS, 'unsupported');
      const type = held(to, 'zero')?.data;
      const value = m.dialect.copied?.(m, given, at) ?? given;
      splice(m, queueOf(to), length, 0, [type?.t === 'str' ? m.typed(type.v, value, at) : value], at);
      return undefined;
    }),
    receive: using([record], (call, from) => next(call, from) ?? zero(call, from)),
    received: using([record], (call, from) => {
      const { m, at } = call;
      const value = next(call, from);
      return m.sequence('tuple', [value ?? zero(call, from), m.fresh({ t: 'bool', v: value !== undefined })], at);
    }),
    close: using([record], ({ m, at }, of) => {
      if (held(of, 'closed')) return refuse('this panics: the channel is closed already');
      m.setEntry(of, { t: 'str', v: 'closed' }, m.recorder.fresh({ t: 'bool', v: true }, true), at);
      return undefined;
    }),
  },
};
