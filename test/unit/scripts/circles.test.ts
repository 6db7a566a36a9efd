import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../../..');

/** Imports of a text, types among them, that name a file beside it. */
function importsOf(text: string): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'));
}

/** `[file]`: the files of the folder that it imports, all relative to the root. */
function importGraph(folder: string): Map<string, string[]> {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, folder, name));
  return new Map(
    files.map((file) => [
      relative(ROOT, file),
      importsOf(readFileSync(file, 'utf8')).flatMap((name) => {
        const target = resolve(dirname(file), name);
        const found = [`${target}.ts`, join(target, 'index.ts')].find(existsSync);
        return found === undefined ? [] : [relative(ROOT, found)];
      }),
    ]),
  );
}

/** Sets of files that reach each other (Tarjan 1972), those of one file left out. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const path: string[] = [];
  const open = new Set<string>();
  const visit = (node: string): number => {
    const at = order.size;
    let low = at;
    order.set(node, at);
    path.push(node);
    open.add(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (open.has(next)) low = Math.min(low, order.get(next) ?? low);
    }
    if (low === at) {
      const circle = path.splice(path.indexOf(node));
      for (const member of circle) open.delete(member);
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}

describe('imports', () => {
  it('are seen when they are of types, lazy, or passed on', () => {
    const text = `
      import type { A } from './a';
      export { b } from './b';
      const c = () => import('./c');
      type D = import('./d').D;
      import zod from 'zod';`;
    assert.deepEqual(importsOf(text).sort(), ['./a', './b', './c', './d']);
  });

  it('are known to go round where they do', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b', 'd']],
      ['d', []],
    ]);
    assert.deepEqual(circlesOf(graph), [['b', 'c']]);
  });

  it('never go round in src', () => {
    const graph = importGraph('src');
    assert.ok(graph.size > 300, 'the files are found');
    assert.deepEqual(circlesOf(graph), []);
  });
});
