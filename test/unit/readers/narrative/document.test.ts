import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readNarrative } from '../../../../src/readers/narrative';
import { documentExamples } from '../examples';

describe('docs/reading-narratives.md', () => {
  documentExamples('reading-narratives.md', 'narrative', readNarrative);

  it('names in its tables only sentences that are understood', async () => {
    const text = readFileSync(path.join(__dirname, '../../../../docs/reading-narratives.md'), 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'));
    const sentences = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, sentence]) => sentence!));
    assert.ok(sentences.length > 25);
    for (const sentence of sentences) {
      // Alone, some lack what must be said before; that is another error than not to be understood.
      const reason = await readNarrative(
        { uri: '', language: 'narrative', text: /[?.]$/.test(sentence) ? sentence : `${sentence}.` },
        {},
      ).then(
        () => '',
        (error: unknown) => (error as Error).message,
      );
      assert.doesNotMatch(reason, /not understood|in the middle/, sentence);
    }
  });
});
