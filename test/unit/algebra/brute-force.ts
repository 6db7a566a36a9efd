import { compose, identity, isIdentity, keyOf, type SlotMap } from '../../../src/algebra/maps';

/** Slow and plain answers from the definitions, to hold the fast ones against. */

function closure(generators: readonly SlotMap[], one: SlotMap): SlotMap[] {
  const all = new Map([[keyOf(one), one]]);
  for (const element of all.values()) {
    for (const generator of generators) {
      const product = compose(element, generator);
      all.set(keyOf(product), product);
    }
  }
  return [...all.values()];
}

export function isAperiodic(monoid: readonly SlotMap[]): boolean {
  return monoid.every((x) => {
    let power: SlotMap = x;
    for (let k = 0; k < monoid.length; k++) power = compose(power, x);
    return keyOf(power) === keyOf(compose(power, x));
  });
}

/** Orders of the derived series of a finite group given by all its elements, down to the first repeated one. */
export function derivedOrders(group: readonly SlotMap[], one: SlotMap): number[] {
  const orders = [group.length];
  for (let last = group; ;) {
    const inverseOf = (x: SlotMap) => last.find((y) => keyOf(compose(x, y)) === keyOf(one)) ?? x;
    const inverses = new Map(last.map((x) => [x, inverseOf(x)]));
    const commutators = last.flatMap((a) =>
      last.map((b) => compose(compose(inverses.get(a)!, inverses.get(b)!), compose(a, b))),
    );
    const next = closure([...new Map(commutators.map((c) => [keyOf(c), c])).values()], one);
    if (last.length === 1) return orders;
    orders.push(next.length);
    if (next.length === last.length) return orders;
    last = next;
  }
}

/** The group of units of eMe for every idempotent e of M. */
export function groupsIn(monoid: readonly SlotMap[]): { one: SlotMap; elements: SlotMap[] }[] {
  const idempotents = monoid.filter((e) => keyOf(compose(e, e)) === keyOf(e));
  return idempotents.map((one) => {
    const local = [...new Map(monoid.map((x) => compose(compose(one, x), one)).map((x) => [keyOf(x), x])).values()];
    const elements = local.filter((x) =>
      local.some((y) => keyOf(compose(x, y)) === keyOf(one) && keyOf(compose(y, x)) === keyOf(one)),
    );
    return { one, elements };
  });
}

export function isSolvableMonoid(monoid: readonly SlotMap[]): boolean {
  return groupsIn(monoid).every(({ one, elements }) => derivedOrders(elements, one).at(-1) === 1);
}

export function monoidOf(generators: readonly SlotMap[], degree: number): SlotMap[] {
  return closure(
    generators.filter((map) => !isIdentity(map)),
    identity(degree),
  );
}
