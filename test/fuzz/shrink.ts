import type { Model, Stmt } from './model/ast';

/**
 * Programs with less in them: each lacks one statement, or has a branch or loop replaced by what is in it. What is
 * declared stays, so that most of them are programs still.
 */
export function smaller(model: Model): Model[] {
  const { stage, functions } = model;
  return [
    ...shorter(stage.body).map((body): Model => ({ ...model, stage: { ...stage, body } })),
    ...functions.flatMap((fn, index) =>
      shorter(fn.body).map((body): Model => ({ ...model, functions: functions.with(index, { ...fn, body }) })),
    ),
    ...functions
      .filter(({ name }) => !isCalled(model, name))
      .map((fn): Model => ({ ...model, functions: functions.filter((one) => one !== fn) })),
  ];
}

function isCalled({ stage, functions }: Model, name: string): boolean {
  const bodies = functions.filter((one) => one.name !== name).map(({ body }) => body);
  return JSON.stringify([stage.body, bodies]).includes(`"e":"call","name":"${name}"`);
}

function shorter(body: readonly Stmt[]): Stmt[][] {
  return body.flatMap((statement, index) => {
    const instead = (...others: Stmt[]): Stmt[] => body.toSpliced(index, 1, ...others);
    const kept = statement.s === 'declare' || statement.s === 'closure' || statement.s === 'return';
    return [...(kept ? [] : [instead()]), ...within(statement).map((one) => instead(...one))];
  });
}

/** What can stand in place of a statement that holds others. */
function within(statement: Stmt): Stmt[][] {
  switch (statement.s) {
    case 'if':
      return [
        ...(statement.otherwise ? [[{ s: statement.s, test: statement.test, then: statement.then }]] : []),
        ...shorter(statement.then).map((then): Stmt[] => [{ ...statement, then }]),
        ...shorter(statement.otherwise ?? []).map((otherwise): Stmt[] => [{ ...statement, otherwise }]),
      ];
    case 'count':
    case 'while':
    case 'each':
    case 'block':
    case 'closure':
      return shorter(statement.body).map((body): Stmt[] => [{ ...statement, body }]);
    case 'switch':
      return [
        ...statement.cases.flatMap((one, index) =>
          shorter(one.body).map((body): Stmt[] => [
            { ...statement, cases: statement.cases.with(index, { ...one, body }) },
          ]),
        ),
        ...shorter(statement.otherwise).map((otherwise): Stmt[] => [{ ...statement, otherwise }]),
      ];
    default:
      return [];
  }
}
