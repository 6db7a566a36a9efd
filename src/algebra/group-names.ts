import { dicyclic, dihedral, frobenius, klein, mathieu, wreath } from './group-families';
import { linearGroup, type Generated, type LinearFamily } from './linear-groups';
import { extend, identity, type SlotMap } from './maps';
import { MAX_DEGREE } from './notation';
import { primePowers } from './prime-powers';

/** What a name of a group says. */
export type GroupTerm =
  | { kind: 'named'; family: 'S' | 'A' | 'Z' | 'D' | 'Q' | 'Dic' | 'F' | 'M' | 'V'; n: number }
  | { kind: 'linear'; family: LinearFamily; n: number; q: number }
  | { kind: 'x'; left: GroupTerm; right: GroupTerm }
  | { kind: 'wr'; left: GroupTerm; right: GroupTerm };

const NAMED =
  /(Sym|Alt|Dih|Dic|SymmetricGroup|AlternatingGroup|CyclicGroup|MathieuGroup|[SAZCDQFMVK])[_ ]?(?:\(\s*(\d{1,4})\s*\)|\{(\d{1,4})\}|(\d{1,4}))/iy;
const LINEAR = /(PSL|PGL|SL|GL|AGL|ASL|L)(?:_?(\d)\s*\(\s*(\d{1,3})\s*\)|\s*\(\s*(\d)\s*,\s*(\d{1,3})\s*\))/iy;
const TIMES = /\s*(?:_x_|×|\*|\bx\b|x(?=[A-Z(]))\s*/iy;
const WREATH = /\s*(?:_wr_|≀|\bwr\b|\bwreath\b)\s*/iy;
const POWER = /\s*\^\s*(\d)/y;

const FAMILIES: Readonly<Record<string, (GroupTerm & { kind: 'named' })['family']>> = {
  s: 'S',
  sym: 'S',
  symmetricgroup: 'S',
  a: 'A',
  alt: 'A',
  alternatinggroup: 'A',
  z: 'Z',
  c: 'Z',
  cyclicgroup: 'Z',
  d: 'D',
  dih: 'D',
  q: 'Q',
  dic: 'Dic',
  f: 'F',
  m: 'M',
  mathieugroup: 'M',
  v: 'V',
  k: 'V',
};

/** `Z2 wr S4 x PSL(2,7)`; `^` binds most, then `wr`, then `x`. Undefined for what is no name of a group. */
export function parseGroupName(written: string): GroupTerm | undefined {
  const name = plainName(written);
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(name);
    if (match) at = pattern.lastIndex;
    return match ?? undefined;
  };
  const atom = (): GroupTerm | undefined => {
    if (name[at] === '(') {
      at++;
      const inner = products();
      while (name[at] === ' ') at++;
      if (!inner || name[at] !== ')') return undefined;
      at++;
      return inner;
    }
    const linear = take(LINEAR);
    if (linear) {
      const family = (linear[1] ?? '').toUpperCase();
      const [n, q] = [Number(linear[2] ?? linear[4]), Number(linear[3] ?? linear[5])];
      return { kind: 'linear', family: (family === 'L' ? 'PSL' : family) as LinearFamily, n, q };
    }
    const named = take(NAMED);
    const family = FAMILIES[(named?.[1] ?? '').toLowerCase()];
    const n = Number(named?.[2] ?? named?.[3] ?? named?.[4]);
    return named && family && n >= 1 && (family !== 'V' || n === 4) ? { kind: 'named', family, n } : undefined;
  };
  const power = (): GroupTerm | undefined => {
    const base = atom();
    const times = base && take(POWER);
    if (!times) return base;
    const count = Number(times[1]);
    return count < 1
      ? undefined
      : Array.from({ length: count - 1 }, () => base).reduce<GroupTerm>(
          (left, right) => ({ kind: 'x', left, right }),
          base,
        );
  };
  const joined = (kind: 'x' | 'wr', sign: RegExp, one: () => GroupTerm | undefined): GroupTerm | undefined => {
    let left = one();
    while (left && take(sign)) {
      const right = one();
      left = right && { kind, left, right };
    }
    return left;
  };
  const products = (): GroupTerm | undefined => joined('x', TIMES, () => joined('wr', WREATH, power));
  const term = products();
  return at === name.length ? term : undefined;
}

/** What LaTeX and typographers write otherwise: `\mathbb{Z}_2 \times S_3`, `ℤ/5ℤ`, `S_3 \wr S_2`. */
function plainName(name: string): string {
  return name
    .replace(/\$/g, '')
    .replace(/ℤ|\\(?:mathbb|mathbf|mathrm)\s*\{?([A-Z])\}?/g, (_, letter: string | undefined) => letter ?? 'Z')
    .replace(/\\(times|wr)(?![a-zA-Z])/g, (_, sign: string) => (sign === 'wr' ? ' wr ' : ' x '))
    .replace(/Z\s*\/\s*(\d+)\s*Z?/g, 'Z$1')
    .trim();
}

/** The name in one form: `Z2_wr_S4`, `A4_x_Z5`. */
export function formatTerm(term: GroupTerm): string {
  if (term.kind === 'linear') return `${term.family}(${term.n},${term.q})`;
  if (term.kind === 'named') return `${term.family}${term.n}`;
  const part = (each: GroupTerm, isRight: boolean) => {
    const looser =
      each.kind === 'x' ? term.kind === 'wr' || isRight : each.kind === 'wr' && isRight && term.kind === 'wr';
    return looser ? `(${formatTerm(each)})` : formatTerm(each);
  };
  return `${part(term.left, false)}_${term.kind}_${part(term.right, true)}`;
}

/** How many slots it acts on. */
export function degreeOf(term: GroupTerm): number {
  if (term.kind === 'x') return degreeOf(term.left) + degreeOf(term.right);
  if (term.kind === 'wr') return degreeOf(term.left) * degreeOf(term.right);
  if (term.kind === 'linear') {
    const all = term.q ** term.n;
    return term.family.startsWith('P') ? (all - 1) / (term.q - 1) : term.family.startsWith('A') ? all : all - 1;
  }
  const { family, n } = term;
  if (family === 'Z') return primePowers(n).reduce((sum, power) => sum + power, 0);
  return family === 'Dic' ? 4 * n : n;
}

/** Permutations that generate it; undefined when there is no such group. */
export function generatorsOf(term: GroupTerm): Generated | undefined {
  if (degreeOf(term) > MAX_DEGREE) return undefined;
  if (term.kind === 'linear') return linearGroup(term.family, term.n, term.q);
  if (term.kind === 'named') return named(term.family, term.n);
  const [left, right] = [generatorsOf(term.left), generatorsOf(term.right)];
  if (!left || !right) return undefined;
  return term.kind === 'wr' ? wreath(left, right) : beside(left, right);
}

function named(family: (GroupTerm & { kind: 'named' })['family'], n: number): Generated | undefined {
  switch (family) {
    case 'S':
      return { degree: n, generators: n < 2 ? [] : [swap(n), rotation(0, n, n)] };
    case 'A':
      return { degree: n, generators: identity(Math.max(0, n - 2)).map((k) => rotation(k, 3, n)) };
    case 'Z': {
      const powers = primePowers(n);
      const degree = powers.reduce((sum, power) => sum + power, 0);
      const map = identity(degree);
      powers.reduce((first, power) => {
        for (let k = 0; k < power; k++) map[first + k] = first + ((k + 1) % power);
        return first + power;
      }, 0);
      return { degree, generators: [map] };
    }
    case 'D':
      return dihedral(n);
    case 'Q':
      return n % 4 === 0 && n >= 8 ? dicyclic(n / 4) : undefined;
    case 'Dic':
      return n >= 2 ? dicyclic(n) : undefined;
    case 'F':
      return frobenius(n);
    case 'M':
      return mathieu(n);
    case 'V':
      return klein();
  }
}

function swap(n: number): SlotMap {
  return identity(n).map((k) => (k === 0 ? 1 : k === 1 ? 0 : k));
}

/** Turns `length` slots from `first` on by one. */
function rotation(first: number, length: number, n: number): SlotMap {
  return identity(n).map((k) => (k < first || k >= first + length ? k : first + ((k - first + 1) % length)));
}

function beside(left: Generated, right: Generated): Generated {
  const degree = left.degree + right.degree;
  return {
    degree,
    generators: [
      ...left.generators.map((map) => extend(map, degree)),
      ...right.generators.map((map) =>
        identity(degree).map((at) => (at < left.degree ? at : left.degree + (map[at - left.degree] ?? 0))),
      ),
    ],
  };
}
