import type { Language, Model } from '../model/ast';
import { print } from '../print';
import type { Run } from '../program';
import { runCompiled } from './compiled';
import { cpython } from './cpython';
import { runProbed } from './vm-probed';

/** What the real thing does with each program: CPython, node, gcc, g++, javac and java, go, rustc. */
export async function realRuns(language: Language, models: readonly Model[]): Promise<Run[]> {
  switch (language) {
    case 'javascript':
      return models.map(runProbed);
    case 'python': {
      const python = cpython();
      const runs: Run[] = [];
      for (const model of models)
        runs.push(
          await python.run({
            source: print(model),
            roots: model.roots.map(({ name }) => name),
            ...(!model.stage.isMain && { stage: 'stage' }),
          }),
        );
      python.end();
      return runs;
    }
    default:
      return runCompiled(language, models);
  }
}
