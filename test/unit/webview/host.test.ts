import assert from 'node:assert/strict';
import { connect, type HostEvent } from '../../../webview/host';
import type { Ask, HostMessage } from '../../../src/protocol/messages';
import { Store } from '../../../webview/store';

function setUp() {
  const sent: unknown[] = [];
  const events: HostEvent[] = [];
  const faults: string[] = [];
  const source = new EventTarget();
  const api = {
    postMessage: (message: unknown) => sent.push(message),
    getState: () => null,
    setState: () => undefined,
  };
  const host = connect(
    api,
    source,
    (event) => events.push(event),
    (fault) => faults.push(fault),
  );
  const say = (message: HostMessage) => hear(message);
  const hear = (message: unknown) => source.dispatchEvent(new MessageEvent('message', { data: message }));
  const request = (index: number) => (sent[index] as Ask).request;
  return { sent, events, faults, host, say, hear, request };
}

describe('the extension, seen from the page', () => {
  it('gives each request its own answer, in any order', async () => {
    const { host, say, request } = setUp();
    const first = host.ask('command', { name: 'openSample' });
    const second = host.ask('openStep', { probe: 'p', step: 1 });
    say({ kind: 'refusal', request: request(1), reason: 'the file is gone' });
    say({ kind: 'answer', request: request(0), name: 'command', body: null });
    assert.equal(await first, null);
    await assert.rejects(second, { message: 'the file is gone' });
  });

  it('ignores answers to nothing, and second answers', async () => {
    const { host, say, request, events } = setUp();
    const asked = host.ask('command', { name: 'cancel' });
    say({ kind: 'refusal', request: 999, reason: 'nobody asked' });
    say({ kind: 'answer', request: request(0), name: 'command', body: null });
    say({ kind: 'refusal', request: request(0), reason: 'too late' });
    assert.equal(await asked, null);
    assert.deepEqual(events, []);
  });

  it('does not wait for ever where a time was given', async () => {
    const { host } = setUp();
    await assert.rejects(host.ask('command', { name: 'cancel' }, { timeout: 1 }), /did not answer/);
  });

  it('hands on what is no answer', () => {
    const { say, events } = setUp();
    say({ kind: 'state', state: { kind: 'empty' } });
    assert.deepEqual(events, [{ kind: 'state', state: { kind: 'empty' } }]);
  });
});

describe('what the extension says and is not in the contract', () => {
  it('refuses the request that it answers', async () => {
    const { host, hear, request, faults } = setUp();
    const asked = host.ask('openStep', { probe: 'p', step: 1 });
    hear({ kind: 'answer', request: request(0), name: 'openStep', body: 'done' });
    await assert.rejects(asked, /does not understand: openStep: the message: invalid type$/);
    const other = host.ask('openStep', { probe: 'p', step: 1 });
    hear({ kind: 'answer', request: request(1), name: 'command', body: null });
    await assert.rejects(other, /to openStep it gave the answer to command/);
    assert.deepEqual(faults, []);
  });

  it('is told when it is no answer, and shows nothing', () => {
    const { hear, events, faults } = setUp();
    hear({ kind: 'state', state: { kind: 'probe', probe: { id: 'p' } } });
    hear({ kind: 'playhead', probe: 'p', step: '3' });
    assert.deepEqual(events, []);
    assert.equal(faults.length, 2);
    assert.match(faults[0] ?? '', /^The extension said what this page does not understand: state\.probe\.title: /);
  });

  it('is nobody’s when it is no message at all', () => {
    const { hear, events, faults } = setUp();
    for (const data of ['webpackOk', null, 7, { source: 'devtools' }]) hear(data);
    assert.deepEqual([events, faults], [[], []]);
  });
});

describe('the state of the page', () => {
  it('tells who asked, at once and when their part changes, until they leave', () => {
    const store = new Store({ a: 1, b: 1 });
    const leave = new AbortController();
    const seen: number[] = [];
    store.on(['a'], leave.signal, () => seen.push(store.get().a));
    store.set({ b: 2 });
    store.set({ a: 2 });
    store.set({ a: 2 });
    leave.abort();
    store.set({ a: 3 });
    assert.deepEqual(seen, [1, 2]);
  });

  it('does not call a listener that left while others were told', () => {
    const store = new Store({ a: 1 });
    const leave = new AbortController();
    let calls = 0;
    store.on(['a'], new AbortController().signal, () => {
      if (store.get().a === 2) leave.abort();
    });
    store.on(['a'], leave.signal, () => calls++);
    store.set({ a: 2 });
    assert.equal(calls, 1);
  });
});
