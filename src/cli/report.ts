import { version } from '../../package.json';

/** What a line of JSON is, each described by `docs/formats/KIND.schema.json`. */
export type ReportKind =
  | 'run'
  | 'ask'
  | 'inspect'
  | 'over-training'
  | 'patch'
  | 'map'
  | 'ablate'
  | 'eval'
  | 'eval-chat'
  | 'eval-dataset'
  | 'eval-stories'
  | 'models'
  | 'providers'
  | 'graph'
  | 'check'
  | 'compare'
  | 'reduce'
  | 'shrink'
  | 'find'
  | 'dataset'
  | 'dataset-preview'
  | 'dataset-check'
  | 'dataset-merge'
  | 'dataset-states'
  | 'sweep'
  | 'error';

/** A line of JSON says what it is, and of which version of the product. */
export function reportLine(kind: ReportKind, content: object): string {
  return jsonLine({ format: `state-probe/${kind}@1`, version, ...content });
}

/** JSON leaves some characters as they are that drive a terminal or turn what stands beside them; here none is left. */
export function jsonLine(content: object): string {
  return JSON.stringify(content).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => {
      return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
    }).join(''),
  );
}
