import type { Expr, FunctionDeclaration, Stmt } from '../../core/ir';
import { at, name, required, shapes, variable } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { varNames } from './locals';
import type { Lower } from './lower';
import { ownFields, parametersOf } from './parameters';

/** What a function knows all that it is given by. */
const ARGUMENTS = 'arguments';

export function functionOf(node: Syntax, lower: Lower): FunctionDeclaration {
  const block = required(node, 'body');
  const parameters = field(node, 'parameters');
  const isArrow = node.type === 'arrow_function';
  const isAsync = node.children.some(({ type }) => type === 'async');
  const asksForAll = !isArrow && speaksOf(ARGUMENTS, block);
  // Parameters are other names for what is in it, unless the code is strict.
  const isShared = asksForAll && parameters && named(parameters).some(({ text }) => changes(text, block));
  return {
    at: at(node),
    name: field(node, 'name')?.text ?? 'function',
    parameters: parametersOf(node, lower),
    body: () => {
      if (isAsync) return [{ at: at(node), do: 'unsupported', what: 'async functions are not followed' }];
      if (isShared)
        return [
          { at: at(node), do: 'unsupported', what: 'arguments of changed parameters is not followed: use ...rest' },
        ];
      if (block.type === 'statement_block') return withOwnFields(named(block), parameters, lower);
      return [shapes(lower).result(block)];
    },
    locals: varNames,
    arrow: isArrow,
    ...(asksForAll && { allGiven: ARGUMENTS }),
    ...(ofType(node, '*') && { yields: true }),
  };
}

/** Fields that are parameters get their values first, or where `super(…)` has made the object. */
function withOwnFields(statements: readonly Syntax[], parameters: Syntax | undefined, { block }: Lower): Stmt[] {
  const made = ownFields(parameters);
  if (made.length === 0) return block(statements);
  const isSuper = (one: Syntax): boolean => {
    const [called] = one.type === 'expression_statement' ? named(one) : [];
    return called?.type === 'call_expression' && field(called, 'function')?.type === 'super';
  };
  const first = statements.findIndex(isSuper) + 1;
  return [...block(statements.slice(0, first)), ...made, ...block(statements.slice(first))];
}

/** Whether a name is spoken of in a function itself, and in arrow functions within it. */
function speaksOf(label: string, node: Syntax): boolean {
  return node.children.some((one) =>
    one.type === 'identifier'
      ? one.text === label
      : !/^(generator_)?function|^method_definition|^class/.test(one.type) && speaksOf(label, one),
  );
}

/** Whether a variable is assigned to. */
function changes(label: string, node: Syntax): boolean {
  const isChange = /^((augmented_)?assignment|update)_expression$/.test(node.type);
  const target = isChange ? (field(node, 'left') ?? field(node, 'argument')) : undefined;
  return target?.text === label || node.children.some((one) => changes(label, one));
}

/** A function as a value knows itself by its name, which nobody else does. */
export function ofItsOwnName(node: Syntax, value: Expr): Expr {
  const own = field(node, 'name');
  if (!own) return value;
  const place = { at: at(node) };
  const target = { ...variable(own, 'block'), ...place };
  return { ...place, op: 'block', body: [{ ...place, do: 'declare', target, value }], value: name(own) };
}
