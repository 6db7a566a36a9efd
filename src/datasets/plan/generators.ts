import type { NamedGroup } from '../../algebra/groups';

/** More different elements than this are not listed. */
const MAX_LISTED = 1_000_000;

/**
 * Ids of the elements that words are made of, ascending and different: a set by name, or elements in any notation of the
 * word reader, such as `(1 2),(1 2 3 4 5)`. Null stands for all of a group too large to be listed.
 *
 * @throws RangeError when the group has no such elements; SourceError when the text is no list of elements
 */
export async function generatorIds(group: NamedGroup, generators: string): Promise<readonly number[] | null> {
  if (generators === 'all')
    return group.order > MAX_LISTED ? null : Array.from({ length: Number(group.order) }, (_, id) => id);
  const maps = namedSet(group.degree, generators) ?? (await elementsIn(group, generators));
  const ids = maps.map((map) => {
    const id = group.idOf(map);
    if (id === undefined)
      throw new RangeError(`${group.name} holds no ${generators === '3-cycles' ? generators : 'such swaps'}`);
    return Number(id);
  });
  if (ids.length === 0) throw new RangeError(`${group.name} holds no ${generators}`);
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** Tokens of the bundled models are the identity and all swaps; the identity is left out here, for it says nothing. */
function namedSet(degree: number, name: string): number[][] | undefined {
  const slots = Array.from({ length: degree }, (_, slot) => slot);
  const moved = (...moves: [number, number][]) => slots.map((slot) => new Map(moves).get(slot) ?? slot);
  const swap = (a: number, b: number) => moved([a, b], [b, a]);
  switch (name) {
    case 'transpositions':
      return slots.flatMap((a) => slots.slice(a + 1).map((b) => swap(a, b)));
    case 'adjacent':
      return slots.slice(1).map((b) => swap(b - 1, b));
    case '3-cycles':
      return slots.flatMap((a) =>
        slots
          .slice(a + 1)
          .flatMap((b) =>
            slots.slice(b + 1).flatMap((c) => [moved([a, b], [b, c], [c, a]), moved([a, c], [c, b], [b, a])]),
          ),
      );
    default:
      return undefined;
  }
}

async function elementsIn(group: NamedGroup, text: string): Promise<number[][]> {
  // The words of a header line end with it; what a person gives here is one line.
  const head = `# group: ${group.name}\n`;
  const { readWord } = await import('../../readers/word');
  const trace = await readWord({ uri: '--generators', language: 'word', text: head + text }, {});
  return trace.steps.map(({ map }) => [...(map ?? [])]);
}
