import type { Expr, Stmt } from '../../core/ir';
import { at, name, required, variable } from '../../core/lowering';
import { field, fields, named, type Syntax } from '../../syntax';

/** Whether a whole number of the text is put somewhere as it is: `x = 1`, `return 1`. What type it gets is not told there. */
function hasBare(node: Syntax): boolean {
  const isWhole = (one: Syntax | undefined): boolean =>
    one !== undefined &&
    (one.type === 'expression_list' ? named(one) : [one]).some(({ type }) => type === 'int_literal');
  const put =
    node.type === 'assignment_statement' && field(node, 'operator')?.text === '='
      ? field(node, 'right')
      : node.type === 'var_spec' && field(node, 'type')
        ? field(node, 'value')
        : node.type === 'return_statement' || node.type === 'literal_element'
          ? named(node)[0]
          : undefined;
  return isWhole(put) || node.children.some(hasBare);
}

/** What a type parameter stands for is told by the values of the parameters that speak of it: `x T`, `list []T`. */
export function typeParameters(node: Syntax): Stmt[] {
  const list = field(node, 'type_parameters');
  const text = field(node, 'body')?.text ?? '';
  const labels = list ? named(list).flatMap((one) => fields(one, 'name')) : [];
  const isGiven = (label: string): boolean =>
    named(required(node, 'parameters')).some((one) => field(one, 'type')?.text === label);
  const block = field(node, 'body');
  const isBare: Expr = { at: at(node), op: 'literal', value: { t: 'bool', v: block !== undefined && hasBare(block) } };
  return labels
    .filter((label) => new RegExp(`\\b${label.text}\\b`).test(text) || isGiven(label.text))
    .map((label) => {
      const args = named(required(node, 'parameters')).flatMap((one) => {
        const type = field(one, 'type')?.text.replaceAll(/\s/g, '') ?? '';
        const within = /^((?:\[\d*\])*)(\w+)$/.exec(type);
        if (within?.[2] !== label.text) return [];
        const isRest = one.type === 'variadic_parameter_declaration';
        const depth = BigInt((within[1]?.match(/\[/g)?.length ?? 0) + (isRest ? 1 : 0));
        const deep: Expr = { at: at(one), op: 'literal', value: { t: 'int', v: depth } };
        return fields(one, 'name').flatMap((each) => [{ value: deep }, { value: name(each) }]);
      });
      const called: Expr = { at: at(label), op: 'literal', value: { t: 'str', v: label.text } };
      return {
        at: at(label),
        do: 'declare',
        target: variable(label, 'function'),
        value: {
          at: at(label),
          op: 'call',
          callee: name(label, 'type of'),
          args: [{ value: called }, { value: isBare }, ...args],
        },
      };
    });
}
