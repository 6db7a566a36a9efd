import assert from 'node:assert/strict';
import manifest from '../../../package.json';
import { isFault, mannerFor } from '../../../src/analysis/chat/manner';
import { TEMPLATE } from '../../../src/analysis/chat/template';
import { parseSettings } from '../../../src/extension/workbench/settings';

describe('how chat models are asked, by the settings', () => {
  const { properties } = manifest.contributes.configuration;
  const chatOf = (values: Record<string, unknown>) => parseSettings((key) => values[key]).chat;

  it('is shown there: the question in full, and as it is asked without them', () => {
    assert.equal(properties['stateProbe.chat.template'].default, TEMPLATE);
    const shown = Object.entries(properties).filter(([key]) => key.startsWith('stateProbe.chat.'));
    const defaults = Object.fromEntries(shown.map(([key, { default: of }]) => [key.replace('stateProbe.', ''), of]));
    assert.deepEqual(mannerFor(chatOf(defaults), 7), { seed: 7, samples: 1, temperature: 0, template: TEMPLATE });
    // A folder of somebody else says nothing of it before it is trusted.
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.deepEqual(
      shown.map(([key]) => key).filter((key) => !restricted.includes(key)),
      [],
    );
  });

  it('takes what is written there, and nothing of the wrong kind', () => {
    assert.deepEqual(
      chatOf({
        'chat.template': 'a',
        'chat.samples': 3.7,
        'chat.temperature': 0.2,
        'chat.reasoning': true,
        'chat.every': 2,
      }),
      { template: 'a', samples: 3, temperature: 0.2, isReasoned: true, every: 2 },
    );
    const strange = { 'chat.template': ' ', 'chat.samples': 0, 'chat.temperature': 'hot', 'chat.every': '2' };
    assert.deepEqual(Object.values(chatOf(strange)), [TEMPLATE, undefined, 1, false, undefined]);
  });

  it('is refused where it cannot be', () => {
    const about = (wished: Parameters<typeof mannerFor>[0]) => {
      const found = mannerFor(wished, 1);
      return isFault(found) ? found.about : found.temperature;
    };
    assert.deepEqual(
      [
        { samples: 3 },
        { samples: 101 },
        { samples: 2, temperature: 0 },
        { temperature: 2.1 },
        { temperature: NaN },
        { template: '{text}' },
      ].map(about),
      [0.7, 'samples', 'samples', 'temperature', 'temperature', 'template'],
    );
  });
});
