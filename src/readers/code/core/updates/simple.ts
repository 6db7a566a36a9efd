import type { Expr, Stmt } from '../ir';

/** A statement that gives one place a value and, unless what it computes with says otherwise, does nothing else. */
export function isSimple(statement: Stmt): boolean {
  if (statement.do === 'assign') {
    const [target, another] = statement.targets;
    if (another || !isPlain(statement.value)) return false;
    return target?.to === 'name' || (target?.to === 'place' && isPlain(target.place));
  }
  if (statement.do !== 'expression' || statement.expression.op !== 'update') return false;
  return isPlain(statement.expression.target) && isPlain(statement.expression.value);
}

/** Functions of libraries that only calculate; one of the text by that name is seen to be called when it is tried. */
const CALCULATIONS = new Set([
  'abs',
  'bool',
  'chr',
  'divmod',
  'float',
  'int',
  'len',
  'max',
  'min',
  'ord',
  'pow',
  'round',
  'str',
]);
const MODULES = new Set(['Math', 'math']);

/** The greatest of one thing is that of all in it: one that can be gone through only once would be used up. */
function isCalculation(callee: Expr, given: number): boolean {
  if (callee.op === 'name') return CALCULATIONS.has(callee.name) && (given > 1 || !/^m(ax|in)$/.test(callee.name));
  if (callee.op !== 'member' || callee.object.op !== 'name' || !MODULES.has(callee.object.name)) return false;
  return callee.name !== 'random';
}

function isPlain(e: Expr): boolean {
  switch (e.op) {
    case 'literal':
    case 'name':
      return true;
    case 'index':
      return isPlain(e.object) && isPlain(e.index);
    case 'member':
      return isPlain(e.object);
    case 'unary':
      return isPlain(e.operand);
    case 'binary':
    case 'logical':
      return isPlain(e.left) && isPlain(e.right);
    case 'compare':
      return isPlain(e.first) && e.rest.every(({ right }) => isPlain(right));
    case 'conditional':
      return isPlain(e.test) && isPlain(e.then) && isPlain(e.otherwise);
    case 'cast':
      return isPlain(e.value);
    case 'call':
      return isCalculation(e.callee, e.args.length) && e.args.every(({ value }) => isPlain(value));
    default:
      return false;
  }
}
