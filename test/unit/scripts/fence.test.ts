import assert from 'node:assert/strict';
import { faultsIn, ROOMS } from '../../../scripts/lib/fence.mjs';
import { circlesIn, importsAmong, textsIn } from '../../../scripts/lib/imports.mjs';

/** Everything that the fence is about. */
const texts = textsIn(['src', 'webview']);

describe('the fence between rooms', () => {
  for (const [kind, file, code, reason] of [
    ['a file of a later room', 'src/algebra/maps.ts', `import { x } from '../page/probe';`, /^src\/algebra may import/],
    ['a type', 'src/trace/trace.ts', `import type { X } from '../models/manifest';`, /^src\/trace may import only/],
    ['the index of a room', 'src/trace/trace.ts', `import { x } from '../readers';`, /^src\/trace may import only/],
    ['the index of a room, in a folder', 'src/page/saved/save.ts', `import { x } from '../../cli/';`, /^src\/page may/],
    ['a dynamic import', 'src/models/catalogue.ts', `void import('../page/run');`, /^src\/models may import only/],
    ['a dynamic import in backticks', 'src/models/catalogue.ts', 'void import(`../page/run`);', /^src\/models may/],
    ['a dynamic import of a computed name', 'src/models/catalogue.ts', 'void import(name);', /must name its file/],
    ['a re-export', 'src/readers/word/index.ts', `export { x } from '../../datasets/plan';`, /^src\/readers may/],
    ['a re-export of all', 'src/readers/word/index.ts', `export * from '../../datasets/plan';`, /^src\/readers may/],
    ['the type of an import', 'src/text/printable.ts', `type X = import('../trace/trace').Trace;`, /^src\/text may/],
    [
      'require',
      'src/text/printable.ts',
      `const x = require('../trace/trace');`,
      /^src\/text may import only from: nothing/,
    ],
    ['import with require', 'src/text/printable.ts', `import x = require('../trace/trace');`, /^src\/text may/],
    ['the page', 'src/extension/extension.ts', `import { x } from '../../webview/state';`, /^src\/extension may/],
    [
      'the page, by the protocol',
      'src/protocol/models.ts',
      `import { x } from '../../webview/state';`,
      /^src\/protocol/,
    ],
    [
      'what makes the page’s data, by the page',
      'webview/state.ts',
      `import { x } from '../src/page/run';`,
      /^webview may/,
    ],
    [
      'a room above, in the extension',
      'src/extension/probes/store.ts',
      `import type { X } from '../marks/marks';`,
      /^src\/extension\/probes may/,
    ],
    [
      'what stands on top, in the extension',
      'src/extension/texts/texts.ts',
      `void import('../commands');`,
      /^src\/extension\/texts may/,
    ],
    [
      'a room without a place, in the extension',
      'src/extension/attic/x.ts',
      `import { x } from '../texts/texts';`,
      /attic has no place/,
    ],
    ['the extension, by the page', 'webview/state.ts', `void import('../src/extension/api');`, /^webview may/],
    [
      'the protocol, by a station before it',
      'src/analysis/probe.ts',
      `import '../protocol/limits';`,
      /^src\/analysis may/,
    ],
    [
      'threads, by a room that starts none',
      'src/analysis/probe.ts',
      `import { x } from '../threads';`,
      /^src\/analysis/,
    ],
    [
      'a room, by a file beneath all',
      'src/threads.ts',
      `import { x } from './readers';`,
      /^src\/threads.ts may import/,
    ],
    ['tests', 'src/cli/main.ts', `import { x } from '../../test/pace';`, /^src\/cli may import only/],
    ['the editor', 'src/page/probe.ts', `import * as vscode from 'vscode';`, /^only src\/extension imports vscode/],
    [
      'a room beside its door',
      'src/cli/main.ts',
      `import { x } from '../protocol/requests/layers';`,
      /entered by its index/,
    ],
    [
      'an inner room of the readers',
      'src/datasets/make.ts',
      `import { x } from '../readers/code/examples';`,
      /entered by its index/,
    ],
    [
      'a language of code beside its door',
      'src/readers/code/read.ts',
      `import { x } from './go/lower';`,
      /entered by its index/,
    ],
  ] as const)
    it(`refuses ${kind}`, () => {
      const [message = 'nothing was refused', ...more] = faultsIn(file, `\n${code}`);
      assert.equal(message.slice(0, file.length + 4), `${file}:2: `);
      assert.match(message.slice(file.length + 4), reason);
      assert.deepEqual(more, []);
    });

  it('refuses a file at the root of src that is no room', () => {
    assert.match(faultsIn('src/helpers.ts', 'export {};').join(), /^src\/helpers.ts stands in no room/);
  });

  it('holds', () => {
    assert.deepEqual(
      [...texts].flatMap(([file, text]) => faultsIn(file, text)),
      [],
    );
  });

  it('lets through what a room may use', () => {
    for (const [file, code] of [
      ['src/page/run.ts', `import { x } from '../protocol/models'; import y from '../../package.json';`],
      ['src/readers/thread/reading-thread.ts', `import { x } from '../../threads'; import 'node:fs'; import 'zod';`],
      ['src/extension/extension.ts', `import * as vscode from 'vscode'; void import('../page/saved/save');`],
      ['src/protocol/messages.ts', `export type * from './requests';`],
      ['src/protocol/requests/steps.ts', `import { x } from './layers';`],
      ['webview/state.ts', `import './main.css'; import { x } from '../src/protocol/models';`],
    ] as const)
      assert.deepEqual(faultsIn(file, code), [], file);
  });

  it('knows no room that is not there', () => {
    const files = [...texts.keys()];
    for (const room of Object.keys(ROOMS))
      assert.ok(
        files.some((file) => file === room || file.startsWith(`${room}/`)),
        room,
      );
  });
});

describe('circles of imports', () => {
  it('are found', () => {
    const imports = new Map([
      ['a', ['b', 'x']],
      ['b', ['c']],
      ['c', ['d', 'a']],
      ['d', ['e']],
      ['e', ['d']],
      ['x', ['e']],
    ]);
    assert.deepEqual(circlesIn(imports), [
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('are none', () => {
    const imports = importsAmong(texts);
    assert.ok(imports.get('src/protocol/messages.ts')?.includes('src/protocol/probe.ts'));
    assert.deepEqual(circlesIn(imports), []);
  });
});
