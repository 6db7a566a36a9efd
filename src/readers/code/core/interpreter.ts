import type { Completion, Suspended } from './completion';
import { evaluate } from './evaluate';
import { run } from './execute';
import { innerClass } from './inner';
import type { Expr, Stmt } from './ir';
import { Machine } from './machine';
import { placeOf } from './places';
import { suspended } from './suspended';
import type { Box, ClassData, Place, Scope, Variable } from './values';

/** Runs a lowered program on a recorder: the machine, and the ways through the program that lead into each other. */
export class Interpreter extends Machine {
  evaluate(e: Expr, scope: Scope): Box {
    return evaluate(this, e, scope);
  }

  place(e: Expr, scope: Scope): Place {
    return placeOf(this, e, scope);
  }

  suspended(body: readonly Stmt[], scope: Scope): Suspended<Completion | undefined> {
    return suspended(this, body, scope);
  }

  inner(type: ClassData, self: Box, name: string): Variable | undefined {
    return innerClass(this, type, self, name);
  }

  run(body: readonly Stmt[], scope: Scope): Completion | undefined {
    return run(this, body, scope);
  }
}
