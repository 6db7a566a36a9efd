import type { Argument, Expr, FunctionDeclaration, Pattern, Stmt } from '../../core/ir';
import { at, name } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { argumentsOf } from './calls';
import { componentsOf, firstValues, hasFirstValues } from './fields';
import type { Lower } from './lower';
import { put, type ClassSyntax } from './members';
import { parameters } from './parameters';

/**
 * What stands at the fields of a class is put into them by its constructors, after those of the class that it extends, as
 * Java does.
 */
export function constructorsOf(of: ClassSyntax, lower: Lower): FunctionDeclaration[] {
  if (of.kind === 'interface') return [];
  const declared = of.members.filter(({ type }) => type === 'constructor_declaration');
  const made = declared.map((one): FunctionDeclaration => {
    const block = field(one, 'body');
    return {
      at: at(one),
      name: of.name,
      parameters: parameters(one),
      body: () => (block ? bodyOf(of, named(block), lower) : []),
    };
  });
  const count = componentsOf(of).length;
  const compact = of.members.find(({ type }) => type === 'compact_constructor_declaration');
  if (count > 0 && (compact || !declared.some((one) => parameters(one).length === count)))
    made.push(recordConstructor(of, compact, lower));
  if (made.length === 0 && (of.base || hasFirstValues(of))) made.push(defaultConstructor(of, lower));
  return made;
}

/** The one that gives the components of a record their values, after what its own compact form does. */
function recordConstructor(of: ClassSyntax, compact: Syntax | undefined, lower: Lower): FunctionDeclaration {
  const components = componentsOf(of);
  const block = compact && field(compact, 'body');
  const kept = components.flatMap(({ pattern, at: place }): Stmt[] =>
    pattern.to === 'name' ? [put(place, pattern.name, { at: place, op: 'name', name: pattern.name })] : [],
  );
  const body = (): Stmt[] => [...(block ? lower.block(named(block)) : []), ...kept];
  return { at: at(of.node), name: of.name, parameters: components, body };
}

/** One that hands all that it is given to the class that this one extends. */
function defaultConstructor(of: ClassSyntax, lower: Lower): FunctionDeclaration {
  const place = at(of.node);
  const all: Pattern = { at: place, to: 'name', name: ' given', declare: 'function' };
  const spread: Argument = { value: { at: place, op: 'spread', value: name(of.node, ' given') } };
  return {
    at: place,
    name: of.name,
    parameters: of.isAnonymous ? [{ at: place, pattern: all, rest: true }] : [],
    body: () => [...callOfBase(of, of.isAnonymous ? [spread] : []), ...firstValues(of, lower)],
  };
}

function bodyOf(of: ClassSyntax, statements: readonly Syntax[], lower: Lower): Stmt[] {
  const [first, ...rest] = statements;
  if (first?.type !== 'explicit_constructor_invocation')
    return [...callOfBase(of, []), ...firstValues(of, lower), ...lower.block(statements)];
  const given = argumentsOf(first, lower);
  if (field(first, 'constructor')?.type === 'this')
    return [callOf(first, 'own constructor', [self(first)], given), ...lower.block(rest)];
  return [...callOfBase(of, given, first), ...firstValues(of, lower), ...lower.block(rest)];
}

function callOfBase({ base, node }: ClassSyntax, given: readonly Argument[], from = node): Stmt[] {
  return base ? [callOf(from, 'constructor of', [self(from), name(from, 'super')], given)] : [];
}

function callOf(node: Syntax, what: string, first: readonly Expr[], given: readonly Argument[]): Stmt {
  const place = { at: at(node) };
  const args = [...first.map((value) => ({ value })), ...given];
  return { ...place, do: 'expression', expression: { ...place, op: 'call', callee: name(node, what), args } };
}

function self(node: Syntax): Expr {
  return name(node, 'this');
}
