import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';
import { editor } from '../fake-vscode';

describe('what takes long', () => {
  let Works: typeof import('../../../../src/extension/workbench/works').Works;
  let patience: number;
  let bar: typeof import('../../../../src/extension/workbench/work-bar');
  before(async () => {
    ({ Works, PATIENCE_MS: patience } = await import('../../../../src/extension/workbench/works'));
    bar = await import('../../../../src/extension/workbench/work-bar');
  });

  it('is listed while it lasts, with what it said last, and cancelled from the list', async () => {
    const works = new Works();
    const seen: string[] = [];
    works.onDidChange(() => seen.push(bar.workText(works.all())));
    const controller = new AbortController();
    const ended = works.during(
      'Data set',
      async (report) => {
        report('1 of 3');
        await after(patience + 200, undefined, { ref: true });
        report('2 of 3');
        await after(60_000, undefined, { signal: controller.signal });
      },
      () => controller.abort(),
    );
    const failed = assert.rejects(ended, { name: 'AbortError' });
    await after(patience + 400);
    assert.deepEqual(seen, ['Data set: 1 of 3', 'Data set: 2 of 3']);
    editor.pick = (items) => items[0];
    await bar.showWork(works);
    await failed;
    assert.deepEqual(works.all(), []);
    assert.equal(seen.length, 3);
  });

  it('is not listed when it is over soon', async () => {
    const works = new Works();
    let changes = 0;
    works.onDidChange(() => changes++);
    assert.equal(
      await works.during(
        'Quick',
        () => Promise.resolve(7),
        () => assert.fail(),
      ),
      7,
    );
    await after(patience + 100);
    assert.equal(changes, 0);
  });

  it('is counted where there is more than one', () => {
    const work = (title: string, message: string) => ({ title, message, cancel: () => assert.fail() });
    assert.equal(bar.workText([work('A', '')]), 'A');
    assert.equal(bar.workText([work('A', '1'), work('B', '')]), '2 at work');
  });
});
