import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { filesBeside, projectOf } from '../../../../src/files/beside';
import type { Files } from '../../../../src/readers/reader';
import { errorOf, read, story } from './read';

function files(texts: Readonly<Record<string, string>>): Files {
  return { own: 'main', text: (name) => texts[name], names: () => [] };
}

const SORT = `package algo.sorts;
import static algo.tools.Order.less;
public class Sort {
  public <T extends Comparable<T>> T[] sort(T[] row) {
    for (int i = 1; i < row.length; i++)
      for (int j = i; j > 0 && less(row[j], row[j - 1]); j--) Swaps.swap(row, j, j - 1);
    return row;
  }
}`;
const SWAPS = `package algo.sorts;
final class Swaps {
  private static int count = 0;
  static <T> void swap(T[] row, int i, int j) {
    T held = row[i];
    row[i] = row[j];
    row[j] = held;
    count++;
  }
}`;
const ORDER = `package algo.tools;
public class Order { public static <T extends Comparable<T>> boolean less(T a, T b) { return a.compareTo(b) < 0; } }`;
const ALL = { 'Swaps.java': SWAPS, '../../algo/tools/Order.java': ORDER };
const CALL = { call: 'new Sort().sort([3, 1, 2])' };

describe('files beside a file', () => {
  it('Java: classes of the package and what is imported are read, and a step in one is shown at its call', async () => {
    const trace = await read('java', SORT, undefined, { ...CALL, files: files(ALL) });
    assert.deepEqual(story(trace), ['3 1 2', '1 3 2', '1 2 3']);
    assert.deepEqual(
      trace.steps.map(({ text }) => text),
      ['Swaps.swap(row, j, j - 1);', 'Swaps.swap(row, j, j - 1);'],
    );
    assert.deepEqual(trace.source.files, ['../../algo/tools/Order.java', 'Swaps.java']);
  });

  it('an error in another file names it', async () => {
    const broken = { ...ALL, 'Swaps.java': SWAPS.replace('row[j] = held;', 'row[j + 9] = held;') };
    assert.match(
      await errorOf('java', SORT, undefined, { ...CALL, files: files(broken) }),
      /^Swaps\.java:7:\d+: error: ArrayIndexOutOfBoundsException: Index 9 out of bounds for length 3/,
    );
    assert.match(await errorOf('java', SORT, undefined, CALL), /^test:6:\d+: error: less\(\) is not defined here/);
  });

  it('what is never reached is not read', async () => {
    const seen: string[] = [];
    const watching: Files = { own: 'main', text: (name) => (seen.push(name), undefined), names: () => [] };
    const text =
      'class A { public static void main(String[] z) { int a = 1, b = 2, t = a; a = b; b = t; if (a == 1) Other.go(); } }';
    assert.deepEqual(story(await read('java', text, undefined, { files: watching })), ['1 2', '2 1']);
    assert.ok(!seen.includes('Other.java'), seen.join());
  });

  describe('on disk', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'beside-'));
      mkdirSync(path.join(folder, 'project/algo/sorts'), { recursive: true });
      writeFileSync(path.join(folder, 'secret.txt'), 'secret');
      writeFileSync(path.join(folder, 'project/algo/A.java'), 'a');
      symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'project/algo/sorts/Link.java'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it('nothing outside of the project is read, not by a link either', () => {
      const root = path.join(folder, 'project');
      const beside = filesBeside({ file: path.join(root, 'algo/sorts/Sort.java'), root });
      assert.equal(beside.text('../A.java'), 'a');
      for (const name of ['../../../secret.txt', path.join(folder, 'secret.txt'), 'Link.java', '../../algo', 'No.java'])
        assert.equal(beside.text(name), undefined, name);
      assert.deepEqual(beside.names('..'), ['A.java']);
      assert.deepEqual(beside.names('../../..'), []);
    });

    it('what is not saved is as the editor has it', () => {
      const root = path.join(folder, 'project');
      const unsaved = { [path.join(root, 'algo/A.java')]: 'b', [path.join(folder, 'secret.txt')]: 'c' };
      const beside = filesBeside({ file: path.join(root, 'algo/sorts/Sort.java'), root, unsaved });
      assert.equal(beside.text('../A.java'), 'b');
      assert.equal(beside.text('../../../secret.txt'), undefined);
    });

    it('a project begins where its packages do, or where a mark of one stands', () => {
      const file = path.join(folder, 'project/algo/sorts/Sort.java');
      assert.equal(projectOf(file, SORT), path.join(folder, 'project'));
      assert.equal(projectOf(file, 'class Sort {}'), path.dirname(file));
      // Parts of a project have build files of their own.
      const parts = [path.dirname(file), path.dirname(path.dirname(file))];
      for (const part of parts) writeFileSync(path.join(part, 'CMakeLists.txt'), '');
      assert.equal(projectOf(file, 'class Sort {}'), parts[1]);
      writeFileSync(path.join(folder, 'go.mod'), '');
      assert.equal(projectOf(file, 'class Sort {}'), folder);
    });
  });
});
