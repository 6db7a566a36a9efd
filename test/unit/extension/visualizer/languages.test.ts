import assert from 'node:assert/strict';
import type { AnswerParts } from '../../../../src/extension/visualizer/answers/parts';
import { Timeline } from '../../../../src/extension/probes/timeline';
import { chatModelAt } from '../../../../src/models/chat/model';
import { readLanguageModel } from '../../../../src/models/language-model/folder';
import { REQUESTS } from '../../../../src/protocol/requests';
import { readText } from '../../../../src/readers';
import { client } from '../../language-model/client';
import { program, writeTrackingModel } from '../../language-model/tracking-model';
import { temporaryFolder } from '../../models/tiny-models';
import '../fake-vscode';

describe('the page’s questions about the inside of a language model', () => {
  const folder = temporaryFolder();

  it('are answered by the process for long work, over the text that was probed; of a chat model they are refused', async () => {
    const cups = (pairs: number[]) => readText({ uri: 'cups.py', language: 'python', text: program(pairs) }, {});
    const trace = await cups([0, 2, 1]);
    const model = await readLanguageModel(writeTrackingModel(folder.path));
    const chat = chatModelAt('https://example.org/v1/chat/completions#tiny');
    // Recorded while it ran: there is no text that was read, so it is written out.
    const models = [{ id: 'tracking-lm', readsText: true }, { id: 'mamba' }];
    const probed = { probe: { id: 'one', models }, recorded: 'run', timeline: new Timeline(trace) };
    const probes = new Map<string, object>([['one', probed]]);
    const parts = {
      store: { byId: (id: string) => probes.get(id) },
      library: { complete: () => Promise.resolve({ languages: [model, chat] }) },
      inference: { background: () => Promise.resolve(client) },
    } as unknown as AnswerParts;
    const { languageAnswers } = await import('../../../../src/extension/visualizer/answers/languages');
    const ofWords = (): Promise<never> => Promise.reject(new Error('asked as one that reads words'));
    const answers = languageAnswers(parts, { patched: ofWords, causes: ofWords });
    const call = { signal: new AbortController().signal, report: () => undefined };
    const ask = (id: string, probe = 'one') => answers.textLayers({ probe, model: id }, call);
    const { rows, note } = await ask('tracking-lm');
    assert.match(note ?? '', /written out/);
    assert.deepEqual(
      rows.map(({ layer, places }) => [layer, places.outcome.every((code) => code === 1)]),
      [
        [0, false],
        [1, false],
        [2, true],
        [null, false],
      ],
    );
    const patch = (output: string, from: string, id = 'tracking-lm') =>
      answers.patched({ probe: 'one', model: id, patches: [{ output, step: 1, from }] }, call);
    // The second step read as the first one once more, which takes it back; the third one follows.
    const { changed, judged, rows: told, lane, patchedLane, moved } = await patch('hidden.1', 'step 1');
    assert.deepEqual([changed, judged, moved.length], [2, 2, 1]);
    assert.deepEqual(
      told.map(({ step, before, after }) => [step, before, after]),
      [
        [1, "cups = ['coin', 'ring', 'pea']", "cups = ['pea', 'coin', 'ring']"],
        [2, "cups = ['pea', 'ring', 'coin']", "cups = ['ring', 'coin', 'pea']"],
      ],
    );
    assert.deepEqual([...lane.outcome], [2, 1, 1]);
    assert.deepEqual([[...patchedLane.outcome], patchedLane.firstWrong], [[2, 0, 0], 1]);
    await assert.rejects(patch('state.1', 'zero'), /the state of a layer is replaced/);
    await assert.rejects(
      patch('hidden.1', 'mean'),
      /goes step N, word, state STATE, zero or another text here, not 'mean'/,
    );
    // A layer below the walk holds the step that was read there: that of the other text is another swap.
    const other = { probe: { id: 'two', models }, text: 'gone', timeline: new Timeline(await cups([1, 1, 2])) };
    probes.set('two', other);
    const after = (patched: Awaited<ReturnType<typeof patch>>) => patched.rows.map((row) => row.after);
    assert.deepEqual(after(await patch('hidden.1', 'probe two')), after(await patch('hidden.1', 'step 2')));
    assert.deepEqual(after(await patch('hidden.1', 'probe two:3')), after(await patch('hidden.1', 'step 2')));
    assert.notDeepEqual(after(await patch('hidden.1', 'probe two:1')), after(await patch('hidden.1', 'step 2')));
    await assert.rejects(patch('hidden.1', 'probe two:9'), /there is no step 9/);
    await assert.rejects(patch('hidden.1', 'probe gone'), /not there any more/);
    // A text that leads to the state that is there already ends with another step, or the same.
    assert.equal((await patch('hidden.2', 'state pea=cups[0]')).changed, 0);
    await assert.rejects(patch('hidden.1', 'state ball=cups[0]'), /no 'ball' in this world/);
    assert.equal((await patch('hidden.1', 'word')).judged, 2);
    const map = await answers.causes({ probe: 'one', model: 'tracking-lm' }, call);
    assert.doesNotThrow(() => REQUESTS.causes.answer.parse(map));
    assert.deepEqual([map.length, map.pairs, map.cells.length], [8, 32, 3 * 8]);
    assert.match(map.sentence, /as far as layer 1/);
    await assert.rejects(answers.causes({ probe: 'one', model: 'mamba' }, call), /asked as one that reads words/);
    await assert.rejects(patch('hidden.1', 'zero', 'mamba'), /asked as one that reads words/);
    await assert.rejects(ask(chat.id), /nothing of its inside can be seen/);
    await assert.rejects(ask('gone'), /not in the list any more/);
    await assert.rejects(ask('tracking-lm', 'three'), /newer probe|removed/);
  });
});
