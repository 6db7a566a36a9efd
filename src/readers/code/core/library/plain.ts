import type { Span } from '../../syntax';
import type { Machine } from '../machine';
import type { Arguments, Box } from '../values';
import type { Entry } from './library';

export type Run = (m: Machine, args: Arguments, at: Span) => Box;

export function plainTable(table: Readonly<Record<string, Run>>): Record<string, Entry> {
  return Object.fromEntries(
    Object.entries(table).map(([name, run]): [string, Entry] => [name, { run: ({ m, args, at }) => run(m, args, at) }]),
  );
}

/** Methods whose object is told apart from the arguments. */
export function methodTable<T>(
  see: (m: Machine, object: Box, at: Span) => T,
  table: Readonly<Record<string, (m: Machine, object: T, args: Arguments, at: Span) => Box>>,
): Record<string, Entry> {
  return Object.fromEntries(
    Object.entries(table).map(([name, run]): [string, Entry] => [
      name,
      {
        run: ({ m, args, at }) => {
          const { object, rest } = taken(args, m, at);
          return run(m, see(m, object, at), rest, at);
        },
      },
    ]),
  );
}

function taken(args: Arguments, m: Machine, at: Span): { object: Box; rest: Arguments } {
  const [object, ...positional] = args.positional;
  const rest = { ...args, positional, ...(args.places && { places: args.places.slice(1) }) };
  return { object: object ?? m.fail(at, 'an argument is missing'), rest };
}
