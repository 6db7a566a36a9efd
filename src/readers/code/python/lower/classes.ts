import type { ClassDeclaration, Expr, FunctionDeclaration, Stmt } from '../../core/ir';
import { at, calling, required, unsupported, unsupportedStatement } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { methodOf } from './methods';

/** Methods by which a class makes its objects, or reads and writes their attributes, in a way of its own. */
const OWN_WAYS = new Set(['__new__', '__setattr__', '__getattribute__', '__delattr__']);
/** Methods by which it has a say in the classes that extend it, or in what it is itself. */
const OF_CLASSES = new Set(['__init_subclass__', '__class_getitem__', '__set_name__']);

function refused({ at: place, name: what }: FunctionDeclaration): Stmt {
  return { at: place, do: 'unsupported', what: `what ${what} does is not followed` };
}

/** What makes a class abstract moves nothing. */
const IDLE = /^(object|metaclass\s*=\s*(abc\.)?ABCMeta)$/;

function baseOf(node: Syntax, bases: readonly Syntax[], { expression }: Lower): Expr {
  const [only] = bases;
  if (only && bases.length === 1) return only.type === 'keyword_argument' ? unsupported(only) : expression(only);
  return { ...calling(node, ' bases', bases.map(expression)), at: at(bases[1] ?? node) };
}

export function classOf(node: Syntax, lower: Lower): ClassDeclaration {
  const statements = named(required(node, 'body'));
  let lowered: Stmt[] | undefined;
  const bases = named(field(node, 'superclasses') ?? node.instead('argument_list')).filter(
    ({ text }) => !IDLE.test(text),
  );
  return {
    at: at(node),
    name: required(node, 'name').text,
    methods: [],
    fields: [],
    annotated: statements.flatMap(annotation),
    body: () => (lowered ??= classBody(statements, lower)),
    ...(bases.length > 0 && { base: baseOf(node, bases, lower) }),
  };
}

/** The name in `x: int = 3` and `x: int`. */
function annotation(statement: Syntax): string[] {
  const assignment = statement.type === 'expression_statement' ? ofType(statement, 'assignment') : undefined;
  const type = assignment && field(assignment, 'type');
  const isClassVar = type && /^(typing\.)?ClassVar\b/.test(type.text);
  return assignment && type && !isClassVar ? [required(assignment, 'left').text] : [];
}

/** Types that tell `@dataclass` of something that is no field. */
const NO_FIELD = /^(dataclasses\.)?(InitVar|KW_ONLY)\b/;

function classBody(statements: readonly Syntax[], lower: Lower): Stmt[] {
  const body = statements.flatMap((one): Stmt[] => {
    const inner = one.type === 'decorated_definition' ? field(one, 'definition') : one;
    if (inner?.type === 'function_definition') {
      const decorators = one === inner ? [] : named(one).filter(({ type }) => type === 'decorator');
      return methodOf(inner, decorators, lower).map((declaration) => ({ at: at(one), do: 'function', declaration }));
    }
    const [assignment] = annotation(one).length > 0 ? named(one) : [];
    const type = assignment && field(assignment, 'type');
    return type && NO_FIELD.test(type.text) ? [unsupportedStatement(type)] : lower.statement(one);
  });
  const methods = body.flatMap((one) => (one.do === 'function' ? [one.declaration] : []));
  const odd = methods.find(({ name }) => OF_CLASSES.has(name));
  if (odd) body.unshift(refused(odd));
  const own = methods.find(({ name }) => OWN_WAYS.has(name));
  if (own)
    body.push({ at: own.at, do: 'function', declaration: { ...own, name: '__init__', body: () => [refused(own)] } });
  return body;
}
