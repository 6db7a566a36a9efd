import { Lines, type Program } from './program';
import { Random } from './random';

/** JavaScript programs that move values about in every way that docs/reading-code.md names; see python-programs.ts. */
export function javascriptProgram(seed: number): Program {
  return new JavaScriptWriter(seed).write();
}

const HELPERS: Record<string, string[]> = {
  swap: ['function swap(l, i, j) {', '    const t = l[i];', '    l[i] = l[j];', '    l[j] = t;', '}'],
  exchange: ['const exchange = (l, i, j = 0) => {', '    [l[i], l[j]] = [l[j], l[i]];', '};'],
  rotated: ['function rotated(l, k) {', '    return [...l.slice(k), ...l.slice(0, k)];', '}'],
  flip: [
    'function flip(l, lo, hi) {',
    '    if (lo >= hi) return;',
    '    [l[lo], l[hi]] = [l[hi], l[lo]];',
    '    flip(l, lo + 1, hi - 1);',
    '}',
  ],
  bubble: [
    'function bubble(l) {',
    '    let swapped;',
    '    do {',
    '        swapped = false;',
    '        for (let i = 0; i + 1 < l.length; i++) {',
    '            if (l[i] > l[i + 1]) {',
    '                [l[i], l[i + 1]] = [l[i + 1], l[i]];',
    '                swapped = true;',
    '            }',
    '        }',
    '    } while (swapped);',
    '}',
  ],
  insertion: [
    'function insertion(l) {',
    '    for (let i = 1; i < l.length; i++) {',
    '        const key = l[i];',
    '        let j = i - 1;',
    '        while (j >= 0 && l[j] > key) {',
    '            l[j + 1] = l[j];',
    '            j--;',
    '        }',
    '        l[j + 1] = key;',
    '    }',
    '}',
  ],
  heap: [
    'function sift(l, start, end) {',
    '    let root = start;',
    '    for (;;) {',
    '        let child = 2 * root + 1;',
    '        if (child > end) break;',
    '        if (child + 1 <= end && l[child] < l[child + 1]) child++;',
    '        if (l[root] >= l[child]) break;',
    '        const t = l[root];',
    '        l[root] = l[child];',
    '        l[child] = t;',
    '        root = child;',
    '    }',
    '}',
    'function heap(l) {',
    '    for (let s = Math.floor((l.length - 2) / 2); s >= 0; s--) sift(l, s, l.length - 1);',
    '    for (let e = l.length - 1; e > 0; e--) {',
    '        [l[0], l[e]] = [l[e], l[0]];',
    '        sift(l, 0, e - 1);',
    '    }',
    '}',
  ],
  point: [
    'class Point {',
    '    constructor(x, y) {',
    '        this.x = x;',
    '        this.y = y;',
    '    }',
    '    flip() {',
    '        [this.x, this.y] = [this.y, this.x];',
    '    }',
    '}',
  ],
};

class JavaScriptWriter {
  private readonly random: Random;
  private readonly out = new Lines();
  private readonly lists: { name: string; size: number }[] = [];
  private readonly scalars: string[] = [];
  private readonly keys: string[] = [];
  private hasPoint = false;
  private grid: { rows: number } | undefined;
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
    const roots = [...this.lists.map(({ name }) => name), ...this.scalars];
    if (this.keys.length > 0) roots.push('d');
    if (this.hasPoint) roots.push('p');
    if (this.grid) roots.push('g');
    return { seed: this.seed, source: [...helpers, ...this.out.list, ''].join('\n'), roots };
  }

  private value(): number {
    this.fresh += this.random.int(1, 7);
    return this.fresh;
  }

  private values(count: number): string {
    return this.random.shuffled(Array.from({ length: count }, () => this.value())).join(', ');
  }

  private beginning(): void {
    const { random, out } = this;
    if (random.chance(85)) {
      const size = random.int(3, 6);
      this.lists.push({ name: 'a', size });
      out.add(
        random.chance(80)
          ? `let a = [${this.values(size)}];`
          : `let a = Array.from({ length: ${size} }, (_, i) => i + 10);`,
      );
    }
    if (random.chance(25)) {
      const size = random.int(2, 4);
      this.lists.push({ name: 'b', size });
      out.add(`let b = [${this.values(size)}];`);
    }
    if (random.chance(50) || this.lists.length === 0) {
      for (const name of ['x', 'y', 'z', 'w'].slice(0, random.int(2, 4))) {
        this.scalars.push(name);
        out.add(`${random.pick(['let', 'var'])} ${name} = ${this.value()};`);
      }
    }
    if (random.chance(25)) {
      this.keys.push(...['one', 'two', 'three'].slice(0, random.int(2, 3)));
      out.add(`const d = { ${this.keys.map((key) => `${key}: ${this.value()}`).join(', ')} };`);
    }
    if (random.chance(15)) {
      this.hasPoint = true;
      this.used.add('point');
      out.add(`const p = new Point(${this.value()}, ${this.value()});`);
    }
    if (random.chance(12)) {
      this.grid = { rows: random.int(2, 3) };
      const rows = Array.from({ length: this.grid.rows }, () => `[${this.values(2)}]`);
      out.add(`let g = [${rows.join(', ')}];`);
    }
  }

  private cell(): string {
    const { random } = this;
    const choices: string[] = [...this.scalars, ...this.scalars];
    for (const { name, size } of this.lists)
      choices.push(`${name}[${random.int(0, size - 1)}]`, `${name}[${name}.length - ${random.int(1, size)}]`);
    for (const key of this.keys) choices.push(random.chance(50) ? `d.${key}` : `d['${key}']`);
    if (this.hasPoint) choices.push('p.x', 'p.y');
    if (this.grid) choices.push(`g[${random.int(0, this.grid.rows - 1)}][${random.int(0, 1)}]`);
    return random.pick(choices);
  }

  private cells(count: number): string[] {
    return Array.from({ length: count }, () => this.cell());
  }

  private temporary(): string {
    return `t${this.temporaries++}`;
  }

  private statement(depth: number): void {
    const roll = this.random.int(1, 100);
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
        out.add(`for (let ${counter} = 0; ${counter} < ${random.int(1, 3)}; ${counter}++) {`);
        break;
      case 2:
        out.add(`for (const ${counter} of [${random.distinct(2, 5).join(', ')}]) {`);
        out.indented(() => out.add(`if (${counter} > 3) ${random.pick(['continue', 'break'])};`));
        break;
      case 3: {
        const name = `n${depth}_${this.temporaries++}`;
        out.add(`let ${name} = ${random.int(1, 3)};`, `while (${name}-- > 0) {`);
        break;
      }
      case 4: {
        out.add(`if (${this.cell()} ${random.pick(['<', '>', '!=='])} ${this.cell()}) {`);
        inner();
        if (random.chance(50)) {
          out.add('} else {');
          inner();
        }
        out.add('}');
        return;
      }
      case 5:
        out.add(`switch (${random.int(1, 3)}) {`);
        out.indented(() => {
          out.add('case 1: {');
          inner();
          out.add('}', 'case 2: {');
          inner();
          out.indented(() => out.add('break;'));
          out.add('}', 'default: {');
          inner();
          out.add('}');
        });
        out.add('}');
        return;
      default: {
        const list = this.lists[0];
        if (!list) {
          this.cellStatement();
          return;
        }
        const pairs = Array.from({ length: 2 }, () => `[${random.distinct(2, list.size).join(', ')}]`).join(', ');
        out.add(`for (const [u, v] of [${pairs}]) {`);
        out.indented(() => out.add(`[${list.name}[u], ${list.name}[v]] = [${list.name}[v], ${list.name}[u]];`));
        out.add('}');
        return;
      }
    }
    inner();
    out.add('}');
  }

  private cellStatement(): void {
    const { random, out } = this;
    const [a = '', b = '', c = ''] = this.cells(3);
    const t = this.temporary();
    switch (random.int(1, 12)) {
      case 1:
      case 2:
        out.add(`[${a}, ${b}] = [${b}, ${a}];`);
        return;
      case 3:
        out.add(`[${a}, ${b}, ${c}] = [${b}, ${c}, ${a}];`);
        return;
      case 4:
      case 5:
        out.add(`${random.pick(['let', 'const', 'var'])} ${t} = ${a};`, `${a} = ${b};`, `${b} = ${t};`);
        return;
      case 6:
        out.add(`const ${t} = ${a};`, `${a} = ${b};`, `${b} = ${c};`, `${c} = ${t};`);
        return;
      case 7:
        out.add(`${a} = ${b};`);
        return;
      case 8:
        out.add(`${a} = ${b} = ${c};`);
        return;
      case 9:
        out.add(`({ u: ${a}, v: ${b} } = { u: ${b}, v: ${a} });`);
        return;
      case 10:
        out.add(`${a} = ${this.value()};`);
        return;
      case 11:
        out.add(`${a} += ${random.int(1000, 9000)};`);
        return;
      default:
        this.objectStatement();
    }
  }

  private objectStatement(): void {
    const { random, out } = this;
    const [a = '', b = ''] = this.cells(2);
    if (this.hasPoint && random.chance(50)) out.add('p.flip();');
    else if (this.keys.length > 0 && random.chance(60)) {
      const [one = '', two = ''] = random.shuffled(this.keys);
      out.add(
        random.chance(50)
          ? `[d.${one}, d.${two}] = [d.${two}, d.${one}];`
          : `Object.assign(d, { ${one}: d.${two}, ${two}: d.${one} });`,
      );
    } else if (this.grid) {
      const [i, j] = random.distinct(2, this.grid.rows);
      out.add(random.pick([`[g[${i}], g[${j}]] = [g[${j}], g[${i}]];`, `g[${i}].reverse();`, 'g = [...g].reverse();']));
    } else out.add(`[${a}, ${b}] = ${a} > ${b} ? [${b}, ${a}] : [${a}, ${b}];`);
  }

  private listStatement(depth: number): void {
    const { random, out } = this;
    const list = random.pick(this.lists);
    const { name, size } = list;
    const [i = 0, j = 1] = random.distinct(2, size);
    const low = Math.min(i, j);
    const high = Math.max(i, j);
    const k = random.int(1, size - 1);
    const permutation = `[${random.distinct(size, size).join(', ')}]`;
    const t = this.temporary();
    const choices: (() => void)[] = [
      () => out.add(`${name}.reverse();`),
      () => out.add(`${name} = ${name}.toReversed ? [...${name}].reverse() : ${name};`),
      () => out.add(`${name} = [...${name}.slice(${k}), ...${name}.slice(0, ${k})];`),
      () => out.add(`${name} = ${name}.slice(${k}).concat(${name}.slice(0, ${k}));`),
      () => out.add(`${name}.push(${name}.shift());`),
      () => out.add(`${name}.unshift(${name}.pop());`),
      () => out.add(`${name}.unshift(...${name}.splice(-${k}));`),
      () => out.add(`${name}.push(...${name}.splice(0, ${k}));`),
      () => out.add(`${name}.splice(${j}, 0, ...${name}.splice(${i}, 1));`),
      () =>
        out.add(
          `${name}.splice(${low}, 2, ${name}[${low + 1 < size ? low + 1 : low}], ${name}[${low}]);`,
          `${name}.length = ${size};`,
        ),
      () => out.add(`const [${t}] = ${name}.splice(${i}, 1);`, `${name}.splice(${j}, 0, ${t});`),
      () => out.add(`const ${t} = ${name}.pop();`, `${name}.unshift(${t});`),
      () =>
        out.add(`${name}.sort((u, v) => (u * ${random.int(2, 50)}) % 97 - (v * ${random.int(2, 50)}) % 97 || u - v);`),
      () => out.add(`${name}.sort((u, v) => v - u);`),
      () => out.add(`${name}.sort();`),
      () => out.add(`${name} = ${permutation}.map((m) => ${name}[m]);`),
      () => out.add(`${name} = ${name}.map((_, m) => ${name}[(m + ${k}) % ${size}]);`),
      () =>
        out.add(`const ${t} = [...${name}];`, `${permutation}.forEach((s, m) => {`, `    ${name}[m] = ${t}[s];`, `});`),
      () =>
        out.add(
          `const ${t} = ${name}.slice();`,
          `for (let m = 0; m < ${size}; m++) {`,
          `    ${name}[m] = ${t}[${permutation}[m]];`,
          '}',
        ),
      () => out.add(`const [${t}, ...${t}r] = ${name};`, `${name} = [...${t}r, ${t}];`),
      () =>
        out.add(
          `for (let m = 0; m + 1 < ${name}.length; m++) {`,
          `    [${name}[m], ${name}[m + 1]] = [${name}[m + 1], ${name}[m]];`,
          '}',
        ),
      () =>
        out.add(
          `for (let lo = ${low}, hi = ${high}; lo < hi; lo++, hi--) {`,
          `    const ${t} = ${name}[lo];`,
          `    ${name}[lo] = ${name}[hi];`,
          `    ${name}[hi] = ${t};`,
          '}',
        ),
      () => out.add(`${name} = ${name}.filter((v) => v % 2).concat(${name}.filter((v) => v % 2 === 0));`),
      () => out.add(`${name}.copyWithin(${i}, ${j});`),
      () => out.add(`${name} = ${name}.reduce((all, v) => [v, ...all], []);`),
      () => this.helper(name, size, i, j, k),
      () => this.helper(name, size, i, j, k),
      () => this.lengthChange(name, depth),
    ];
    random.pick(choices)();
  }

  private helper(name: string, size: number, i: number, j: number, k: number): void {
    const calls: Record<string, string> = {
      swap: `swap(${name}, ${i}, ${j});`,
      exchange: `exchange(${name}, ${i}, ${j});`,
      rotated: `${name} = rotated(${name}, ${k});`,
      flip: `flip(${name}, 0, ${size - 1});`,
      bubble: `bubble(${name});`,
      insertion: `insertion(${name});`,
      heap: `heap(${name});`,
    };
    const chosen = this.random.pick(Object.keys(calls));
    this.used.add(chosen);
    this.out.add(calls[chosen] ?? '');
  }

  private lengthChange(name: string, depth: number): void {
    const list = this.lists.find((one) => one.name === name);
    if (!list || depth > 0 || list.size < 4) {
      this.cellStatement();
      return;
    }
    const { random, out } = this;
    const other = this.lists.find((one) => one.name !== name);
    if (random.chance(40)) {
      out.add(random.chance(50) ? `${name}.pop();` : `${name}.shift();`);
      list.size--;
    } else if (other && random.chance(60)) {
      out.add(`${other.name}.push(${name}.pop());`);
      list.size--;
      other.size++;
    } else {
      out.add(`${name}.push(${this.value()});`);
      list.size++;
    }
  }
}
