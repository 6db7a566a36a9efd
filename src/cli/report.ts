import { version } from '../../package.json';

/** What a line of JSON is, each described by `docs/formats/KIND.schema.json`. */
export type ReportKind =
  | 'run'
  | 'inspect'
  | 'eval'
  | 'eval-dataset'
  | 'models'
  | 'check'
  | 'reduce'
  | 'dataset'
  | 'dataset-preview'
  | 'dataset-check'
  | 'error';

/** A line of JSON says what it is, and of which version of the product. */
export function reportLine(kind: ReportKind, content: object): string {
  return JSON.stringify({ format: `state-probe/${kind}@1`, version, ...content });
}
