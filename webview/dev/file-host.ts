/** Stands in for VS Code before the page of an ONNX file: `#scene=model&theme=dark`. Runs before the page's own script. */
import type { FileMessage, FilePageMessage } from '../../src/protocol/file-page';
import { isTheme, useTheme } from '../stand-in/theme';

const SHAPE = '[batch, length, 128]';

function tensors(count: number): string[][] {
  return Array.from({ length: count }, (_, at) => {
    return [`/model/layers.${at % 4}/mixer/Mul_output_${at}`, 'float32', SHAPE, 'Mul'];
  });
}

const model = (count: number, total: number, outputs = 1): FileMessage => ({
  kind: 'file',
  text: {
    about: [
      '1,672,476 bytes, by pytorch 2.8.0; operators of ai.onnx 20.',
      '48 weights with 414,230 values; 171 tensors in all.',
    ],
    tables: [
      { columns: ['input', 'type', 'shape'], rows: [['tokens', 'int64', '[batch, length]']] },
      {
        columns: ['output', 'type', 'shape'],
        rows: Array.from({ length: outputs }, () => ['logits', 'float32', '[batch, length, 120]']),
      },
      { columns: ['layers', 'weights', 'values'], rows: [['model.layers.0–3', '20', '3,840']] },
      {
        columns: ['operator', 'nodes'],
        rows: [
          ['Mul', '21'],
          ['Add', '19'],
          ['MatMul', '15'],
        ],
      },
      { columns: ['metadata', 'value'], rows: [['state-probe', `{"format":1,"id":"${'x'.repeat(1500)}"}`]] },
    ],
    tensors: { columns: ['tensor', 'type', 'shape', 'from'], rows: tensors(count), total },
  },
});

const HOSTILE = '<img src=x onerror="document.title=`owned`">';
const SCENES: Readonly<Record<string, FileMessage>> = {
  model: model(171, 171),
  many: model(50_000, 120_000, 20_000),
  failed: { kind: 'failed', reason: 'not an ONNX model' },
  hostile: {
    kind: 'file',
    text: {
      about: [HOSTILE],
      tables: [{ columns: ['input', 'type', 'shape'], rows: [[HOSTILE.repeat(20), HOSTILE, HOSTILE]] }],
      tensors: { columns: ['tensor', 'type', 'shape', 'from'], rows: [[HOSTILE, '?', '?', HOSTILE]], total: 1 },
    },
  },
};

const asked = new URLSearchParams(location.hash.slice(1));
const setTheme = (name: string): void => useTheme(isTheme(name) ? name : 'dark');
document.addEventListener('DOMContentLoaded', () => setTheme(asked.get('theme') ?? 'dark'));
let kept: unknown = null;

const said: unknown[] = [];
Object.assign(window, {
  setTheme,
  said,
  acquireVsCodeApi: () => ({
    postMessage(message?: FilePageMessage) {
      said.push(message);
      if (message?.kind !== 'show') setTimeout(() => window.postMessage(SCENES[asked.get('scene') ?? 'model']));
    },
    getState: () => kept,
    setState: (value: unknown) => (kept = value),
  }),
});
