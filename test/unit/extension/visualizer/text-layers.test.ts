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

describe('the page’s question which layer of a language model knows the state', () => {
  const folder = temporaryFolder();

  it('is answered by the process for long work, over the text that was probed; of a chat model it is refused', async () => {
    const trace = await readText({ uri: 'cups.py', language: 'python', text: program([0, 2, 1]) }, {});
    const model = await readLanguageModel(writeTrackingModel(folder.path));
    const chat = chatModelAt('https://example.org/v1/chat/completions#tiny');
    // Recorded while it ran: there is no text that was read, so it is written out.
    const probed = { probe: { id: 'one' }, recorded: 'run', timeline: new Timeline(trace) };
    const parts = {
      store: { byId: (id: string) => (id === 'one' ? probed : undefined) },
      library: { complete: () => Promise.resolve({ languages: [model, chat] }) },
      inference: { background: () => Promise.resolve(client) },
    } as unknown as AnswerParts;
    const { textLayerAnswers } = await import('../../../../src/extension/visualizer/answers/text-layers');
    const ask = (id: string, probe = 'one') =>
      textLayerAnswers(parts).textLayers(
        { probe, model: id },
        { signal: new AbortController().signal, report: () => undefined },
      );
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
    await assert.rejects(ask(chat.id), /nothing of its inside can be seen/);
    await assert.rejects(ask('gone'), /not in the list any more/);
    await assert.rejects(ask('tracking-lm', 'two'), /newer probe|removed/);
  });
});
