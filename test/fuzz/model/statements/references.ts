import {
  add,
  compare,
  give,
  INT,
  local,
  modulo,
  name,
  plus,
  reference,
  set,
  when,
  type Argument,
  type Parameter,
  type Stmt,
} from '../ast';
import { type Writer } from '../writer';

export function byReference(w: Writer): Stmt[] | undefined {
  const { random } = w;
  const cells = w.language === 'rust' ? w.names.scalars.map(name) : w.different(2);
  const [first, second] = random.shuffled(cells);
  if (!first || !second) return undefined;
  const p = reference('p');
  const q = reference('q');
  const swap: Stmt[] = [local('t', INT, p), set(p, q), set(q, name('t'))];
  const label = random.pick(['exchange', 'order', 'raise']);
  const bodies: Record<string, Stmt[]> = {
    exchange: swap,
    order: [when(compare(p, '<=', q), [give()]), ...swap],
    raise: [set(p, modulo(plus(p, q), 997)), add(q, 3)],
  };
  const parameters = ['p', 'q'].map((text): Parameter => ({ name: text, type: INT, mode: 'reference' }));
  w.functions.set(label, { name: label, parameters, body: bodies[label] ?? [] });
  const args = [first, second].map((value): Argument => ({ value, type: INT, mode: 'reference' }));
  return [{ s: 'do', value: { e: 'call', name: label, args } }];
}
