import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hostEvent, pageEvent } from '../../../src/protocol/events';
import { hearHost, hearPage } from '../../../src/protocol/hear';
import { REQUESTS, type RequestName } from '../../../src/protocol/requests';
import { valuesOf } from './values';

const runs = { seed: 20260101, numRuns: 60 };
const names = Object.keys(REQUESTS) as RequestName[];
const isFault = (heard: object): boolean => 'fault' in heard;

const numbered = (kind: 'ask' | 'answer', name: RequestName): fc.Arbitrary<object> =>
  fc.tuple(fc.nat(), valuesOf(REQUESTS[name][kind])).map(([request, body]) => ({ kind, request, name, body }));

/** Every message of one end: events, and what is asked or answered. */
const pageMessages = fc.oneof(valuesOf(pageEvent), ...names.map((name) => numbered('ask', name)));
const hostMessages = fc.oneof(valuesOf(hostEvent), ...names.map((name) => numbered('answer', name)));

/** Nothing that the protocol speaks of. */
const STRANGE = Symbol('strange');

/** Every place inside a message, as a path. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))];
}

/** A copy with something strange in one place. */
function spoilt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return STRANGE;
  if (Array.isArray(value)) return value.map((part: unknown, at) => (String(at) === key ? spoilt(part, rest) : part));
  return { ...(value as object), [key]: spoilt((value as Record<string, unknown>)[key], rest) };
}

for (const [end, hear, messages] of [
  ['the page', hearPage, pageMessages],
  ['the extension', hearHost, hostMessages],
] as const) {
  describe(`what ${end} says`, () => {
    it('is heard as it was said when it is in the contract', () => {
      fc.assert(
        fc.property(messages, (message) => {
          assert.deepEqual(hear(message), { message });
        }),
        { ...runs, numRuns: 600 },
      );
    });

    it('is a fault when any part of it is not', () => {
      fc.assert(
        fc.property(messages, fc.nat(), (message, at) => {
          const places = placesOf(message);
          const place = places[at % places.length] ?? [];
          assert.ok(isFault(hear(spoilt(message, place))), place.join('.'));
        }),
        { ...runs, numRuns: 600 },
      );
    });

    it('never makes the check throw', () => {
      fc.assert(
        fc.property(fc.anything(), (data) => {
          assert.ok(isFault(hear(data)));
        }),
        { ...runs, numRuns: 300 },
      );
    });

    it('is left out where the contract does not speak of it', () => {
      fc.assert(
        fc.property(messages, (message) => {
          assert.deepEqual(hear({ ...(message as object), more: 1 }), { message });
        }),
        runs,
      );
    });
  });
}

describe('bounds of what the page may ask', () => {
  const run = { probe: 'p', model: 'm' };
  const rows = { ...run, output: 'hidden.0', form: 'raw', from: 0, to: 512, stride: 1 };
  const ask = (name: string, body: unknown) => ({ kind: 'ask', request: 1, name, body });

  it('are kept', () => {
    for (const message of [
      { kind: 'playhead', probe: 'p', step: -1 },
      { kind: 'playhead', probe: 'p', step: 0.5 },
      { kind: 'playhead', probe: 'p'.repeat(201), step: 0 },
      ask('command', { name: 'workbench.action.quit' }),
      ask('rows', { ...rows, stride: 0 }),
      ask('rows', { ...rows, output: '../../x' }),
      ask('rows', { ...rows, form: 'cooked' }),
      ask('freshAccuracy', { model: 'm', lengths: [], count: 1, seed: 0 }),
      ask('freshAccuracy', { model: 'm', lengths: [10_001], count: 1, seed: 0 }),
      ask('save', { name: 'a.png', data: 'text' }),
      ask('saveStates', { ...run, outputs: ['hidden.0'], format: 'exe' }),
      ask('saveStates', { ...run, outputs: [], format: 'npz' }),
      ask('constructor', {}),
      ask('__proto__', {}),
      { kind: 'cancel' },
      { kind: 'ask', name: 'openStep', body: { probe: 'p', step: 0 } },
    ])
      assert.ok(isFault(hearPage(message)), JSON.stringify(message));
    assert.deepEqual(hearPage(ask('rows', rows)), { message: ask('rows', rows) });
  });

  it('are said with their place', () => {
    assert.deepEqual(hearPage(ask('rows', { ...rows, stride: 0 })), {
      fault: 'rows: stride: too small',
    });
  });
});
