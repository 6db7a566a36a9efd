import type { Parameter } from '../../core/library/table';
import { asInt } from '../numbers';
import { show } from '../show';

export const int: Parameter<bigint> = {
  read: ({ m, at }, given) => {
    const data = m.inspect(given, at);
    return asInt(data) ?? m.fail(at, `${show(data)} is no integer`);
  },
};

/** An integer as a place or a count. */
export const index: Parameter<number> = { read: (call, given, at) => Number(int.read(call, given, at)) };
