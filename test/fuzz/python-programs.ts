import { Lines, type Program } from './program';
import { Random } from './random';

/**
 * Python programs that move values about in every way that docs/reading-code.md names. Values are different numbers at
 * first, so a wrong move cannot hide; indices stay in range because the lists' lengths are known to the generator.
 */
export function pythonProgram(seed: number): Program {
  return new PythonWriter(seed).write();
}

const HELPERS: Record<string, string[]> = {
  swap: ['def swap(l, i, j):', '    t = l[i]', '    l[i] = l[j]', '    l[j] = t'],
  exchange: ['def exchange(l, i, j):', '    l[i], l[j] = l[j], l[i]'],
  rotated: ['def rotated(l, k):', '    return l[k:] + l[:k]'],
  flip: [
    'def flip(l, lo, hi):',
    '    if lo >= hi:',
    '        return',
    '    l[lo], l[hi] = l[hi], l[lo]',
    '    flip(l, lo + 1, hi - 1)',
  ],
  bubble: [
    'def bubble(l):',
    '    for i in range(len(l)):',
    '        for j in range(len(l) - 1 - i):',
    '            if l[j] > l[j + 1]:',
    '                l[j], l[j + 1] = l[j + 1], l[j]',
  ],
  insertion: [
    'def insertion(l):',
    '    for i in range(1, len(l)):',
    '        key = l[i]',
    '        j = i - 1',
    '        while j >= 0 and l[j] > key:',
    '            l[j + 1] = l[j]',
    '            j -= 1',
    '        l[j + 1] = key',
  ],
  selection: [
    'def selection(l):',
    '    for i in range(len(l) - 1):',
    '        m = i',
    '        for j in range(i + 1, len(l)):',
    '            if l[j] < l[m]:',
    '                m = j',
    '        if m != i:',
    '            l[i], l[m] = l[m], l[i]',
  ],
  quick: [
    'def quick(l, lo, hi):',
    '    if lo < hi:',
    '        pivot = l[hi]',
    '        i = lo',
    '        for j in range(lo, hi):',
    '            if l[j] < pivot:',
    '                l[i], l[j] = l[j], l[i]',
    '                i += 1',
    '        l[i], l[hi] = l[hi], l[i]',
    '        quick(l, lo, i - 1)',
    '        quick(l, i + 1, hi)',
  ],
  merge: [
    'def merge_sort(l, lo, hi):',
    '    if hi - lo < 2:',
    '        return',
    '    mid = (lo + hi) // 2',
    '    merge_sort(l, lo, mid)',
    '    merge_sort(l, mid, hi)',
    '    left = l[lo:mid]',
    '    right = l[mid:hi]',
    '    i = j = 0',
    '    for k in range(lo, hi):',
    '        if j >= len(right) or (i < len(left) and left[i] <= right[j]):',
    '            l[k] = left[i]',
    '            i += 1',
    '        else:',
    '            l[k] = right[j]',
    '            j += 1',
  ],
  three: ['def three(p, q, r):', '    return q, r, p'],
  point: [
    'class Point:',
    '    def __init__(self, x, y):',
    '        self.x = x',
    '        self.y = y',
    '',
    '    def flip(self):',
    '        self.x, self.y = self.y, self.x',
  ],
};

class PythonWriter {
  private readonly random: Random;
  private readonly out = new Lines();
  private readonly lists: { name: string; size: number; deque?: boolean }[] = [];
  private readonly scalars: string[] = [];
  private readonly keys: string[] = [];
  private hasPoint = false;
  private grid: { rows: number; columns: number } | undefined;
  private readonly used = new Set<string>();
  private fresh = 100;
  private temporaries = 0;

  constructor(private readonly seed: number) {
    this.random = new Random(seed);
  }

  write(): Program {
    this.beginning();
    const count = this.random.int(3, 10);
    for (let i = 0; i < count; i++) this.statement(0);
    const helpers = [...this.used].flatMap((name) => [...(HELPERS[name] ?? []), '']);
    const imports = this.lists.some(({ deque }) => deque) ? ['from collections import deque', ''] : [];
    const roots = [...this.lists.map(({ name }) => name), ...this.scalars];
    if (this.keys.length > 0) roots.push('d');
    if (this.hasPoint) roots.push('p');
    if (this.grid) roots.push('g');
    return { seed: this.seed, source: [...imports, ...helpers, ...this.out.list, ''].join('\n'), roots };
  }

  private value(): number {
    this.fresh += this.random.int(1, 7);
    return this.fresh;
  }

  private values(count: number): string {
    const values = Array.from({ length: count }, () => this.value());
    return this.random.shuffled(values).join(', ');
  }

  private beginning(): void {
    const { random, out } = this;
    if (random.chance(80)) {
      const size = random.int(3, 6);
      this.lists.push({ name: 'a', size });
      out.add(random.chance(80) ? `a = [${this.values(size)}]` : `a = list(range(10, ${10 + size}))`);
    }
    if (random.chance(25)) {
      const size = random.int(2, 4);
      this.lists.push({ name: 'b', size });
      out.add(`b = [${this.values(size)}]`);
    }
    if (random.chance(10)) {
      this.lists.push({ name: 'q', size: 4, deque: true });
      out.add(`q = deque([${this.values(4)}])`);
    }
    if (random.chance(50) || this.lists.length === 0) {
      for (const name of ['x', 'y', 'z', 'w'].slice(0, random.int(2, 4))) {
        this.scalars.push(name);
        out.add(`${name} = ${this.value()}`);
      }
    }
    if (random.chance(25)) {
      this.keys.push(...['one', 'two', 'three'].slice(0, random.int(2, 3)));
      out.add(`d = {${this.keys.map((key) => `'${key}': ${this.value()}`).join(', ')}}`);
    }
    if (random.chance(15)) {
      this.hasPoint = true;
      this.used.add('point');
      out.add(`p = Point(${this.value()}, ${this.value()})`);
    }
    if (random.chance(12)) {
      this.grid = { rows: random.int(2, 3), columns: 2 };
      const rows = Array.from({ length: this.grid.rows }, () => `[${this.values(2)}]`);
      out.add(`g = [${rows.join(', ')}]`);
    }
  }

  /** A cell of the world, as an expression. */
  private cell(): string {
    const { random } = this;
    const choices: string[] = [...this.scalars, ...this.scalars];
    for (const { name, size } of this.lists) {
      choices.push(`${name}[${random.int(0, size - 1)}]`, `${name}[${random.int(-size, -1)}]`);
    }
    for (const key of this.keys) choices.push(`d['${key}']`);
    if (this.hasPoint) choices.push('p.x', 'p.y');
    if (this.grid) choices.push(`g[${random.int(0, this.grid.rows - 1)}][${random.int(0, 1)}]`);
    return random.pick(choices);
  }

  private cells(count: number): string[] {
    return Array.from({ length: count }, () => this.cell());
  }

  private list(): { name: string; size: number } | undefined {
    const plain = this.lists.filter(({ deque }) => !deque);
    return plain.length > 0 ? this.random.pick(plain) : undefined;
  }

  private temporary(): string {
    return `t${this.temporaries++}`;
  }

  private statement(depth: number): void {
    const { random } = this;
    const roll = random.int(1, 100);
    if (depth < 2 && roll <= 16) this.control(depth);
    else if (roll <= 45 || this.lists.length === 0) this.cellStatement();
    else this.listStatement(depth);
  }

  private control(depth: number): void {
    const { random, out } = this;
    const inner = () => out.indented(() => Array.from({ length: random.int(1, 2) }, () => this.statement(depth + 1)));
    const counter = 'ijk'[depth] ?? 'n';
    switch (random.int(1, 6)) {
      case 1:
        out.add(`for ${counter} in range(${random.int(1, 3)}):`);
        inner();
        return;
      case 2: {
        const name = `n${depth}`;
        out.add(`${name} = ${random.int(1, 3)}`, `while ${name} > 0:`);
        inner();
        out.indented(() => out.add(`${name} -= 1`));
        return;
      }
      case 3:
        out.add(`if ${this.cell()} ${random.pick(['<', '>', '<=', '!='])} ${this.cell()}:`);
        inner();
        if (random.chance(50)) {
          out.add(random.chance(30) ? `elif ${random.int(0, 2)} == 1:` : 'else:');
          inner();
        }
        return;
      case 4:
        out.add(`for ${counter} in range(5):`);
        out.indented(() =>
          out.add(
            `if ${counter} ${random.pick(['==', '>'])} ${random.int(1, 3)}:`,
            `    ${random.pick(['break', 'continue'])}`,
          ),
        );
        inner();
        return;
      case 5: {
        const list = this.list();
        if (!list) {
          this.cellStatement();
          return;
        }
        const { name, size } = list;
        out.add(`for ${counter}, v in enumerate([${random.distinct(Math.min(3, size), size).join(', ')}]):`);
        out.indented(() => out.add(`${name}[${counter}], ${name}[v] = ${name}[v], ${name}[${counter}]`));
        return;
      }
      default: {
        const list = this.list();
        if (!list) {
          this.cellStatement();
          return;
        }
        const { name, size } = list;
        const left = random.distinct(2, size);
        const right = random.distinct(2, size);
        out.add(`for u, v in zip([${left.join(', ')}], [${right.join(', ')}]):`);
        out.indented(() => out.add(`${name}[u], ${name}[v] = ${name}[v], ${name}[u]`));
      }
    }
  }

  private cellStatement(): void {
    const { random, out } = this;
    const [a = '', b = '', c = ''] = this.cells(3);
    switch (random.int(1, 13)) {
      case 1:
      case 2:
        out.add(`${a}, ${b} = ${b}, ${a}`);
        return;
      case 3:
        out.add(`${a}, ${b}, ${c} = ${b}, ${c}, ${a}`);
        return;
      case 4:
      case 5: {
        const t = this.temporary();
        out.add(`${t} = ${a}`, `${a} = ${b}`, `${b} = ${t}`);
        return;
      }
      case 6: {
        const t = this.temporary();
        out.add(`${t} = ${a}`, `${a} = ${b}`, `${b} = ${c}`, `${c} = ${t}`);
        return;
      }
      case 7:
        out.add(`${a} = ${b}`);
        return;
      case 8:
        out.add(`${a} = ${b} = ${c}`);
        return;
      case 9:
        out.add(`(${a}, ${b}), ${c} = (${c}, ${a}), ${b}`);
        return;
      case 10:
        out.add(random.chance(50) ? `${a} = ${this.value()}` : `${a} = ${b} = ${this.value()}`);
        return;
      case 11:
        out.add(`${a} += ${random.int(1000, 9000)}`);
        return;
      case 12:
        this.used.add('three');
        out.add(`${a}, ${b}, ${c} = three(${a}, ${b}, ${c})`);
        return;
      default:
        this.objectStatement();
    }
  }

  private objectStatement(): void {
    const { random, out } = this;
    if (this.hasPoint && random.chance(50)) {
      out.add('p.flip()');
      return;
    }
    if (this.keys.length > 0 && random.chance(60)) {
      const [one = '', two = ''] = random.shuffled(this.keys);
      const t = this.temporary();
      if (random.chance(50)) out.add(`d['${one}'], d['${two}'] = d['${two}'], d['${one}']`);
      else if (random.chance(50)) out.add(`${t} = d.pop('${one}')`, `d['${one}'] = d['${two}']`, `d['${two}'] = ${t}`);
      else out.add(`d.update({'${one}': d['${two}'], '${two}': d['${one}']})`);
      return;
    }
    if (this.grid) {
      const { rows } = this.grid;
      const [i, j] = random.distinct(2, rows);
      if (random.chance(60)) out.add(`g[${i}], g[${j}] = g[${j}], g[${i}]`);
      else if (random.chance(50)) out.add(`g[${i}].reverse()`);
      else out.add('g = g[::-1]');
      return;
    }
    const [a = '', b = ''] = this.cells(2);
    out.add(`${a}, ${b} = (${b}, ${a}) if ${a} > ${b} else (${a}, ${b})`);
  }

  private listStatement(depth: number): void {
    const { random, out } = this;
    const queue = this.lists.find(({ deque }) => deque);
    if (queue && random.chance(40)) {
      out.add(
        random.pick(['q.rotate(1)', 'q.rotate(-2)', 'q.appendleft(q.pop())', 'q.append(q.popleft())', 'q.reverse()']),
      );
      return;
    }
    const list = this.list();
    if (!list) {
      this.cellStatement();
      return;
    }
    const { name, size } = list;
    const [i = 0, j = 1] = random.distinct(2, size);
    const low = Math.min(i, j);
    const high = Math.max(i, j);
    const k = random.int(1, size - 1);
    const permutation = random.distinct(size, size).join(', ');
    const t = this.temporary();
    const choices: (() => void)[] = [
      () => out.add(`${name}.reverse()`),
      () => out.add(`${name}[${low}:${high + 1}] = ${name}[${low}:${high + 1}][::-1]`),
      () => out.add(`${name}[${low}:${high + 1}] = reversed(${name}[${low}:${high + 1}])`),
      () => out.add(`${name} = ${name}[${k}:] + ${name}[:${k}]`),
      () => out.add(`${name}[:] = ${name}[-${k}:] + ${name}[:-${k}]`),
      () => out.add(`${name}[::2], ${name}[1::2] = ${name}[::2][::-1], ${name}[1::2][::-1]`),
      () => out.add(`${name}.insert(${i}, ${name}.pop())`),
      () => out.add(`${name}.append(${name}.pop(${i}))`),
      () => out.add(`${t} = ${name}.pop(${i})`, `${name}.insert(${j}, ${t})`),
      () => out.add(`${t} = ${name}[${i}]`, `del ${name}[${i}]`, `${name}.append(${t})`),
      () => out.add(`${name}.sort(key=lambda v: v * ${random.int(2, 50)} % ${random.int(5, 97)})`),
      () => out.add(`${name} = sorted(${name}, reverse=${random.pick(['True', 'False'])})`),
      () => out.add(`${name} = [${name}[m] for m in [${permutation}]]`),
      () => out.add(`${name}[:] = [${name}[m] for m in (${permutation})]`),
      () => out.add(`${t} = ${name}[:]`, `for m, s in enumerate([${permutation}]):`, `    ${name}[m] = ${t}[s]`),
      () =>
        out.add(
          `${t} = [None] * ${size}`,
          `for m, s in enumerate([${permutation}]):`,
          `    ${t}[s] = ${name}[m]`,
          `${name} = ${t}`,
        ),
      () => out.add(`${t}, *rest = ${name}`, `${name} = [*rest, ${t}]`),
      () => out.add(`*${t}, last = ${name}`, `${name} = [last] + ${t}`),
      () => out.add(`for m in range(${size - 1}):`, `    ${name}[m], ${name}[m + 1] = ${name}[m + 1], ${name}[m]`),
      () =>
        out.add(
          `${t} = ${name}[0]`,
          `for m in range(${size - 1}):`,
          `    ${name}[m] = ${name}[m + 1]`,
          `${name}[-1] = ${t}`,
        ),
      () =>
        out.add(
          'lo, hi = 0, ' + String(size - 1),
          'while lo < hi:',
          `    ${name}[lo], ${name}[hi] = ${name}[hi], ${name}[lo]`,
          '    lo += 1',
          '    hi -= 1',
        ),
      () => out.add(`${name} += [${name}.pop(0)]`),
      () => out.add(`${name} = list(reversed(${name}))`),
      () => out.add(`${name} = [v for v in ${name} if v % 2 == 0] + [v for v in ${name} if v % 2 == 1]`),
      () => out.add(`${t} = [${name}.pop() for _ in range(${k})]`, `${name}.extend(${t})`),
      () => out.add(`${name} = [v for _, v in sorted(zip([${permutation}], ${name}))]`),
      () => out.add(`${name}[${i}] = max(${name})`),
      () => this.helper(name, size, i, j, k),
      () => this.helper(name, size, i, j, k),
      () => this.helper(name, size, i, j, k),
      () => this.lengthChange(name, depth),
    ];
    random.pick(choices)();
  }

  private helper(name: string, size: number, i: number, j: number, k: number): void {
    const calls: Record<string, string> = {
      swap: `swap(${name}, ${i}, ${j})`,
      exchange: `exchange(${name}, ${i}, j=${j})`,
      rotated: `${name} = rotated(${name}, ${k})`,
      flip: `flip(${name}, 0, ${size - 1})`,
      bubble: `bubble(${name})`,
      insertion: `insertion(${name})`,
      selection: `selection(${name})`,
      quick: `quick(${name}, 0, ${size - 1})`,
      merge: `merge_sort(${name}, 0, len(${name}))`,
    };
    const chosen = this.random.pick(Object.keys(calls));
    this.used.add(chosen);
    this.out.add(calls[chosen] ?? '');
  }

  /** Only outside of loops and branches, where every later length stays known. */
  private lengthChange(name: string, depth: number): void {
    const list = this.lists.find((one) => one.name === name);
    if (!list || depth > 0 || list.size < 4) {
      this.cellStatement();
      return;
    }
    const { random, out } = this;
    const other = this.lists.find((one) => one.name !== name);
    if (random.chance(40)) {
      out.add(random.chance(50) ? `${name}.pop()` : `del ${name}[0]`);
      list.size--;
    } else if (other && random.chance(60)) {
      out.add(`${other.name}.append(${name}.pop())`);
      list.size--;
      other.size++;
    } else {
      out.add(`${name}.append(${this.value()})`);
      list.size++;
    }
  }
}
