import { DEFAULT_PATIENCE } from '../inference/patience';
import type { Option } from './option';

/** Options of verbs that run models. Whoever names them need not load what runs them. */

/** Where models of one's own lie. */
export const FOLDER_OPTION: Option = {
  name: 'model-folder',
  value: 'DIR',
  help: 'a folder with models of your own, beside the bundled ones',
};

/** Options of every verb that runs models. */
export const MODEL_OPTIONS: readonly Option[] = [
  {
    name: 'models',
    value: 'A,B.onnx',
    help: 'ids, files or addresses (https://host/v2/models/NAME) of the models to run',
  },
  FOLDER_OPTION,
];

/** Options of every verb that runs models over a text. */
export const TEXT_MODEL_OPTIONS: readonly Option[] = [
  {
    name: 'models',
    value: 'A,B.onnx',
    help: 'ids, files or addresses of the models to run, text readers among them, folders of language models, or addresses of chat models; otherwise one of each kind',
  },
  { name: 'all', help: 'every model that follows a state' },
  FOLDER_OPTION,
];

/** What `--provider` takes. */
export const PROVIDER_CHOICES = ['auto', 'cpu', 'webgpu', 'cuda', 'tensorrt', 'dml', 'coreml'] as const;

export const PROVIDER_OPTION: Option = {
  name: 'provider',
  value: 'NAME',
  help: `${PROVIDER_CHOICES.join(' | ')}; cpu if absent`,
};

export const TIMEOUT_OPTION: Option = {
  name: 'timeout',
  value: 'SECONDS',
  help: `how long a model may work without telling of progress; ${DEFAULT_PATIENCE / 1000} if absent`,
};
