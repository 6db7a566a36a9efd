import { Interpreter } from './core/interpreter';
import type { Beside } from './beside';
import { sharedIn } from './core/classes';
import type { Stmt } from './core/ir';
import { Recorder, type Root } from './core/recorder';
import { tooMany } from './core/slots';
import type { Snippet } from './core/snippet';
import { Thrown, uncaught } from './core/thrown';
import { computedAmong } from './core/updates/cells';
import type { Computed } from './core/updates/found';
import { Box, Scope } from './core/values';
import type { Effort } from './effort';
import type { Front } from './front';
import type { Rewritten } from './rewritten';
import { ELSEWHERE, Unreadable, type Syntax } from './syntax';
import { TOO_DEEP } from '../reader';

/** A snippet ready to run. */
export interface Program {
  front: Front;
  snippet: Snippet;
  /** Functions, classes and imports of the whole file. */
  declarations: Stmt[];
  statements: Stmt[];
  /** What stands above them and makes what they use; none where they are read alone. */
  above?: Stmt[];
  /** Lines that it reads. */
  input?: readonly string[];
  /** Other files, and what stands at the top of the text, which tells which of them it uses. */
  others?: { beside: Beside; nodes: readonly Syntax[] };
  /** What the text was made from, if it was: errors are told of that. */
  rewritten?: Rewritten;
  /** Variables of blocks that run once may be its world. */
  looksIntoBlocks?: boolean;
  /** What its runs may cost; without it, what one run may. */
  effort?: Effort;
}

export function runOnce(program: Program, recorder: Recorder, onStart?: (roots: readonly Root[]) => void): void {
  program.effort?.check(program.snippet.at);
  recorder.looksIntoBlocks = program.looksIntoBlocks === true;
  const machine = new Interpreter(program.front.dialect(), recorder, program.snippet.at, program.input);
  const scope = new Scope(null, machine.frame, 'top');
  const names = program.others?.beside.namesFor(machine, program.others.nodes);
  scope.outside = (name) => sharedIn(scope, name) ?? names?.find(name);
  if (names) scope.imports = names.has;
  try {
    machine.run(program.declarations, scope);
    const { above = [] } = program;
    if (above.length > 0) recorder.before(() => machine.run(above, scope));
    recorder.end(program.snippet.at, machine.frame);
    onStart?.(recorder.roots);
    const completion = machine.run(program.statements, scope);
    const names = new Set(program.front.declares(program.statements));
    const onlyDeclares = program.statements.every((statement) =>
      ['function', 'class', 'import', 'nothing', 'declare'].includes(statement.do),
    );
    const entry = onlyDeclares && !completion ? program.front.entry?.(names, program.snippet.at) : undefined;
    if (entry) machine.evaluate(entry, scope);
    recorder.end(program.snippet.at, machine.frame);
    machine.finish();
  } catch (error) {
    const fault = faultOf(machine, error);
    if (fault instanceof Unreadable) program.others?.beside.locate(fault);
    throw fault;
  } finally {
    program.effort?.run(machine.done + recorder.done);
  }
}

/** What ended a run, as an error of the text where it is one. */
function faultOf(machine: Interpreter, error: unknown): unknown {
  if (error instanceof Thrown) return uncaught(machine, error);
  // The bound on nested calls is meant to come first; what each call needs of the stack is up to the engine.
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return new Unreadable(machine.frame.now, TOO_DEEP, 'bounds');
  return error;
}

/**
 * A program, and what its runs show: a run is deterministic and some take a second, so what one has shown is kept for all
 * who ask.
 */
export class Execution {
  private run: { recorder: Recorder } | { fault: unknown } | undefined;
  private readonly computed = new Map<number, Computed>();

  constructor(readonly program: Program) {}

  /**
   * The run that nobody watches.
   *
   * @throws what ended it
   */
  get first(): Recorder {
    this.run ??= this.runFirst();
    if ('fault' in this.run) throw this.run.fault;
    return this.run.recorder;
  }

  private runFirst(): { recorder: Recorder } | { fault: unknown } {
    const recorder = new Recorder(new Set(), () => undefined);
    try {
      runOnce(this.program, recorder);
      return { recorder };
    } catch (fault) {
      return { fault };
    }
  }

  /** What is computed anew in the variables of the functions called at some depth. */
  computedAt(depth: number): Computed {
    let found = this.computed.get(depth);
    if (!found) this.computed.set(depth, (found = hereOnly(this.findComputed(depth))));
    return found;
  }

  private findComputed(depth: number): Computed {
    const { first, program } = this;
    const near = first.roots.filter(({ frame }) => frame.depth === depth);
    if (new Set(near.map(({ frame }) => frame)).size > 1)
      return { cells: [], unknown: new Map(), gaveUp: 'the function is called several times' };
    const tooLarge = tooMany(near);
    if (tooLarge !== undefined) return { cells: [], unknown: new Map(), gaveUp: tooLarge };
    const names = new Set(near.map(({ name }) => name));
    const far = depth === 0 ? [] : first.roots.filter(({ frame, name }) => frame.depth === 0 && !names.has(name));
    const everything = new Set(first.owners.map(({ id }) => id));
    return computedAmong([...near, ...far], everything, program.front.dialect(), (observe, onTick) => {
      const recorder: Recorder = new Recorder(everything, (tick) => {
        const places = onTick(tick, recorder.ticks[tick]?.at ?? program.snippet.at);
        program.effort?.look(places);
      });
      const observer = observe(() => recorder);
      recorder.observer = observer;
      Box.onRead = observer.reads ? (box) => observer.reads?.(box) : null;
      try {
        runOnce(program, recorder);
      } finally {
        Box.onRead = null;
      }
    });
  }
}

/** What is computed in other files is shown at the calls that lead there, where it is no update of one place. */
function hereOnly(computed: Computed): Computed {
  const isHere = ({ updates }: Computed['cells'][number]): boolean =>
    updates.every(({ span }) => span.start < ELSEWHERE);
  return { ...computed, cells: computed.cells.filter(isHere) };
}
