import type { Signature } from './example/signature';

/** The functions of a text that none of the others calls, those with parameters. */
export function uncalled(known: readonly Signature[], places: Places): Signature[] {
  const able = known.filter(({ parameters }) => parameters.length > 0);
  const isInAnother = (name: string): boolean =>
    placesOf(name, places).some((index) =>
      able.some((one) => one.name !== name && one.within.start <= index && index < one.within.end),
    );
  const called = new Set([...new Set(able.map(({ name }) => name))].filter(isInAnother));
  const alone = able.filter(({ name }) => !called.has(name));
  return alone.length > 0 ? alone : able;
}

/** Whether something outside of it calls a function. */
export function isCalled(one: Signature, places: Places): boolean {
  return placesOf(one.name, places).some((index) => index < one.within.start || index >= one.within.end);
}

/** Where names stand with brackets behind them. */
type Places = ReadonlyMap<string, readonly number[]>;

function placesOf(name: string, places: Places): readonly number[] {
  return places.get(name) ?? [];
}

/** Where the functions of a text are called: not where they are declared. */
export function callPlaces(text: string, known: readonly Signature[]): Places {
  const declared = new Set(known.map(({ at }) => at.start));
  const places = new Map<string, number[]>(known.map(({ name }) => [name, []]));
  for (const { 0: name, index } of text.matchAll(/(?<![\p{L}\p{N}_$])[\p{L}_$][\p{L}\p{N}_$]*(?=\s*\()/gu))
    if (!declared.has(index)) places.get(name)?.push(index);
  return places;
}
