import { bareName } from '../../text/bare-name';

/** What an answer says of every place that was asked about, or why it says nothing that can be taken. */
export type Parsed = { objects: number[] } | { why: string };

export interface Known {
  places: readonly string[];
  /** For each place the bare names of the objects that it can hold. */
  objects: readonly (readonly string[])[];
  /** Whether the model was to think in writing first: then the last object counts. */
  isReasoned: boolean;
}

const MOST_QUOTED = 60;
/** What is scanned of an answer, which may be anything: its end, and braces in it. */
const [MOST_SCANNED, MOST_BRACES] = [65_536, 100];

/**
 * Reads an answer strictly: a JSON object that names every place, each with one of its objects. Nothing is guessed from prose around it.
 *
 * @returns `objects`: for each place the number of its object among those that it can hold
 */
export function parsedAnswer(said: string, { places, objects, isReasoned }: Known): Parsed {
  const text = withoutThought(said);
  if (text === undefined) return { why: 'it had not ended its thought' };
  if (text.trim() === '') return { why: 'it said nothing' };
  const found = jsonObjects(text.slice(-MOST_SCANNED)).filter((one) =>
    Object.keys(one).some((key) => places.includes(key.trim())),
  );
  const last = found.at(-1);
  if (!last) return { why: 'it holds no JSON object with these places' };
  const answers = found.map((one) => read(one, places, objects));
  const own = read(last, places, objects);
  if (!isReasoned && answers.some((one) => JSON.stringify(one) !== JSON.stringify(own)))
    return { why: 'it answers more than once, and differently' };
  return own;
}

/** Models that think in writing by themselves do so in front, between marks. */
function withoutThought(said: string): string | undefined {
  const start = /^\s*<think(?:ing)?>/i.exec(said);
  if (!start) return said;
  const end = /<\/think(?:ing)?>/i.exec(said);
  return end ? said.slice(end.index + end[0].length) : undefined;
}

function read(
  answer: Record<string, unknown>,
  places: readonly string[],
  objects: readonly (readonly string[])[],
): Parsed {
  const entries = Object.entries(answer).map(([key, value]) => [key.trim(), value] as const);
  const strange = entries.find(([key]) => !places.includes(key));
  if (strange) return { why: `it names ${quoted(strange[0])}, which is no place that was asked about` };
  const numbers: number[] = [];
  for (const [at, place] of places.entries()) {
    const own = entries.filter(([key]) => key === place);
    if (own.length !== 1) return { why: `it says ${own.length === 0 ? 'nothing' : 'two things'} of ${quoted(place)}` };
    const value = own[0]?.[1];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean' && value !== null)
      return { why: `what it says of ${quoted(place)} is no name` };
    const object = objectNamed(String(value), objects[at] ?? []);
    if (object === undefined)
      return { why: `it says ${quoted(String(value))} of ${quoted(place)}, which is none of the objects` };
    numbers.push(object);
  }
  return { objects: numbers };
}

/** By its name as it stands, else the only one that differs in quotes, capitals or an article. */
function objectNamed(name: string, objects: readonly string[]): number | undefined {
  const exact = objects.indexOf(name);
  if (exact >= 0) return exact;
  const alike = [...objects.keys()].filter((at) => plain(objects[at] ?? '') === plain(name));
  return alike.length === 1 ? alike[0] : undefined;
}

function plain(name: string): string {
  return bareName(name.trim())
    .toLowerCase()
    .replace(/^(?:the|an?) /, '')
    .trim();
}

/** The JSON objects in a text, in order; those within another one are a part of it. */
function jsonObjects(text: string): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  for (let at = text.indexOf('{'), tries = 0; at >= 0 && tries < MOST_BRACES; at = text.indexOf('{', at), tries++) {
    const end = endOf(text, at);
    const data = end === undefined ? undefined : parsed(text.slice(at, end));
    if (data) found.push(data);
    at = data && end !== undefined ? end : at + 1;
  }
  return found;
}

/** Behind the brace that closes the one at `start`; undefined where none does. */
function endOf(text: string, start: number): number | undefined {
  let [depth, isQuoted] = [0, false];
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (isQuoted) {
      if (letter === '\\') at++;
      else if (letter === '"') isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text);
}
