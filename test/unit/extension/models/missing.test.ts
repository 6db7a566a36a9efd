import assert from 'node:assert/strict';
import { missingModels } from '../../../../src/extension/models/choice';
import type { Model } from '../../../../src/models/catalogue';
import { pageProbe } from '../../../../src/page/probe';
import { makeTrace } from '../../../../src/trace/trace';
import { symmetricManifest } from '../../models/tiny-models';

describe('a chosen model that is not there', () => {
  const here: Model = { path: '/m/here.onnx', manifest: symmetricManifest(3, [[0, 1, 2]], 'here'), bytes: 1 };

  it('is told by its id, each once; without a choice none is', () => {
    const catalogue = { models: [here], languages: [], problems: [] };
    assert.deepEqual(
      missingModels(catalogue, ['gone', 'here', 'gone', 'lost']).map(({ id }) => id),
      ['gone', 'lost'],
    );
    assert.deepEqual(missingModels(catalogue, undefined), []);
  });

  it('has a lane that says so, behind the others', () => {
    const names = ['a', 'b', 'c'];
    const trace = makeTrace({
      ...{ domain: 'word', source: { uri: 'w', language: 'word' }, slots: names, objects: names, initial: [0, 1, 2] },
      steps: [{ map: [1, 0, 2], text: '(1 2)' }],
    });
    const missing = [{ id: 'gone', reason: 'there is no model of this id' }];
    const probe = pageProbe(trace, { id: '1', title: 'w', name: 'w', models: [here], missing, cuts: [] });
    assert.deepEqual(probe.models.slice(1), [
      { id: 'gone', name: 'gone', architecture: '', layers: [], state: { kind: 'failed', reason: missing[0]?.reason } },
    ]);
  });
});
