import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sidecarJsonSchema } from '../../../../src/models/manifest-schema';
import { traceFileJsonSchema } from '../../../../src/trace/schema';
import { makeTrace } from '../../../../src/trace/trace';

const ROOT = path.join(__dirname, '../../../..');

/** What the editor would underline: the place of each fault, or nothing. */
function faultsOf(schema: object, data: unknown): string[] {
  const check = new Ajv({ allErrors: true, strict: false }).compile(schema);
  check(data);
  return (check.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, (params as { additionalProperty?: string }).additionalProperty ?? ''].join(' ').trim(),
  );
}

const manifest = {
  format: 1,
  id: 'mine',
  name: 'Mine',
  architecture: 'GRU',
  layers: 1,
  width: 8,
  task: {
    kind: 'monoid',
    name: 'Z2',
    degree: 2,
    tokens: [
      [0, 1],
      [1, 0],
    ],
    classes: [
      [0, 1],
      [1, 0],
    ],
  },
};

describe('what the editor underlines in JSON', () => {
  it('is said by schemas that the build makes', () => {
    const { contributes } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      contributes: { jsonValidation: { fileMatch: string; url: string }[] };
    };
    const made = Object.fromEntries(contributes.jsonValidation.map(({ fileMatch, url }) => [fileMatch, url]));
    assert.deepEqual(made, {
      '*.state-probe.json': './dist/schemas/model.schema.json',
      '*.trace.json': './dist/schemas/trace.schema.json',
    });
    for (const [file, schema] of [
      ['model', sidecarJsonSchema()],
      ['trace', traceFileJsonSchema()],
    ] as const) {
      const built = path.join(ROOT, `dist/schemas/${file}.schema.json`);
      assert.ok(existsSync(built), built);
      assert.deepEqual(JSON.parse(readFileSync(built, 'utf8')), JSON.parse(JSON.stringify(schema)));
    }
  });

  it('a model: nothing in a manifest, in a part of one, in an address', () => {
    for (const good of [
      manifest,
      { inputs: { tokens: 'input_ids' } },
      { $schema: 'x', url: 'https://host/v2/models/m', sizes: { batch: 1 } },
    ])
      assert.deepEqual(faultsOf(sidecarJsonSchema(), good), []);
  });

  for (const [what, slip, where] of [
    ['a misspelt field', { ...manifest, archtecture: 'GRU' }, /additional properties archtecture/],
    ['text for a number', { ...manifest, layers: 'two' }, /^\/layers must be integer/],
    ['a task that lacks a field', { ...manifest, task: { ...manifest.task, degree: undefined } }, /degree/],
    ['a family that there is none of', { family: 'attentive' }, /^\/family must be equal to one of/],
    ['a name with a control character', { inputs: { tokens: 'a\u001b' } }, /^\/inputs\/tokens must match/],
  ] as const)
    it(`a model: ${what}`, () => {
      const faults = faultsOf(sidecarJsonSchema(), JSON.parse(JSON.stringify(slip)));
      assert.ok(
        faults.some((fault) => where.test(fault)),
        faults.join('; '),
      );
    });

  it('a trace: nothing in what the readers make, a slip in it, nothing in traces of other programs', () => {
    const trace = makeTrace({
      domain: 'word',
      source: { uri: 'a.word', language: 'word' },
      ...{ slots: ['1', '2'], objects: ['1', '2'], initial: [0, 1] },
      steps: [{ map: [1, 0], text: '(1 2)' }],
    });
    const faults = (data: unknown) => faultsOf(traceFileJsonSchema(), JSON.parse(JSON.stringify(data)));
    assert.deepEqual(faults(trace), []);
    assert.ok(
      faults({ ...trace, steps: [{ map: [1, '0'], text: '(1 2)' }] }).some((each) => /^\/steps\/0\/map\/1 /.test(each)),
    );
    assert.ok(faults({ ...trace, format: 'state-probe/trace@9' }).length > 0);
    for (const other of [{ traceEvents: [] }, [], { format: 'chrome' }]) assert.deepEqual(faults(other), []);
  });
});
