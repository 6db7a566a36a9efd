import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { filesBeside } from '../../../../src/files/beside';
import { readCode } from '../../../../src/readers/code';
import { states } from '../../../../src/trace/trace';

/** A project of several files, and what its main file holds in `row` at the end. */
interface Project {
  language: string;
  main: string;
  files: Readonly<Record<string, string>>;
  /** Runs its main file, which says what `row` holds; without it `ends` was recorded from such a run. */
  run?: readonly string[];
  ends: string;
  from: readonly string[];
}

const PYTHON: Project = {
  language: 'python',
  main: 'main.py',
  run: ['python3'],
  ends: '4 5 3 2 1',
  from: ['lib/places.py', 'lib/__init__.py', 'lib/deep/turn.py', 'helpers.py'],
  files: {
    'main.py': `
import lib.places
import lib.deep.turn as turning
from helpers import *
from lib import exchange as swap, LAST
from lib.never import broken

row = [3, 1, 5, 2, 4]
lib.places.ends(row)
turning.left(row)
swap(row, 0, LAST)
neighbours(row, 2)
if len(row) > 9:
    broken()
print(*row)
`,
    'helpers.py': 'from lib import exchange\n\ndef neighbours(row, i):\n    exchange(row, i, i + 1)\n',
    'lib/__init__.py': 'from .places import exchange, LAST\n',
    'lib/places.py': `
LAST = 4

def exchange(row, i, j):
    row[i], row[j] = row[j], row[i]

def ends(row):
    exchange(row, 0, LAST)
`,
    'lib/deep/__init__.py': '',
    'lib/deep/turn.py': `
from ..places import exchange as swap

def left(row):
    for i in range(len(row) - 1):
        swap(row, i, i + 1)
`,
    'lib/never.py': 'def broken():\n    yield from nothing\n',
  },
};

/** A folder that is a package comes before a file of its name, and a folder that is none after it. */
const PACKAGES: Project = {
  language: 'python',
  main: 'main.py',
  run: ['python3'],
  ends: '5 1 3 4 2',
  from: ['places/__init__.py', 'turns.py'],
  files: {
    'main.py':
      'from places import first\nfrom turns import last\n\nrow = [3, 1, 5, 2, 4]\nfirst(row)\nlast(row)\nprint(*row)\n',
    'places/__init__.py': 'def first(row):\n    row[0], row[2] = row[2], row[0]\n',
    'places.py': 'def first(row):\n    row[0], row[1] = row[1], row[0]\n',
    'turns.py': 'def last(row):\n    row[3], row[4] = row[4], row[3]\n',
    'turns/last.py': 'never = 1\n',
  },
};

const MODULES: Project = {
  language: 'javascript',
  main: 'main.mjs',
  run: ['node'],
  ends: '3 2 4 5 1',
  from: ['lib/places.js', 'lib/index.js', 'lib/turn.mjs'],
  files: {
    'package.json': '{"type": "module"}',
    'main.mjs': `
import turn, { LAST as last } from './lib/turn.mjs';
import { swapped, places } from './lib/index.js';
import * as all from './lib/index.js';
const row = [3, 1, 5, 2, 4];
turn(row);
swapped(row, 0, last);
all.exchange(row, 1, 2);
places.exchange(row, 2, 3);
console.log(row.join(' '));
`,
    'lib/index.js':
      "export { exchange as swapped } from './places.js';\nexport * from './places.js';\nexport * as places from './places.js';\n",
    'lib/places.js': 'export function exchange(row, i, j) {\n  [row[i], row[j]] = [row[j], row[i]];\n}\n',
    'lib/turn.mjs': `
import { exchange } from './places.js';
export const LAST = 4;
const turn = (row) => {
  for (let i = 0; i + 1 < row.length; i++) exchange(row, i, i + 1);
};
export default turn;
`,
  },
};

const REQUIRED: Project = {
  language: 'javascript',
  main: 'main.js',
  run: ['node'],
  ends: '5 4 2 1 3',
  from: ['lib/swap.js', 'lib/places.js', 'lib/turn.js'],
  files: {
    'package.json': '{}',
    'main.js': `
const swap = require('./lib/swap');
const { ends, turn: left } = require('./lib/places');
const places = require('./lib/places.js');
const row = [3, 1, 5, 2, 4];
left(row);
swap(row, 1, 3);
ends(row);
places.ends(row);
swap(row, 0, 3);
console.log(row.join(' '));
`,
    'lib/swap.js':
      'module.exports = swap;\nfunction swap(row, i, j) {\n  const t = row[i];\n  row[i] = row[j];\n  row[j] = t;\n}\n',
    'lib/places.js': `
const swap = require('./swap');
const turn = require('./turn').turn;
const ends = (row) => swap(row, 0, row.length - 1);
module.exports = { ends, turn };
`,
    'lib/turn.js':
      "const swap = require('./swap.js');\nfunction turn(row) {\n  for (let i = 0; i + 1 < row.length; i++) swap(row, i, i + 1);\n}\nexports.turn = turn;\n",
  },
};

const TYPED: Project = {
  language: 'typescript',
  main: 'src/main.ts',
  ends: '4 1 5 2 3',
  from: ['src/lib/places.ts'],
  files: {
    'src/main.ts': `
import { exchange, type Row } from './lib/places.js';
const row: Row = [3, 1, 5, 2, 4];
exchange<number>(row, 0, 4);
`,
    'src/lib/places.ts':
      'export type Row = number[];\nexport function exchange<T>(row: T[], i: number, j: number): void {\n  [row[i], row[j]] = [row[j], row[i]];\n}\n',
  },
};

const GO: Project = {
  language: 'go',
  main: 'main.go',
  ends: '3 5 2 4 1',
  from: ['places.go', 'turn/turn.go', 'turn/limits.go', 'deep/order/v2/order.go'],
  files: {
    'go.mod': 'module example.org/moves\n\ngo 1.21\n',
    'main.go': `package main

import (
	"fmt"

	"example.org/moves/deep/order/v2"
	turned "example.org/moves/turn"
)

func main() {
	row := []int{3, 1, 5, 2, 4}
	turned.Left(row)
	exchange(row, 0, last)
	if order.Max(row[0], row[1]) == row[0] {
		exchange(row, 0, 1)
	}
	fmt.Println(row)
}
`,
    'places.go':
      'package main\n\nconst last = 4\n\nfunc exchange(row []int, i, j int) {\n\trow[i], row[j] = row[j], row[i]\n}\n',
    'places_test.go': 'package main\n\nconst last = 0\n',
    'turn/turn.go':
      'package turn\n\nfunc Left(row []int) {\n\tfor i := 0; i < len(row)-first; i++ {\n\t\trow[i], row[i+first] = row[i+first], row[i]\n\t}\n}\n',
    'turn/limits.go': 'package turn\n\nconst (\n\tfirst = 1\n)\n',
    'deep/order/v2/order.go':
      'package order\n\nfunc Max(a, b int) int {\n\tif a > b {\n\t\treturn a\n\t}\n\treturn b\n}\n',
  },
};

const C: Project = {
  language: 'c',
  main: 'src/main.c',
  ends: '4 1 2 3 5',
  from: ['include/places.h', 'src/places.c', 'src/turn.h'],
  files: {
    'src/main.c': `#include <stdio.h>
#include "places.h"
#include "turn.h"

int main(void) {
    int row[] = {3, 1, 5, 2, 4};
    exchange(&row[0], &row[LAST]);
    left(row, LENGTH);
    SWAP(row[0], row[1]);
    struct pair ends = {0, LAST};
    exchange(row + ends.first, row + ends.second);
    for (int i = 0; i < LENGTH; i++) printf("%d ", row[i]);
    return 0;
}
`,
    'include/places.h': `#ifndef PLACES_H
#define PLACES_H
#define LAST 4
struct pair { int first; int second; };
void exchange(int *a, int *b);
#endif
`,
    'src/places.c': `#include "places.h"

static int count = 0;

void exchange(int *a, int *b) {
    int held = *a;
    *a = *b;
    *b = held;
}

int calls(void) { return ++count; }
`,
    'src/turn.h': `#pragma once
#include "places.h"
#define LENGTH (LAST + 1)
#define SWAP(a, b) do { int held = (a); (a) = (b); (b) = held; } while (0)
static inline void left(int *row, int n) {
    for (int i = 0; i + 1 < n; i++) exchange(&row[i], &row[i + 1]);
}
`,
  },
};

const CPP: Project = {
  language: 'cpp',
  main: 'main.cpp',
  ends: '3 1 5 2 4',
  from: ['lib/places.hpp', 'lib/places.cpp'],
  files: {
    'main.cpp': `#include <vector>
#include "lib/places.hpp"

int main() {
    std::vector<int> row = {3, 1, 5, 2, 4};
    places::exchange(row, 0, places::LAST);
    places::Turner turner{1};
    turner.turn(row);
    places::exchange(row, 0, 3);
}
`,
    'lib/places.hpp': `#pragma once
#include <vector>
namespace places {
const int LAST = 4;
void exchange(std::vector<int> &row, int i, int j);
class Turner {
  public:
    explicit Turner(int from, int by = 2);
    void turn(std::vector<int> &row) const;
  private:
    int from, by;
    std::vector<int> seen;
};
}
`,
    'lib/places.cpp': `#include "places.hpp"
#include <utility>
void places::exchange(std::vector<int> &row, int i, int j) { std::swap(row[i], row[j]); }
places::Turner::Turner(int from, int by) : from(from), by{by}, seen(by) {}
namespace places {
void Turner::turn(std::vector<int> &row) const { exchange(row, from - 1, from + by); exchange(row, 3, 2 + seen.size()); }
}
`,
  },
};

const RUST: Project = {
  language: 'rust',
  main: 'src/main.rs',
  ends: '4 3 2 5 1',
  from: ['src/places.rs', 'src/turn/mod.rs', 'src/turn/deep.rs'],
  files: {
    'Cargo.toml': '[package]\nname = "moves"\n',
    'src/main.rs': `mod places;
mod turn;

use crate::turn::{deep::right as back, left};
use places::*;

fn main() {
    let mut row = [3, 1, 5, 2, 4];
    left(&mut row);
    places::exchange(&mut row, 0, LAST);
    exchange(&mut row, 1, 2);
    back(&mut row);
    crate::turn::deep::ends(&mut row);
    println!("{:?}", row);
}
`,
    'src/places.rs':
      'pub const LAST: usize = 4;\n\npub fn exchange(row: &mut [i32], i: usize, j: usize) {\n    row.swap(i, j);\n}\n',
    'src/turn/mod.rs': `pub mod deep;
use super::places::exchange;

pub fn left(row: &mut [i32]) {
    for i in 0..row.len() - 1 {
        exchange(row, i, i + 1);
    }
}
`,
    'src/turn/deep.rs': `use crate::places::{self, exchange as swap};

pub fn right(row: &mut [i32]) {
    for i in (0..row.len() - 1).rev() {
        swap(row, i, i + 1);
    }
}

pub fn ends(row: &mut [i32]) {
    super::super::places::exchange(row, 0, places::LAST);
}
`,
  },
};

describe('projects of several files', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'project-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const written = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
  };
  const traced = (language: string, main: string, text: string) => {
    const file = path.join(root, main);
    return readCode({ uri: main, language, text }, { track: ['row'], files: filesBeside({ file, root }) });
  };

  const all: [string, Project][] = [
    ['Python', PYTHON],
    ['Packages of Python', PACKAGES],
    ['modules', MODULES],
    ['CommonJS', REQUIRED],
    ['TypeScript', TYPED],
    ['Go', GO],
    ['C', C],
    ['C++', CPP],
    ['Rust', RUST],
  ];
  for (const [name, { language, main, files, run, ends, from }] of all)
    it(`${name}: the main file ends as it does when it is run`, async function () {
      written(files);
      if (run) {
        const [program = '', ...args] = run;
        if (spawnSync(program, ['--version']).error) this.skip();
        const said = execFileSync(program, [...args, main], { cwd: root, encoding: 'utf8' });
        assert.equal(said.trim(), ends);
      }
      const trace = await traced(language, main, files[main] ?? '');
      // A step is told as it stands in the main file, before macros are expanded.
      for (const { text } of trace.steps) assert.ok(files[main]?.includes(text), text);
      const row = trace.slots.flatMap((slot, at) => (/^row\[\d\]$/.test(slot) ? [at] : []));
      assert.equal(row.map((at) => trace.objects[states(trace).at(-1)?.[at] ?? -1]).join(' '), ends);
      const folder = path.dirname(main);
      const read = [...(trace.source.files ?? [])].map((file) => path.normalize(file)).sort();
      assert.deepEqual(read, from.map((file) => path.normalize(file)).sort(), folder);
    });

  const refused = async (language: string, main: string, files: Readonly<Record<string, string>>): Promise<string> => {
    written(files);
    return traced(language, main, files[main] ?? '').then(
      (trace) => `${trace.steps.length} steps`,
      (error: unknown) => String(error),
    );
  };

  it('what is made there by more than one statement is not known, nor is what another one changes', async () => {
    const swapped = 'def swap(row):\n    row[0], row[1] = row[1], row[0]\n';
    const main = 'from other import swap\nrow = [1, 2]\nswap(row)\n';
    assert.equal(await refused('python', 'main.py', { 'main.py': main, 'other.py': swapped }), '1 steps');
    const twice = `${swapped}swap = lambda row: None\n`;
    assert.match(await refused('python', 'main.py', { 'main.py': main, 'other.py': twice }), /main\.py:3:1: error: /);
    const counted =
      'count = [0]\ndef swap(row):\n    count[0] += 1\n    row[0], row[count[0]] = row[count[0]], row[0]\n';
    assert.match(
      await refused('python', 'main.py', { 'main.py': main, 'other.py': counted }),
      /other\.py:3:\d+: error: /,
    );
  });

  it('files that know a name from each other alone do not make it', async () => {
    const main = 'from a import swap\nrow = [1, 2]\nswap(row)\n';
    const files = { 'main.py': main, 'a.py': 'from b import swap\n', 'b.py': 'from a import swap\n' };
    assert.match(await refused('python', 'main.py', files), /main\.py:3:1: error: /);
    const own = {
      'main.mjs': "import { swap } from './a.mjs';\nlet row = [1, 2];\nswap(row);\n",
      'a.mjs': "export * from './a.mjs';\n",
    };
    assert.match(await refused('javascript', 'main.mjs', own), /main\.mjs:3:1: error: /);
  });

  it('a name is what it was made last, and what a function requires is its own', async () => {
    const other = 'def swap(row):\n    row[1], row[2] = row[2], row[1]\n';
    const main =
      'def swap(row):\n    row[0], row[1] = row[1], row[0]\nfrom other import swap\nrow = [1, 2, 3]\nswap(row)\n';
    written({ 'main.py': main, 'other.py': other });
    const trace = await traced('python', 'main.py', main);
    // As CPython prints it.
    assert.deepEqual(
      trace.final?.map((at) => trace.objects[at]),
      ['1', '3', '2'],
    );
    const nested =
      "const swap = require('./a');\nfunction go(row) { const swap = require('./b'); swap(row); }\nconst row = [1, 2];\ngo(row);\n";
    const files = { 'main.js': nested, 'a.js': 'module.exports = swap;\nfunction swap(row) { row.reverse(); }\n' };
    assert.match(await refused('javascript', 'main.js', files), /main\.js:2:\d+: error: require is not/);
  });

  it('C: what is wrong in a header, or in the source beside it, is told of that file', async () => {
    const main = '#include "swap.h"\nint main(void) {\n  int row[] = {1, 2};\n  swap(row);\n  return 0;\n}\n';
    const header = '#ifndef SWAP_H\n#define SWAP_H\nvoid swap(int *row);\n#endif\n';
    const source = (body: string) => `#include "swap.h"\nint count = 0;\nvoid swap(int *row) {\n  ${body}\n}\n`;
    const exchange = 'int held = row[0]; row[0] = row[1]; row[1] = held;';
    const all = { 'main.c': main, 'swap.h': header, 'swap.c': source(exchange) };
    assert.equal(await refused('c', 'main.c', all), '1 steps');
    assert.match(
      await refused('c', 'main.c', { ...all, 'swap.c': source(`count++; ${exchange}`) }),
      /swap\.c:4:\d+: error: /,
    );
    assert.match(
      await refused('c', 'main.c', { ...all, 'swap.h': `${header}#error for others\n` }),
      /swap\.h:5:1: error: the program is not meant to be compiled so: for others/,
    );
    const itself = { ...all, 'swap.h': `#include "swap.h"\n${header}` };
    assert.equal(await refused('c', 'main.c', itself), '1 steps');
  });

  it('C: macros of headers that are included once are known, of any number of headers, and too many are an error', async () => {
    const move = 'int main() { int row[2] = {1, 2}; int t = row[0]; row[0] = row[1]; row[1] = t; }';
    const main = `#include "h0.h"\n#ifdef DEEP\n${move}\n#endif\n`;
    const once = {
      'h0.h': '#pragma once\n#include "h1.h"\n',
      'h1.h': '#pragma once\n#include "h0.h"\n#define DEEP 1\n',
    };
    assert.equal(await refused('c', 'main.c', { 'main.c': main, ...once }), '1 steps');
    const many = Array.from({ length: 150 }, (_, at) => [`h${at + 1}.h`, at === 149 ? '#define DEEP 1\n' : '\n']);
    const all = many.map(([name]) => `#include "${name}"\n`).join('');
    const flat = { 'main.c': main, 'h0.h': all, ...(Object.fromEntries(many) as Record<string, string>) };
    assert.equal(await refused('c', 'main.c', flat), '1 steps');
    const twice = { 'main.c': main, 'h0.h': '#include "h0.h"\n#include "h0.h"\n' };
    assert.match(await refused('c', 'main.c', twice), /h0\.h:\d:1: error: files are included more than 1000 times/);
  });

  it('Rust: a module that is not declared is none, and what one does not make is said', async () => {
    const main = (way: string) => `mod places;\nfn main() {\n    let mut row = [1, 2];\n    ${way}(&mut row);\n}\n`;
    const files = {
      'places.rs': 'pub fn swap(row: &mut [i32]) {\n    row.swap(0, 1);\n}\n',
      'other.rs': 'pub fn swap(row: &mut [i32]) {\n    row.swap(0, 1);\n}\n',
    };
    const of = (way: string) => refused('rust', 'main.rs', { 'main.rs': main(way), ...files });
    assert.equal(await of('places::swap'), '1 steps');
    assert.match(await of('places::turn'), /main\.rs:4:\d+: error: places is read, and turn is no function/);
    assert.match(await of('other::swap'), /main\.rs:4:\d+: error: /);
  });

  it('a name that the other file does not make is said', async () => {
    const main = 'import other\nrow = [1, 2]\nother.swap(row)\n';
    assert.match(
      await refused('python', 'main.py', { 'main.py': main, 'other.py': 'def turn(row):\n    pass\n' }),
      /main\.py:3:1: error: other is read, and swap is no function, class or constant of it/,
    );
  });

  it('an import in a function, of libraries, and of what is not there stay as they were', async () => {
    const main =
      'import numpy as np\nfrom lost import gone\nfrom math import floor\nrow = [1, 2]\nrow[0], row[floor(1.5)] = row[1], row[0]\n';
    assert.equal(await refused('python', 'main.py', { 'main.py': main }), '1 steps');
  });
});
