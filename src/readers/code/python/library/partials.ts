import type { Call, Part } from '../../core/library/library';
import type { Box } from '../../core/values';
import { completed, partialOf } from '../partials';

function partial({ m, args, at }: Call): Box {
  const [callee = m.fail(at, 'a function is missing'), ...positional] = args.positional;
  return partialOf(m, callee, { ...args, positional });
}

export const partials: Part = {
  functions: { 'functools.partial': { run: partial } },
  methods: { partial: { call: { run: completed } } },
};
