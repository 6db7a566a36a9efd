/** Ways in which an example of a data set goes wrong: by hand, by another program, by a disk. */

export type Json = Record<string, unknown>;

interface Edit {
  name: string;
  /** Changes the example in place; false where there is nothing to change in it. */
  of: (example: Json) => boolean;
}

const list = (example: Json, field: string): unknown[] | undefined =>
  Array.isArray(example[field]) && example[field].length > 0 ? (example[field] as unknown[]) : undefined;

/** An edit of a list that the example has; false where it changes nothing. */
const ofList = (name: string, field: string, change: (items: unknown[], example: Json) => unknown): Edit => ({
  name,
  of: (example) => {
    const items = list(example, field);
    return items !== undefined && change(items, example) !== false;
  },
});

const ofField = (name: string, field: string, change: (value: unknown, example: Json) => unknown): Edit => ({
  name,
  of: (example) => {
    if (!Object.hasOwn(example, field)) return false;
    const before = JSON.stringify(example[field]);
    example[field] = change(example[field], example);
    return JSON.stringify(example[field]) !== before;
  },
});

const last = (items: unknown[]): number => items.length - 1;

/** The next number, in a list of numbers or of lists of them. */
function bumped(items: unknown[], at: number): boolean {
  const item = items[at];
  if (typeof item === 'number') items[at] = item + 1;
  else if (Array.isArray(item) && typeof item[0] === 'number')
    items[at] = [item[0] + 1, ...(item.slice(1) as unknown[])];
  else return false;
  return true;
}

function swapped(items: unknown[], a: number, b: number): boolean {
  if (JSON.stringify(items[a]) === JSON.stringify(items[b])) return false;
  [items[a], items[b]] = [items[b], items[a]];
  return true;
}

const PER_TOKEN = ['tokens', 'states', 'next', 'steps'];
const NUMBERED = ['tokens', 'states', 'next', 'maps', 'initial'];
const REQUIRED = ['kind', 'id', 'text', 'tokens', 'states', 'final', 'source', 'verdict'];
const OWN = ['group', 'as', 'language', 'next', 'domain', 'slots', 'objects', 'initial', 'maps', 'steps', 'illegal'];

export const EDITS: readonly Edit[] = [
  ...PER_TOKEN.flatMap((field) => [
    ofList(`the last of ${field} is gone`, field, (items) => void items.pop()),
    ofList(`the first of ${field} is gone`, field, (items) => void items.shift()),
    ofList(`${field} has one more`, field, (items) => void items.push(structuredClone(items.at(-1)))),
  ]),
  ...NUMBERED.flatMap((field) => [
    ofList(`the first of ${field} is one more`, field, (items) => bumped(items, 0)),
    ofList(`the last of ${field} is one more`, field, (items) => bumped(items, last(items))),
    ofList(`one of ${field} is huge`, field, (items) => {
      items[items.length >> 1] = Array.isArray(items[0]) ? [1e9] : 1e9;
    }),
    ofList(`one of ${field} is negative`, field, (items) => void (items[0] = Array.isArray(items[0]) ? [-1] : -1)),
    ofList(`one of ${field} is a fraction`, field, (items) => void (items[0] = Array.isArray(items[0]) ? [0.5] : 0.5)),
    ofList(`one of ${field} is text`, field, (items) => void (items[last(items)] = '1')),
    ofList(`one of ${field} is null`, field, (items) => (items[0] === null ? false : void (items[0] = null))),
    ofList(`two of ${field} change places`, field, (items) => swapped(items, 0, last(items))),
    ofList(`${field} is backwards`, field, (items) => {
      const before = JSON.stringify(items);
      return JSON.stringify(items.reverse()) !== before;
    }),
  ]),
  ...['states', 'maps', 'next'].map((field) =>
    ofList(`a list in ${field} is shorter`, field, (items) => {
      const inner = items.find((item) => Array.isArray(item) && item.length > 0) as unknown[] | undefined;
      return inner ? void inner.pop() : false;
    }),
  ),
  ...[...REQUIRED, ...OWN].map((field): Edit => ({
    name: `${field} is missing`,
    of: (example) => Object.hasOwn(example, field) && Reflect.deleteProperty(example, field),
  })),
  ofList('a token is that of another step', 'tokens', (items) => {
    const other = items.find((item) => item !== items[0]);
    return other === undefined ? false : void (items[0] = other);
  }),
  ofList('there are no tokens', 'tokens', (items, example) => {
    for (const field of PER_TOKEN) if (list(example, field)) example[field] = [];
    items.length = 0;
  }),
  ofField('final is another', 'final', (value) =>
    typeof value === 'number' ? (value === 0 ? 1 : 0) : Array.isArray(value) ? (value as number[]).toReversed() : [0],
  ),
  ofField('final is null', 'final', () => null),
  ofField('the kind is another', 'kind', (kind) => (kind === 'word' ? 'trace' : 'word')),
  ofField('the kind is unknown', 'kind', () => 'poem'),
  ofField('the group is smaller', 'group', () => 'S3'),
  ofField('the group is another of the same order', 'group', () => 'A4_x_Z10'),
  ofField('the group is none', 'group', () => 'Monster'),
  ofField('it is told in no known way', 'as', () => 'opera'),
  ofField('the language is another', 'language', (language) => (language === 'parity' ? 'Tomita 1' : 'parity')),
  ofField('the domain is another', 'domain', (domain) => (domain === 'code' ? 'narrative' : 'code')),
  ofList('a slot more', 'slots', (items) => void items.push('one more')),
  ofList('a slot less', 'slots', (items) => void items.pop()),
  ofList('an object more', 'objects', (items) => void items.push('one more')),
  ofList('an object less', 'objects', (items) => void items.pop()),
  ofList('an object is no name', 'objects', (items) => void (items[0] = 7)),
  ofList('a map more that no token uses', 'maps', (items) => void items.push(structuredClone(items[0]))),
  ofList('a map less', 'maps', (items) => void items.pop()),
  ofField('an illegal step beyond the end', 'illegal', (_, { tokens }) => ({
    step: (tokens as unknown[]).length,
    reason: 'x',
  })),
  ofField('an illegal step where all are legal, or legal ones after it', 'illegal', () => ({ step: 0, reason: 'x' })),
  ofField('nothing is illegal', 'illegal', () => null),
  ofField('the verdict is easier', 'verdict', (verdict) => verdict && { ...verdict, class: 'aperiodic' }),
  ofField('the verdict is harder', 'verdict', (verdict) => verdict && { ...verdict, class: 'non-solvable' }),
  ofField('the verdict is no class', 'verdict', (verdict) => verdict && { ...verdict, class: 'easy' }),
  ofField('the order of the verdict is another', 'verdict', (verdict) => verdict && { ...verdict, order: '17' }),
  ofField('the group of the verdict is another', 'verdict', (verdict) => verdict && { ...verdict, name: 'S7' }),
  ofField('the text is cut', 'text', (text) => String(text).slice(0, -1)),
  ofField('the text is another', 'text', () => '(1 2)'),
  ofField('the id is no number', 'id', (id) => String(id)),
  ofField('the source has no hash', 'source', (source) => ({ ...(source as object), hash: undefined })),
  ofField('the hash is another', 'source', (source) => ({ ...(source as object), hash: '0123456789abcdef' })),
  ofField('the range ends before it begins', 'source', (source) => ({
    ...(source as object),
    range: { start: { line: 5, character: 0 }, end: { line: 4, character: 9 } },
  })),
  ofField('a field that means nothing here', 'id', (id, example) => {
    example['note'] = { by: 'hand' };
    return Number(id) + 1;
  }),
];

/** What happens to a line as bytes. */
export const LINE_EDITS: readonly { name: string; of: (line: string) => string }[] = [
  { name: 'the line is cut', of: (line) => line.slice(0, -10) },
  { name: 'the line is cut in the middle', of: (line) => line.slice(0, line.length >> 1) },
  { name: 'a comma more', of: (line) => line.replace(/\}$/, ',}') },
  { name: 'two examples on one line', of: (line) => line + line },
  { name: 'a list around it', of: (line) => `[${line}]` },
  { name: 'a number for it', of: () => '7' },
  { name: 'a second final', of: (line) => line.replace(/\}$/, ',"final":[99]}') },
  { name: 'blanks between all', of: (line) => JSON.stringify(JSON.parse(line), null, 1).replace(/\n/g, ' ') },
  { name: 'single quotes', of: (line) => line.replaceAll('"', "'") },
];
