import { TEMPLATE } from '../../analysis/chat/template';
import { isProviderChoice, type ProviderChoice } from './providers';

/** The settings under `stateProbe`, as package.json describes them. */
export interface Settings {
  /** Chosen model ids in the order of their lanes; undefined means that nobody has chosen. */
  models: readonly string[] | undefined;
  modelFolders: readonly string[];
  provider: ProviderChoice;
  /** Folder with providers of onnxruntime that its package leaves out. */
  libraries: string | undefined;
  maxSteps: number;
  /** Seconds that a model may work without telling of progress. */
  timeout: number;
  showStates: boolean;
  showErrors: boolean;
  codeLens: boolean;
  followCursor: boolean;
  /** Milliseconds of quiet after the last key before a text is probed again in live mode. */
  liveDelay: number;
  showAfterProbe: 'view' | 'tab' | 'nothing';
  /** How chat models are asked; absent where it depends on the rest. */
  chat: {
    template: string;
    temperature: number | undefined;
    samples: number;
    /** Whether each is asked a second time, and told to think in writing first. */
    isReasoned: boolean;
    /** Steps from one question to the next; undefined for some eight questions. */
    every: number | undefined;
  };
}

const MOST_STEPS = 100_000;

/** Settings files are written by hand: a value of the wrong kind counts as its default. */
export function parseSettings(read: (key: string) => unknown): Settings {
  const models = read('models');
  const provider = read('provider');
  const libraries = read('onnxruntimeLibraries');
  const maxSteps = read('maxSteps');
  const timeout = read('timeout');
  const place = read('showAfterProbe');
  const delay = read('live.delay');
  const template = read('chat.template');
  return {
    models: Array.isArray(models) ? strings(models) : undefined,
    modelFolders: strings(read('modelFolders')),
    provider: isProviderChoice(provider) ? provider : 'auto',
    libraries: typeof libraries === 'string' && libraries !== '' ? libraries : undefined,
    maxSteps:
      typeof maxSteps === 'number' && maxSteps >= 1 ? Math.min(Math.floor(maxSteps), MOST_STEPS) : DEFAULT_MAX_STEPS,
    timeout: typeof timeout === 'number' && timeout >= 1 ? Math.min(timeout, MOST_TIMEOUT) : DEFAULT_TIMEOUT,
    showStates: read('marks.states') !== false,
    showErrors: read('marks.errors') !== false,
    codeLens: read('codeLens') !== false,
    liveDelay: typeof delay === 'number' && delay >= 0 ? Math.min(delay, MOST_DELAY) : DEFAULT_DELAY,
    followCursor: read('followCursor') !== false,
    showAfterProbe: place === 'tab' || place === 'nothing' ? place : 'view',
    chat: {
      template: typeof template === 'string' && template.trim() !== '' ? template : TEMPLATE,
      temperature: numberOf(read('chat.temperature'), 0),
      samples: wholeOf(read('chat.samples')) ?? 1,
      isReasoned: read('chat.reasoning') === true,
      every: wholeOf(read('chat.every')),
    },
  };
}

const DEFAULT_MAX_STEPS = 4096;
const DEFAULT_TIMEOUT = 600;
const MOST_TIMEOUT = 86_400;
const DEFAULT_DELAY = 300;
const MOST_DELAY = 10_000;

function numberOf(value: unknown, least: number): number | undefined {
  return typeof value === 'number' && value >= least ? value : undefined;
}

function wholeOf(value: unknown): number | undefined {
  const number = numberOf(value, 1);
  return number === undefined ? undefined : Math.floor(number);
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
