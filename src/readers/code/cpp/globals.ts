import type { Syntax } from '../syntax';

/**
 * The declarations that a part of a file knows. A variable beside the functions is one of them where it is a constant,
 * or where nothing has run yet that could have changed it: where what is read begins after all functions. Variables that
 * nothing names need not be understood.
 */
export function around(declarations: readonly Syntax[], read: readonly Syntax[]): readonly Syntax[] {
  const others = declarations.filter(({ type }) => type !== 'declaration');
  const isFile = others.some(({ type }) => type === 'function_definition' || type === 'namespace_definition');
  const start = read[0]?.start ?? 0;
  const isFirst = others.every(({ end }) => end <= start);
  const used = new Set<string>();
  for (const node of [...read, ...others]) names(node, used);
  const kept = new Set<Syntax>();
  // A constant may name others before it.
  for (const one of declarations.toReversed()) {
    if (one.type !== 'declaration' || !isFile || one.end > start || !(isFirst || isConstant(one))) continue;
    if (!declared(one).some((name) => used.has(name))) continue;
    kept.add(one);
    names(one, used);
  }
  return declarations.filter((one) => one.type !== 'declaration' || kept.has(one));
}

/** Of another file: functions, types and constants, no variables. */
export function lasting(declarations: readonly Syntax[]): readonly Syntax[] {
  return declarations.filter((one) => one.type !== 'declaration' || isConstant(one));
}

function isConstant(node: Syntax): boolean {
  const isPointer = node.children.some((one) => one.field === 'declarator' && /^[^=]*\*/.test(one.text));
  return node.children.some(
    ({ type, text }) => type === 'type_qualifier' && (text === 'constexpr' || (text === 'const' && !isPointer)),
  );
}

/** Names in all declarators, also those that only say how long an array is. */
function declared(node: Syntax): string[] {
  const found = new Set<string>();
  for (const child of node.children) if (child.field === 'declarator') names(child, found);
  return [...found];
}

function names(node: Syntax, into: Set<string>): void {
  const stack = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.type === 'identifier') into.add(next.text);
    for (const child of next.children) stack.push(child);
  }
}
