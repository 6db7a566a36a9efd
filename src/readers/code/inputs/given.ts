import { withUnknowns, type ExampleForms } from '../example/example';
import { pieces } from '../example/call';
import type { Signature } from '../example/signature';
import { Unreadable, type Span } from '../syntax';

/** A text with statements after it that give some names their values. */
export interface Given {
  text: string;
  /** Where those stand; absent where there are none. */
  at?: Span;
  names: readonly string[];
  unknowns: ReadonlyMap<string, string>;
}

/** @throws Unreadable where a name or a value is none */
export function givenValues(
  text: string,
  values: Readonly<Record<string, string>>,
  known: readonly Signature[],
  forms: ExampleForms,
): Given {
  const unknowns = new Map<string, string>();
  const added = Object.entries(values).map(([name, value]) => {
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name))
      throw new Unreadable(NOWHERE, `'${name}' is no name of a variable`, 'syntax');
    const parameter = known.flatMap(({ parameters }) => parameters).find((one) => one.name === name);
    const list = /^\[([\s\S]*)\]$/.exec(value.trim())?.[1];
    const elements = list === undefined ? undefined : pieces(list);
    if (value.trim() === '' || (list !== undefined && !elements))
      throw new Unreadable(NOWHERE, `'${value}' is no value for ${name}`, 'syntax');
    const statement = elements
      ? forms.declare(name, withUnknowns(name, elements, unknowns), parameter)
      : forms.hold(name, value.trim(), parameter);
    return statement + forms.end;
  });
  const names = Object.keys(values);
  if (added.length === 0) return { text, names, unknowns };
  const start = text.length + 1;
  const more = added.join('\n');
  return { text: `${text}\n${more}\n`, at: { start, end: start + more.length }, names, unknowns };
}

const NOWHERE: Span = { start: 0, end: 0 };
