import { namedGroup, type NamedGroup } from '../../algebra/groups';
import { MAX_DEGREE, NotationError, type Base } from '../../algebra/notation';

export type Notation = 'mixed' | 'cycles' | 'one-line' | 'ids' | 'two-line' | 'matrix';
const NOTATIONS: ReadonlySet<string> = new Set(['mixed', 'cycles', 'one-line', 'ids', 'two-line', 'matrix']);

/** `<(1 2 3), (1 2)>`, or as GAP and Sage print a group by its generators. */
const GENERATED =
  /^(?<before>[<⟨]|(?:Permutation\s*)?Group\s*(?:with generators\s*\[|\(\s*\[?))(?<inner>.*?)(?:[>⟩]|\]?\s*\)|\])$/i;

/** What the `# key: value` lines at the head of a word say. */
export interface Header {
  /** The group whose elements the word is made of; undefined when not stated. */
  group?: NamedGroup;
  /** The group is what these generate: the elements that stand here, or (`isNamed`) those that are defined. */
  generatedBy?: { start: number; end: number; isNamed: boolean };
  /** `right-to-left`: the last element of a word acts first. */
  order: 'left-to-right' | 'right-to-left';
  /** Undefined, which is `mixed`, when not stated. */
  notation?: Notation;
  /** What the first slot is called; undefined when not stated. */
  base?: Base;
  /** Which factor of a product within an element acts first; undefined when not stated. */
  product?: 'left' | 'right';
  /** Where the definitions of named elements stand. */
  generators: { start: number; end: number }[];
  /** Offset of the first line that is neither a comment nor blank. */
  end: number;
}

/** @throws NotationError at a value that is not known. Comments that are no header lines are left alone. */
export function readHeader(text: string, start: number): Header {
  const header: Header = { order: 'left-to-right', generators: [], end: start };
  const line = /[^\S\r\n]*(?:(#)[^\r\n]*)?(?:\r\n|\r|\n|$)/y;
  while (header.end < text.length) {
    line.lastIndex = header.end;
    const match = line.exec(text);
    if (!match) break;
    const entry = headerLine(match[0]);
    if (entry) apply(header, entry.key, entry.value, header.end + entry.offset);
    else refuseMisspelt(match[0], header.end);
    header.end = line.lastIndex;
  }
  return header;
}

/** The key and value of `# group: S5`; undefined for any other comment. */
export function headerLine(line: string): { key: string; value: string; offset: number } | undefined {
  const match = /^\s*#\s*(group|degree|order|notation|base|product|generators)\s*:[^\S\r\n]*([^\r\n]*)/i.exec(line);
  const [all, key, value] = match ?? [];
  if (all === undefined || key === undefined || value === undefined) return undefined;
  return { key: key.toLowerCase(), value: value.trim(), offset: all.length - value.length };
}

/**
 * `# group S3`, `# base = 0` and `# generator: a = (1 2)` are comments to the letter, and change how a text is read to the eye.
 *
 * @throws NotationError where what stands behind the key is a value of it
 */
function refuseMisspelt(line: string, start: number): void {
  const [all, name = '', rest = ''] =
    /^\s*#\s*(group|degree|order|notation|base|product|generator)s?(?:\s*[:=]\s*|\s+)([^\r\n]*)/i.exec(line) ?? [];
  if (all === undefined) return;
  const [key, value] = [name.toLowerCase() === 'generator' ? 'generators' : name.toLowerCase(), rest.trim()];
  if (key === 'generators' && !value.includes('=')) return;
  try {
    apply({ order: 'left-to-right', generators: [], end: 0 }, key, value, start);
  } catch (error) {
    if (error instanceof NotationError) return;
    throw error;
  }
  const at = start + line.indexOf('#');
  throw new NotationError(at, start + all.trimEnd().length, `a header line is written '# ${key}: ${value}'`);
}

function apply(header: Header, key: string, value: string, start: number): void {
  const fault = (reason: string) => new NotationError(start, start + value.length, reason);
  const oneOf = <T extends string>(...values: T[]): T => {
    const known = values.find((each) => each === value);
    if (known === undefined) throw fault(`the ${key} is ${values.join(' or ')}, not '${value}'`);
    return known;
  };
  switch (key) {
    case 'group':
    case 'degree': {
      const listed = key === 'group' ? GENERATED.exec(value)?.groups : undefined;
      const isNamed = key === 'group' && /^generat(?:ed|ors)$/i.test(value);
      if (listed || isNamed) {
        if (header.group || header.generatedBy) throw fault('the group was stated before');
        const [before = '', inner = value] = [listed?.['before'], listed?.['inner']];
        header.generatedBy = { start: start + before.length, end: start + before.length + inner.length, isNamed };
        break;
      }
      const group = namedGroup(key === 'group' ? value : `S${value}`);
      if (!group) {
        const known =
          key === 'group'
            ? 'S5, A4 x Z5, D4, Q8, F20, M11, PSL(2,7), Z2 wr S4, <(1 2 3), (1 2)>, …'
            : `1 to ${MAX_DEGREE}`;
        throw fault(`'${value}' is not a ${key} known here: ${known}`);
      }
      if (header.group && header.group.name !== group.name)
        throw fault(`the group was stated as ${header.group.name} before`);
      header.group = group;
      break;
    }
    case 'order':
      header.order = oneOf('left-to-right', 'right-to-left');
      break;
    case 'base':
      header.base = oneOf('0', '1') === '0' ? 0 : 1;
      break;
    case 'product':
      header.product = oneOf('left', 'right');
      break;
    case 'generators':
      header.generators.push({ start, end: start + value.length });
      break;
    default:
      if (!NOTATIONS.has(value)) throw fault(`'${value}' is not a notation known here: ${[...NOTATIONS].join(', ')}`);
      header.notation = value as Notation;
  }
}
