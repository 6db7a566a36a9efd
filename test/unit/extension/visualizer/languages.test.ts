import assert from 'node:assert/strict';
import type { AnswerParts } from '../../../../src/extension/visualizer/answers/parts';
import { Timeline } from '../../../../src/extension/probes/timeline';
import { chatModelAt } from '../../../../src/models/chat/model';
import { readLanguageModel } from '../../../../src/models/language-model/folder';
import { readText } from '../../../../src/readers';
import { client } from '../../language-model/client';
import { program, writeTrackingModel } from '../../language-model/tracking-model';
import { temporaryFolder } from '../../models/tiny-models';
import '../fake-vscode';

describe('the page’s questions about the inside of a language model', () => {
  const folder = temporaryFolder();

  it('are answered by the process for long work, over the text that was probed; of a chat model they are refused', async () => {
    const trace = await readText({ uri: 'cups.py', language: 'python', text: program([0, 2, 1]) }, {});
    const model = await readLanguageModel(writeTrackingModel(folder.path));
    const chat = chatModelAt('https://example.org/v1/chat/completions#tiny');
    // Recorded while it ran: there is no text that was read, so it is written out.
    const models = [{ id: 'tracking-lm', readsText: true }, { id: 'mamba' }];
    const probed = { probe: { id: 'one', models }, recorded: 'run', timeline: new Timeline(trace) };
    const parts = {
      store: { byId: (id: string) => (id === 'one' ? probed : undefined) },
      library: { complete: () => Promise.resolve({ languages: [model, chat] }) },
      inference: { background: () => Promise.resolve(client) },
    } as unknown as AnswerParts;
    const { languageAnswers } = await import('../../../../src/extension/visualizer/answers/languages');
    const ofWords = (): Promise<never> => Promise.reject(new Error('asked as one that reads words'));
    const answers = languageAnswers(parts, { patched: ofWords });
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
    await assert.rejects(patch('hidden.1', 'mean'), /goes step N or zero here, not 'mean'/);
    await assert.rejects(patch('hidden.1', 'zero', 'mamba'), /asked as one that reads words/);
    await assert.rejects(ask(chat.id), /nothing of its inside can be seen/);
    await assert.rejects(ask('gone'), /not in the list any more/);
    await assert.rejects(ask('tracking-lm', 'two'), /newer probe|removed/);
  });
});
