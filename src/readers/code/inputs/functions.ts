import { Lines } from '../../../trace/lines';
import type { Range, SourceText } from '../../../trace/source';
import { knownIn } from '../example/known';
import { callsIn } from './calls';
import { suggestedCall } from './suggested';

/** A function of a text, and a call that it can be tried with. */
export interface Triable {
  name: string;
  range: Range;
  /** As the text calls it where it does, else by the types and names of its parameters. */
  call: string;
}

/** The functions of a text that can be tried with example values, in its order. */
export async function triableFunctions({ text, language }: SourceText): Promise<Triable[]> {
  const lines = new Lines(text);
  const known = await knownIn(language, text);
  const found = callsIn(text, known);
  return known.flatMap((one) => {
    const own = found.find(({ name }) => name === one.name)?.call;
    const call = own ?? suggestedCall(one, { language, text, known });
    if (call === undefined || one.parameters.length === 0) return [];
    return [{ name: one.name, range: lines.range(one.within.start, one.within.end), call }];
  });
}
