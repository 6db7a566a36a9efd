import type { Call } from '../../core/library/library';
import type { List } from '../../core/library/list';
import { callback, listOf, type Callback } from '../../core/library/parameters';
import { drain } from '../../core/iteration';
import { refuse, type Parameter } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { target } from '../../native/pointers';
import { show } from '../../native/show';

const NOTHING_NAME = 'None';

/** `None`. What `Some` holds stands for itself. */
export const NOTHING: Data = { t: 'nothing', name: NOTHING_NAME };

/** What an error says where that is not known, or no more known once it was passed on. */
const UNSAID = 'Err(…)';

/** `Err(e)`: an option that holds nothing, of which is known what it says. */
export function failure(said: Data | undefined): Data {
  const isPlain =
    said && (['int', 'bool', 'str'].includes(said.t) || isUnit(said) || (said.t === 'record' && said.constant));
  return { t: 'nothing', name: isPlain ? `Err(${show(said)})` : UNSAID };
}

export function isFailure(data: Data): boolean {
  return data.t === 'nothing' && data.name.startsWith('Err(');
}

/** Whether what an error says is not known. */
export function isUnsaid(data: Data): boolean {
  return data.t === 'nothing' && data.name === UNSAID;
}

/** `()`, also where a function gives nothing back: that is a value, and not the lack of one. */
function isUnit(data: Data): boolean {
  return data.t === 'nothing' && data.name !== NOTHING_NAME && !isFailure(data);
}

/** `None`, or an error. */
export function isNothing(data: Data): boolean {
  return data.t === 'nothing' && !isUnit(data);
}

/** What an iterator, a list or a range will give. */
export const given: Parameter<readonly Box[]> = {
  read: ({ m, at }, box) => {
    const { data } = target(m, box);
    const isGoneThrough = data.t === 'range' || (data.t === 'record' && data.type !== undefined);
    return isGoneThrough ? drain(m, m.dialect.iterate(m, box, 'values', at), at) : listOf(m, box, at).boxes;
  },
};

/**
 * A closure of an iterator that works nothing out before it is gone through, and then only as far as it is. Here all is
 * worked out at once, which is the same as long as the closure changes nothing.
 */
export const lazily: Parameter<Callback> = {
  read: (call, given, index) => {
    const run = callback.read(call, given, index);
    return (boxes) => {
      const { result, changed } = call.m.recorder.changesOutside(() => run(boxes));
      return changed ? refuse(LAZY, 'unsupported') : result;
    };
  },
};

const LAZY = 'what a closure changes while an iterator is gone through is not followed: use a for loop';

/** A whole number with its type. */
export const whole: Parameter<Data & { t: 'int' }> = {
  read: ({ m, at }, box) => {
    const data = m.inspect(target(m, box), at);
    return data.t === 'int' ? data : refuse(`${m.dialect.show(data)} is no integer`, 'unsupported');
  },
};

export const float: Parameter<number> = {
  read: ({ m, at }, box) => {
    const data = m.inspect(target(m, box), at);
    return data.t === 'num' ? data.v : refuse(`${m.dialect.show(data)} is no floating-point number`, 'unsupported');
  },
};

/** What a text is called of which nothing is known but that it begins empty. */
export const EMPTY_TEXT = 'a text';

export function usize(v: number): Data {
  return { t: 'int', v: BigInt(v), type: 'u64' };
}

/** An option that holds this, or `None`. */
export function option({ m }: Call, box: Box | undefined): Box {
  if (!box) return m.fresh(NOTHING);
  return isNothing(target(m, box).data) ? refuse('an option in an option is not followed', 'unsupported') : box;
}

export function iterator({ m, at }: Call, boxes: readonly Box[]): Data {
  return m.sequence('iterator', boxes, at);
}

export function vector({ m, at }: Call, boxes: readonly Box[]): Data {
  return m.sequence('vec', boxes, at);
}

/** References to the cells of a list, through which they can be changed. */
export function places({ m }: Call, of: List): Box[] {
  return of.boxes.map((_, index) => m.fresh({ t: 'reference', place: of.cell(index) }));
}

/** Only a whole vector changes its length. */
export function grown(to: List): List {
  return to.isWhole && to.flavor !== 'array' ? to : refuse('only a vector changes its length');
}
