import { namedGroup } from '../../algebra/groups';
import { identity } from '../../algebra/maps';
import { makeTrace, type Step, type Trace } from '../../trace/trace';
import { withVerdict } from '../../trace/verdict';
import type { Example, TraceExample } from './example';

/**
 * What happens in an example, as a trace whose steps are the example's tokens, with its verdict.
 *
 * @throws as {@link worldOfExample}
 */
export function traceOfExample(example: Example): Trace {
  return withVerdict(worldOfExample(example));
}

/**
 * The same without a verdict, which takes longer than all the rest.
 *
 * @throws RangeError when the example is a word of a language, whose rule is not in it, or is not what it says it is
 */
export function worldOfExample(example: Example): Trace {
  if (example.kind === 'language')
    throw new RangeError(
      `words of a language (${example.language}) are not read one by one from a data set: eval measures models on all of them, and a text of the symbols below a line '# language: …' is read as any other`,
    );
  const { uri, files } = example.source;
  if (example.kind === 'trace') {
    const { domain, language, slots, objects, cells, initial, illegal, thisRunOnly, assumed } = example;
    return makeTrace({
      domain,
      source: { uri, language, ...(files && { files }) },
      slots,
      objects,
      initial,
      steps: stepsOf(example),
      ...(cells && { cells }),
      ...(illegal && { illegal }),
      ...(thisRunOnly !== undefined && { thisRunOnly }),
      ...(assumed && { assumed: assumed.map((text) => ({ text })) }),
    });
  }
  const group = namedGroup(example.group);
  if (!group) throw new RangeError(`there is no group '${example.group}'`);
  const names = identity(group.degree).map((slot) => String(slot + 1));
  return makeTrace({
    domain: 'word',
    source: { uri, language: 'word' },
    slots: names,
    objects: names,
    initial: identity(group.degree),
    steps: example.tokens.map((id) => ({ map: group.elementOf(BigInt(id)), text: String(id) })),
  });
}

/** The steps that the tokens of an example stand for. */
export function stepsOf({
  tokens,
  maps,
  acts,
  steps,
}: Pick<TraceExample, 'tokens' | 'maps' | 'acts' | 'steps'>): Step[] {
  return tokens.map((token, step) => {
    const [map, cell, text] = [maps[token] ?? null, acts?.[token] ?? null, steps[step] ?? ''];
    return map && cell !== null ? { cell, table: map, text } : { map, text };
  });
}
