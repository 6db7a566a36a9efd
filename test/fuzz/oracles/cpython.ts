import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import type { Run } from '../program';

/** A program, its roots, and the function whose variables they are (the module's if there is none). */
export interface Question {
  source: string;
  roots: readonly string[];
  stage?: string;
}

/** One CPython process for all programs; answers come in the order of the questions. */
export function cpython(): { run: (question: Question) => Promise<Run>; end: () => void } {
  const child = spawn('python3', [path.join(__dirname, '../cpython.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async ({ source, roots, stage }) => {
      child.stdin.write(JSON.stringify({ source, roots, stage }) + '\n');
      const answer = await answers.next();
      if (answer.done) throw new Error('python3 ended');
      return JSON.parse(answer.value) as Run;
    },
    end: () => child.stdin.end(),
  };
}
