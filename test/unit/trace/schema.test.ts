import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkTrace, traceJsonSchema } from '../../../src/trace/schema';
import { makeTrace } from '../../../src/trace/trace';

const SCHEMA = path.join(__dirname, '../../../docs/trace.schema.json');
const source = { uri: 'a.py', language: 'python' };
const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 24 } };

function sample(): Record<string, unknown> {
  const slots = ['a[0]', 'a[1]', 'const 0'];
  const steps = [
    { map: [1, 0, 2], text: 'a[0], a[1] = a[1], a[0]', range },
    { map: [2, 1, 2], text: 'a[0] = 0' },
  ];
  const parts = { domain: 'code' as const, source, slots, objects: ['10', '20', '0'], initial: [0, 1, 2], steps };
  return JSON.parse(JSON.stringify(makeTrace(parts))) as Record<string, unknown>;
}

describe('the trace format', () => {
  it('takes what the readers make, through JSON and back', () => {
    const trace = sample();
    assert.deepEqual(checkTrace(trace), trace);
    assert.deepEqual(trace['final'], [2, 0, 2]);
  });

  it('takes an illegal move, with null from there on', () => {
    const steps = [
      { map: [1, 0, 2], text: 'a' },
      { map: null, text: 'b' },
      { map: null, text: 'c' },
    ];
    const illegal = { ...sample(), domain: 'chess', steps, final: null, illegal: { step: 1, reason: 'no rook there' } };
    assert.deepEqual(checkTrace(illegal), illegal);
    assert.throws(() => checkTrace({ ...illegal, illegal: { step: 2, reason: '' } }), /steps\[1\]\.map/);
    assert.throws(() => checkTrace({ ...illegal, illegal: { step: 3, reason: '' } }), /illegal\.step/);
    assert.throws(() => checkTrace({ ...illegal, final: [0, 1, 2] }), /final/);
  });

  const wrong: [string, Record<string, unknown>, RegExp][] = [
    ['another format', { format: 'state-probe/trace@3' }, /at format/],
    ['cells missing from a world that has them', { format: 'state-probe/trace@2' }, /at cells/],
    ['another domain', { domain: 'poem' }, /at domain/],
    ['no slots', { slots: [] }, /at slots/],
    ['an object that is not there', { initial: [0, 1, 3] }, /at initial/],
    ['a slot without an object', { initial: [0, 1] }, /at initial/],
    ['a map from a slot that is not there', { steps: [{ map: [0, 1, 3], text: '' }] }, /at steps\[0\]\.map/],
    ['a map that is too short', { steps: [{ map: [0, 1], text: '' }] }, /at steps\[0\]\.map/],
    ['a fraction', { steps: [{ map: [0, 1, 0.5], text: '' }] }, /at steps\[0\]\.map\[2\]/],
    ['null without an illegal move', { steps: [{ map: null, text: '' }], final: null }, /at steps\[0\]\.map/],
    ['another final state', { final: [0, 1, 2] }, /at final/],
    [
      'a line below zero',
      { steps: [{ map: [0, 1, 2], text: '', range: { ...range, end: { line: -1, character: 0 } } }] },
      /range/,
    ],
  ];
  for (const [what, change, where] of wrong) {
    it(`refuses ${what}`, () => assert.throws(() => checkTrace({ ...sample(), ...change }), where));
  }

  it('refuses what is no object', () => {
    for (const data of [null, 'trace', 3, []]) assert.throws(() => checkTrace(data), TypeError);
  });

  it('is what docs/trace.schema.json says (UPDATE_DOCS=1 rewrites it)', () => {
    const schema = `${JSON.stringify(traceJsonSchema(), null, 2)}\n`;
    if (process.env['UPDATE_DOCS']) writeFileSync(SCHEMA, schema);
    assert.deepEqual(JSON.parse(readFileSync(SCHEMA, 'utf8')), JSON.parse(schema));
  });
});
