import type { Node, Tree } from '@vscode/tree-sitter-wasm';

/** How deep in a statement the names are looked for that it gives a value to. */
const DEPTH = 3;

/** So many statements above a selection are looked at. */
const MOST_LOOKED_AT = 2000;

/** A statement above a selection, and the names that it gives their values. */
export interface Above {
  node: Node;
  names: string[];
}

/**
 * The statements above a selection that make what it uses: of each name that it speaks of all that speak of it, up to the
 * nearest that gives it a value, and of their names the same. What a parameter or the variable of a loop around it holds stays
 * unknown.
 *
 * @param known names whose values are known otherwise
 * @param spoken the names that a node speaks of: `namesIn`, or what is kept of it
 * @returns in the order of the text
 */
export function contextOf(selected: readonly Node[], known: readonly string[], spoken: NamesOf): Above[] {
  const [first] = selected;
  if (!first || !isBelowSomething(first)) return [];
  const wanted = withFunctions(selected.flatMap(spoken), first, spoken);
  for (;;) {
    const { size } = wanted;
    const found = speakingOf(first, wanted, known, spoken);
    // What another name stands for may be changed under that name, by a statement that was passed by.
    if (wanted.size === size) return found;
  }
}

/** Those above `first` that speak of what is wanted, which grows by what they speak of. */
function speakingOf(first: Node, wanted: Set<string>, known: readonly string[], names: NamesOf): Above[] {
  const closed = new Set(known);
  const found: Above[] = [];
  let looked = 0;
  for (let at: Node | null = first; at; at = at.parent) {
    // The head of a loop is no statement above it: in which round the selection is meant is not told.
    const isBody = /^(?:for|enhanced_for)/.test(at.parent?.type ?? '');
    for (let above = isBody ? null : at.previousNamedSibling; above; above = above.previousNamedSibling) {
      if (++looked > MOST_LOOKED_AT || isFunction(above)) continue;
      const spoken = [...mentioned(above, names)];
      const given = givenIn(above) ?? [];
      const isWanted = spoken.some((name) => wanted.has(name) && !closed.has(name));
      if (!isWanted) continue;
      found.push({ node: above, names: given.filter((name) => wanted.has(name)) });
      for (const name of spoken) wanted.add(name);
      // Of a sum that grows, the first value is needed as well.
      if (!/^(?:augmented|compound)/.test(above.namedChild(0)?.type ?? '')) for (const name of given) closed.add(name);
    }
    const around = at.parent;
    if (!around) break;
    for (const name of boundBy(around)) closed.add(name);
  }
  return found.reverse();
}

function isBelowSomething(node: Node): boolean {
  for (let at: Node | null = node; at; at = at.parent) if (at.previousNamedSibling) return true;
  return false;
}

/** Names of parameters and of variables of loops around a selection. */
export function boundAround(selected: readonly Node[]): Set<string> {
  const found = new Set<string>();
  for (let around = selected[0]?.parent; around; around = around.parent)
    for (const name of boundBy(around)) found.add(name);
  return found;
}

/** All that the functions of a file speak of which are spoken of. */
function withFunctions(names: readonly string[], { tree }: Node, spoken: NamesOf): Set<string> {
  const wanted = new Set(names);
  const functions = functionsOf(tree, spoken);
  for (const name of wanted) for (const more of functions.get(name) ?? []) wanted.add(more);
  return wanted;
}

const known = new WeakMap<Tree, Map<string, readonly string[]>>();

/** The functions that stand in a file by themselves, with the names that they speak of. */
function functionsOf(tree: Tree, spoken: NamesOf): Map<string, readonly string[]> {
  let functions = known.get(tree);
  if (functions) return functions;
  known.set(tree, (functions = new Map<string, readonly string[]>()));
  for (const one of tree.rootNode.namedChildren) {
    const name = one && isFunction(one) ? one.childForFieldName('name')?.text : undefined;
    if (one && name !== undefined) functions.set(name, spoken(one));
  }
  return functions;
}

/** All that a statement speaks of, by the functions that it speaks of, too. */
export function mentioned(statement: Node, spoken: NamesOf): Set<string> {
  return withFunctions(spoken(statement), statement, spoken);
}

/** The names that a node speaks of. */
type NamesOf = (node: Node) => readonly string[];

/** What is called, and what stands behind a dot, is no variable. */
export function namesIn(node: Node): string[] {
  return node
    .descendantsOfType(['identifier', 'shorthand_property_identifier'])
    .flatMap((one) => (one ? [one.text] : []));
}

function isFunction({ type }: Node): boolean {
  return /^(?:function|method|class|decorated|struct|impl|import|use|export|interface|type|trait|enum|mod)_?/.test(
    type,
  );
}

/** The parts of a statement that give a value to a name. */
function* assignments(statement: Node, depth = DEPTH): Generator<{ target: Node; value: Node }> {
  const value = statement.childForFieldName('right') ?? statement.childForFieldName('value');
  const target = ['left', 'name', 'pattern', 'declarator']
    .map((name) => statement.childForFieldName(name))
    .find((one) => one !== null);
  if (value && target) yield { target, value };
  else if (depth > 0) for (const child of statement.namedChildren) if (child) yield* assignments(child, depth - 1);
}

const GIVING =
  /^(?:expression_statement|assignment|augmented_assignment|lexical_declaration|variable_declaration|declaration|local_variable_declaration|short_var_declaration|var_declaration|const_declaration|let_declaration)$/;

/** The names that a plain statement gives values; undefined where it is another one. */
function givenIn(statement: Node): string[] | undefined {
  if (!GIVING.test(statement.type)) return undefined;
  const targets = [...assignments(statement)].map(({ target }) => target);
  // What is put into a place of a list does not make the list.
  if (targets.length === 0 || targets.some(isPlace)) return undefined;
  return targets.flatMap(variablesIn);
}

/** Names that a statement of any kind gives values, in its parts as well. */
export function givenBy(statement: Node): string[] {
  return [...assignments(statement)].flatMap(({ target }) => (isPlace(target) ? [] : variablesIn(target)));
}

function isPlace(target: Node): boolean {
  return PLACE.test(target.type) || target.namedChildren.some((child) => child !== null && isPlace(child));
}

const PLACE = /^(?:subscript|member|attribute|field|index|selector|array_access)/;

/** The declared name in `a[3]`, `*a`, `mut a`; of a list of names all. */
function variablesIn(target: Node): string[] {
  if (target.type === 'identifier') return [target.text];
  const inner = target.childForFieldName('declarator');
  return inner ? variablesIn(inner) : namesIn(target);
}

/** Names that what stands around a selection gives values which are not written: parameters, variables of loops. */
function boundBy(around: Node): string[] {
  const parts = ['parameters', 'parameter'].map((name) => around.childForFieldName(name));
  if (/^(?:for|enhanced_for)/.test(around.type)) {
    const clause = around.namedChildren.find((child) => child?.type === 'range_clause');
    parts.push(
      around.childForFieldName('left'),
      around.childForFieldName('pattern'),
      around.type.startsWith('enhanced') ? around.childForFieldName('name') : null,
      around.type === 'for_range_loop' ? around.childForFieldName('declarator') : null,
      clause?.childForFieldName('left') ?? null,
      around.childForFieldName('initializer') ?? around.childForFieldName('init'),
      around.namedChildren.find((child) => child?.type === 'for_clause')?.childForFieldName('initializer') ?? null,
    );
  }
  const declarator = around.childForFieldName('declarator');
  if (declarator && /function/.test(declarator.type)) parts.push(declarator.childForFieldName('parameters'));
  return parts.flatMap((part) => (part ? namesIn(part) : []));
}
