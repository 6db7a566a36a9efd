import { reparsed } from '../../reparse';
import { declarationsIn, typeOfOperand, type Declarations } from './declared';
import { field, named, type Syntax } from '../../syntax';

/** A method that the text declares: for which type, and whether a pointer to it is the receiver. */
export interface Declared {
  type: string;
  isPointer: boolean;
}

/** What a text declares: types that are no structures by their names, methods by theirs. */
interface Known {
  text: string;
  types: ReadonlyMap<string, Syntax>;
  methods: ReadonlyMap<string, readonly Declared[]>;
  declarations: Declarations;
}

/** The last text that was asked for. */
let known: Known | undefined;

function knownIn(node: Syntax): Known {
  const text = node.whole;
  if (known?.text !== text) {
    const tree = SPEC.test(text) ? reparsed('go', node, node.extent, '', '') : undefined;
    known = {
      text,
      types: tree ? typesOf(tree) : new Map(),
      methods: methodsOf(text),
      declarations: tree ? declarationsIn(tree) : new Map(),
    };
  }
  return known;
}

const SPEC = /\btype\s*(?:\(|\w+\s+(?!struct\b))/;

function typesOf(tree: Syntax): Map<string, Syntax> {
  const types = new Map<string, Syntax>();
  const twice = new Set<string>();
  const look = (one: Syntax): void => {
    const [label, type] = [field(one, 'name')?.text, field(one, 'type')];
    if (/^type_(spec|alias)$/.test(one.type) && label !== undefined && type && !field(one, 'type_parameters')) {
      if (types.has(label)) twice.add(label);
      types.set(label, type);
    }
    for (const child of named(one)) look(child);
  };
  look(tree);
  // Types of one name in two functions: which is meant is not told by the name.
  for (const label of twice) types.delete(label);
  return types;
}

const METHOD = /^func\s*\(\s*(?:\w+\s+)?(\*?)\s*(\w+)[^)]*\)\s*(\w+)\s*\(/gm;

function methodsOf(text: string): Map<string, Declared[]> {
  const methods = new Map<string, Declared[]>();
  for (const [, star = '', type = '', label = ''] of text.matchAll(METHOD))
    methods.set(label, [...(methods.get(label) ?? []), { type, isPointer: star !== '' }]);
  return methods;
}

/** The type that a name stands for, `[]int` of `type Stack []int`; a structure, and what is not known, is itself. */
export function underlying(type: Syntax): Syntax {
  let at = type;
  for (const seen = new Set<string>(); at.type === 'type_identifier' && !seen.has(at.text);) {
    seen.add(at.text);
    const next = knownIn(at).types.get(at.text);
    if (!next || /^(struct|interface)_type$/.test(next.type)) return at;
    at = next;
  }
  return at;
}

/** Whether a variable of the type may hold nothing, or what has certain methods. */
export function isInterface(type: Syntax): boolean {
  if (type.type !== 'type_identifier') return type.type === 'interface_type';
  return type.text === 'error' || type.text === 'any' || knownIn(type).types.get(type.text)?.type === 'interface_type';
}

/** The methods of that name, of whichever type; of that of `object` alone where its declarations tell it. */
export function methodsCalled(node: Syntax, name: string, object?: Syntax): readonly Declared[] {
  const { methods, declarations } = knownIn(node);
  const all = methods.get(name) ?? [];
  const type = object && typeOfOperand(object, declarations);
  const own = all.filter((one) => one.type === type);
  return own.length > 0 ? own : all;
}

const KINDS: Readonly<Record<string, Kind>> = {
  slice_type: 'slice',
  array_type: 'array',
  map_type: 'map',
  function_type: 'function',
};

/** What the values of a type are like, where they run. */
export type Kind = 'slice' | 'array' | 'map' | 'function' | 'number' | 'text' | 'truth' | 'structure';

/** What the values of the type of that name are. */
export function kindOf(node: Syntax, type: string): Kind {
  const own = knownIn(node).types.get(type);
  const found = own && underlying(own);
  if (!found || found.type === 'struct_type' || found.type === 'interface_type') return 'structure';
  if (found.type !== 'type_identifier') return KINDS[found.type] ?? 'structure';
  return found.text === 'string' ? 'text' : found.text === 'bool' ? 'truth' : 'number';
}
