import type { Argument, ClassDeclaration, Expr, FunctionDeclaration, Parameter, Pattern, Stmt } from '../../core/ir';
import { at, calling, literal, name, required, truth, variable, word } from '../../core/lowering';
import type { Scalar } from '../../core/scalars';
import { field, fields, named, ofType, type Syntax } from '../../syntax';
import { brackets, declaredType, typeNamed, typeOf, written } from './types';

interface Inner {
  expression: (node: Syntax) => Expr;
  block: (nodes: readonly Syntax[]) => Stmt[];
  arguments: (node: Syntax) => Argument[];
  declaration: (node: Syntax, declare: 'block' | 'function') => Stmt[];
  arrayOf: (node: Syntax, type: string | undefined, depth: number) => Expr;
}

export const CLASSES: ReadonlySet<string> = new Set([
  'class_declaration',
  'interface_declaration',
  'enum_declaration',
  'record_declaration',
]);

const KINDS: Readonly<Record<string, 'interface' | 'enum' | 'record'>> = {
  interface_declaration: 'interface',
  enum_declaration: 'enum',
  record_declaration: 'record',
};

/** Methods are known by their names with brackets, for a field may have the same name. */
export function methodName(name: string): string {
  return `${name}()`;
}

/** Whether none of the fields that each object has is assigned to after it is made. */
function isFixed(members: readonly Syntax[]): boolean {
  return members.every((one) => one.type !== 'field_declaration' || has(one, 'static') || has(one, 'final'));
}

function has(node: Syntax, modifier: string): boolean {
  return ofType(node, 'modifiers')?.children.some(({ type }) => type === modifier) ?? false;
}

/** What Java puts into a field or an array that is not given a value. */
export function zero(node: Syntax, type: string | undefined): Expr {
  return literal(node, zeroOf(type));
}

function zeroOf(type: string | undefined): Scalar {
  if (type === 'boolean') return { t: 'bool', v: false };
  if (type === 'f64') return { t: 'num', v: 0 };
  if (type === 'f32') return { t: 'num', v: 0, type: 'f32' };
  if (type !== undefined && /^[iu]\d+$/.test(type)) return { t: 'int', v: 0n, type };
  return { t: 'nothing', name: 'null' };
}

/** Names of types that a method leaves open: `<T extends Comparable<T>>`. */
function typeParameters(node: Syntax): string[] {
  const list = field(node, 'type_parameters');
  return list ? named(list).flatMap((one) => named(one).find(({ type }) => /identifier/.test(type))?.text ?? []) : [];
}

export function parameters(node: Syntax): Parameter[] {
  const list = field(node, 'parameters');
  return list ? named(list).flatMap((one) => parameter(one, typeParameters(node))) : [];
}

function parameter(node: Syntax, open: readonly string[]): Parameter[] {
  if (node.type === 'spread_parameter') {
    const declarator = ofType(node, 'variable_declarator');
    const type = named(node).find((one) => one.type !== 'modifiers');
    if (!declarator) return [];
    const pattern = variable(required(declarator, 'name'), 'function');
    return [{ at: at(node), pattern, type: written(type, 0, open), rest: true }];
  }
  if (node.type !== 'formal_parameter') return [];
  const type = field(node, 'type');
  const { depth } = declaredType(type, node);
  const pattern = variable(required(node, 'name'), 'function', depth > 0 ? undefined : typeOf(type));
  return [{ at: at(node), pattern, type: written(type, brackets(field(node, 'dimensions')), open) }];
}

export function functionOf(node: Syntax, inner: Inner): FunctionDeclaration {
  const block = field(node, 'body');
  const own = required(node, 'name').text;
  return {
    at: at(node),
    name: own,
    known: methodName(own),
    parameters: parameters(node),
    result: brackets(field(node, 'dimensions')) > 0 ? undefined : typeOf(field(node, 'type')),
    body: () => (block ? inner.block(named(block)) : []),
    isStatic: has(node, 'static'),
  };
}

export function classOf(node: Syntax, inner: Inner): ClassDeclaration {
  return new ClassLowering(node, inner).declaration();
}

/** `new Base(…) { … }`: a class of its own, of which one object is made. */
export function anonymousClass(node: Syntax, base: Syntax, body: Syntax, inner: Inner): ClassDeclaration {
  return new ClassLowering(node, inner, { base, body }).declaration();
}

/**
 * A class in the core's words. What stands at its fields is put into them by its constructors, after those of the class
 * that it extends, as Java does.
 */
class ClassLowering {
  private readonly name: string;
  private readonly members: readonly Syntax[];
  private readonly base: Syntax | undefined;

  constructor(
    private readonly node: Syntax,
    private readonly inner: Inner,
    private readonly anonymous?: { base: Syntax; body: Syntax },
  ) {
    this.name = anonymous ? `new ${anonymous.base.text}` : required(node, 'name').text;
    const body = named(anonymous?.body ?? required(node, 'body'));
    this.members = body.flatMap((one) => (one.type === 'enum_body_declarations' ? named(one) : [one]));
    const extended = ofType(node, 'superclass');
    this.base = anonymous?.base ?? (extended && named(extended)[0]);
  }

  declaration(): ClassDeclaration {
    const { node, name: own } = this;
    const kind = this.anonymous ? undefined : KINDS[node.type];
    const methods = [...this.constructors(), ...this.methods(), ...this.accessors(), ...this.enumMethods()];
    const statics = this.statics();
    const also = ['super_interfaces', 'extends_interfaces'].flatMap((one) => {
      const list = ofType(node, one);
      return list && !this.anonymous ? named(list).flatMap(named).map(typeNamed) : [];
    });
    const shares = [
      ...methods.flatMap(({ isStatic, known }) => (isStatic && known !== undefined ? [known] : [])),
      ...statics.flatMap((one) => {
        if (one.do === 'class') return [one.declaration.name, ...(one.declaration.shares ?? [])];
        return one.do === 'declare' && one.target.to === 'name' ? [one.target.name] : [];
      }),
    ];
    return {
      at: at(node),
      name: own,
      ...(this.base && { base: typeNamed(this.base) }),
      also,
      methods,
      fields: this.fields(),
      statics,
      shares,
      ...(kind && { kind }),
      ...((kind === 'interface' || has(node, 'abstract')) && { isAbstract: true }),
    };
  }

  private get isInterface(): boolean {
    return this.node.type === 'interface_declaration' && !this.anonymous;
  }

  private isStatic(member: Syntax): boolean {
    return has(member, 'static') || member.type === 'constant_declaration';
  }

  private methods(): FunctionDeclaration[] {
    return this.members
      .filter((one) => one.type === 'method_declaration' && field(one, 'body'))
      .map((one) => functionOf(one, this.inner));
  }

  /** Those of each object, with what Java puts there at first. */
  private fields(): ClassDeclaration['fields'] {
    const own = this.members
      .filter((one) => one.type === 'field_declaration' && !this.isStatic(one))
      .flatMap((one) => fields(one, 'declarator').map((each) => ({ one, each })));
    const declared = own.map(({ one, each }) => {
      const { element, depth } = declaredType(field(one, 'type'), each);
      const type = depth > 0 ? undefined : element;
      return { name: required(each, 'name').text, value: zero(each, type), shared: false, type };
    });
    const components = this.components().map(({ pattern, at: place }) => {
      const type = pattern.to === 'name' ? pattern.type : undefined;
      const value: Expr = { at: place, op: 'literal', value: zeroOf(type) };
      return { name: pattern.to === 'name' ? pattern.name : '', value, shared: false, type };
    });
    return [...components, ...declared];
  }

  /** What stands between the brackets of a record. */
  private components(): Parameter[] {
    return this.node.type === 'record_declaration' && !this.anonymous ? parameters(this.node) : [];
  }

  private accessors(): FunctionDeclaration[] {
    const declared = new Set(this.methods().map(({ name: one }) => one));
    return this.components().flatMap(({ pattern, at: place }): FunctionDeclaration[] => {
      if (pattern.to !== 'name' || declared.has(pattern.name)) return [];
      const value = ownField(place, pattern.name);
      const body = (): Stmt[] => [{ at: place, do: 'return', value }];
      return [{ at: place, name: pattern.name, known: methodName(pattern.name), parameters: [], body }];
    });
  }

  private constructors(): FunctionDeclaration[] {
    if (this.isInterface) return [];
    const { node, name: own } = this;
    const declared = this.members.filter(({ type }) => type === 'constructor_declaration');
    const made = declared.map((one): FunctionDeclaration => {
      const block = field(one, 'body');
      return {
        at: at(one),
        name: own,
        parameters: parameters(one),
        body: () => (block ? this.constructorBody(named(block)) : []),
      };
    });
    const components = this.components();
    const compact = this.members.find(({ type }) => type === 'compact_constructor_declaration');
    if (components.length > 0 && (compact || !declared.some((one) => parameters(one).length === components.length))) {
      const block = compact && field(compact, 'body');
      const kept = components.flatMap(({ pattern, at: place }): Stmt[] =>
        pattern.to === 'name' ? [put(place, pattern.name, { at: place, op: 'name', name: pattern.name })] : [],
      );
      const body = (): Stmt[] => [...(block ? this.inner.block(named(block)) : []), ...kept];
      made.push({ at: at(node), name: own, parameters: components, body });
    }
    if (made.length === 0 && (this.base || this.hasFirstValues())) made.push(this.defaultConstructor());
    return made;
  }

  /** One that hands all that it is given to the class that this one extends. */
  private defaultConstructor(): FunctionDeclaration {
    const place = at(this.node);
    const all: Pattern = { at: place, to: 'name', name: ' given', declare: 'function' };
    const spread: Argument = { value: { at: place, op: 'spread', value: { at: place, op: 'name', name: ' given' } } };
    return {
      at: place,
      name: this.name,
      parameters: this.anonymous ? [{ at: place, pattern: all, rest: true }] : [],
      body: () => [...this.callOfBase(this.anonymous ? [spread] : []), ...this.firstValues()],
    };
  }

  private constructorBody(statements: readonly Syntax[]): Stmt[] {
    const [first, ...rest] = statements;
    if (first?.type !== 'explicit_constructor_invocation')
      return [...this.callOfBase([]), ...this.firstValues(), ...this.inner.block(statements)];
    const given = this.inner.arguments(first);
    if (field(first, 'constructor')?.type === 'this')
      return [callOf(at(first), name(first, 'own constructor'), [self(first)], given), ...this.inner.block(rest)];
    return [...this.callOfBase(given, first), ...this.firstValues(), ...this.inner.block(rest)];
  }

  private callOfBase(given: readonly Argument[], node = this.node): Stmt[] {
    if (!this.base) return [];
    const place = at(node);
    return [callOf(place, name(node, 'constructor of'), [self(node), name(node, 'super')], given)];
  }

  private hasFirstValues(): boolean {
    return this.members.some(
      (one) =>
        one.type === 'block' ||
        (one.type === 'field_declaration' &&
          !this.isStatic(one) &&
          fields(one, 'declarator').some((each) => field(each, 'value'))),
    );
  }

  private firstValues(): Stmt[] {
    return this.members.flatMap((one): Stmt[] => {
      if (one.type === 'block') return [{ at: at(one), do: 'block', body: this.inner.block(named(one)) }];
      if (one.type !== 'field_declaration' || this.isStatic(one)) return [];
      return fields(one, 'declarator').flatMap((each): Stmt[] => {
        const value = field(each, 'value');
        if (!value) return [];
        const { element, depth } = declaredType(field(one, 'type'), each);
        const made =
          value.type === 'array_initializer' ? this.inner.arrayOf(value, element, depth) : this.inner.expression(value);
        return [put(at(each), required(each, 'name').text, made)];
      });
    });
  }

  /** In the order of the text: what all objects share, blocks that are run once, classes within. */
  private statics(): Stmt[] {
    let ordinal = 0;
    return this.members.flatMap((one): Stmt[] => {
      if (CLASSES.has(one.type)) {
        const declaration = classOf(one, this.inner);
        const isInner = one.type === 'class_declaration' && !has(one, 'static') && !this.isInterface;
        return [{ at: at(one), do: 'class', declaration: isInner ? { ...declaration, isInner } : declaration }];
      }
      if (one.type === 'enum_constant') return [this.constant(one, ordinal++)];
      if (one.type === 'static_initializer')
        return named(one).map((block) => ({ at: at(one), do: 'block', body: this.inner.block(named(block)) }));
      if (!['field_declaration', 'constant_declaration'].includes(one.type)) return [];
      if (!this.isStatic(one) && !this.isInterface) return [];
      return this.inner
        .declaration(one, 'block')
        .map((each): Stmt =>
          each.do === 'declare' && !each.value
            ? { ...each, value: zero(one, each.target.to === 'name' ? each.target.type : undefined) }
            : each,
        );
    });
  }

  private constant(node: Syntax, ordinal: number): Stmt {
    const place = at(node);
    const own = required(node, 'name');
    const given = field(node, 'arguments') ? this.inner.arguments(node) : [];
    const body = ofType(node, 'class_body');
    const type: Syntax = required(this.node, 'name');
    const made = body
      ? instance(place, anonymousClass(node, type, body, this.inner), given)
      : newObject(place, name(type), given);
    const args = [
      made,
      word(own, own.text),
      literal(own, { t: 'int', v: BigInt(ordinal) }),
      truth(own, isFixed(this.members) && isFixed(body ? named(body) : [])),
    ];
    const value: Expr = {
      at: place,
      op: 'call',
      callee: name(own, 'enum constant'),
      args: args.map((each) => ({ value: each })),
    };
    return { at: place, do: 'declare', target: variable(own, 'block'), value };
  }

  private enumMethods(): FunctionDeclaration[] {
    if (this.node.type !== 'enum_declaration' || this.anonymous) return [];
    const type = required(this.node, 'name');
    const make = (own: string, given: readonly string[]): FunctionDeclaration => ({
      at: at(type),
      name: own,
      known: methodName(own),
      parameters: given.map((one) => ({
        at: at(type),
        pattern: { at: at(type), to: 'name', name: one, declare: 'function' },
      })),
      body: () => [
        {
          at: at(type),
          do: 'return',
          value: calling(type, `enum ${own}`, [name(type), ...given.map((one) => name(type, one))]),
        },
      ],
      isStatic: true,
    });
    return [make('values', []), make('valueOf', ['name'])];
  }
}

type Place = ReturnType<typeof at>;

function self(node: Syntax): Expr {
  return name(node, 'this');
}

function ownField(place: Place, own: string): Expr {
  return { at: place, op: 'member', object: { at: place, op: 'name', name: 'this' }, name: own };
}

function put(place: Place, own: string, value: Expr): Stmt {
  return { at: place, do: 'assign', targets: [{ at: place, to: 'place', place: ownField(place, own) }], value };
}

function callOf(place: Place, callee: Expr, first: readonly Expr[], given: readonly Argument[]): Stmt {
  const args = [...first.map((value) => ({ value })), ...given];
  return { at: place, do: 'expression', expression: { at: place, op: 'call', callee, args } };
}

export function newObject(place: Place, type: Expr, given: readonly Argument[]): Expr {
  return {
    at: place,
    op: 'call',
    callee: { at: place, op: 'member', object: type, name: 'new' },
    args: [...given],
    fresh: true,
  };
}

/** The one object of a class without a name. */
export function instance(place: Place, declaration: ClassDeclaration, given: readonly Argument[]): Expr {
  const type: Expr = { at: place, op: 'name', name: declaration.name };
  return {
    at: place,
    op: 'block',
    body: [{ at: place, do: 'class', declaration }],
    value: newObject(place, type, given),
  };
}
