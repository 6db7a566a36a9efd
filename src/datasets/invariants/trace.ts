import type { Fault } from '../../trace/json-place';
import { traceFault } from '../../trace/invariants';
import { isMap } from '../../algebra/maps';
import { CELLS_FORMAT, follower, TRACE_FORMAT, type State, type Trace } from '../../trace/trace';
import { verdictOf } from '../../trace/verdict';
import { CODE_LANGUAGES } from '../../readers/languages';
import type { TraceExample } from '../examples/example';
import { stepsOf } from '../examples/trace-of-example';
import { lengthFault, verdictFault } from './parts';

/** Of what was read from files: the promises of a trace, and states that follow. */
export function traceExampleFault(example: TraceExample): Fault | undefined {
  const { domain, language, tokens, steps, maps, slots, cells, acts, verdict } = example;
  const isFormal = domain === 'word' && language === 'formal';
  const belongs = domain === 'code' ? CODE_LANGUAGES.has(language) : language === domain || isFormal;
  if (!belongs) return { path: ['language'], reason: `'${language}' is no language of the domain ${domain}` };
  const uneven = lengthFault(['steps'], steps, tokens);
  if (uneven) return uneven;
  const unknown = tokens.findIndex((token) => token >= maps.length);
  if (unknown >= 0) return { path: ['tokens', unknown], reason: `there are only ${maps.length} maps` };
  const uncertain = actsFault(example);
  if (uncertain) return uncertain;
  for (const [id, map] of maps.entries()) {
    const cell = acts?.[id] ?? null;
    const values = cell === null ? slots : cells && Object.hasOwn(cells, cell) ? cells[cell] : undefined;
    if (!values) return { path: ['acts', id], reason: 'is no cell of this world' };
    if (map === null && cell !== null) return { path: ['maps', id], reason: 'is no table of the cell' };
    if (map && !isMap(map, values.length))
      return {
        path: ['maps', id],
        reason: `must give one of the ${values.length} ${cell === null ? 'slots' : 'values'} for each of them`,
      };
  }

  const trace = asTrace(example);
  const fault = traceFault(trace);
  if (fault) return { path: inExample(fault.path), reason: fault.reason };
  let state: State = trace.initial;
  const follow = follower(trace);
  for (const [step, taken] of trace.steps.entries()) {
    state = follow(state, taken);
    if (JSON.stringify(state) !== JSON.stringify(example.states[step]))
      return { path: ['states', step], reason: 'is not what the steps lead to' };
  }
  // Counters, whose verdict is about all they may count to, are not told in an example.
  const isCounting = isFormal && verdict?.class === 'unknown';
  return verdict && !isCounting ? verdictFault(verdict, verdictOf(trace)) : undefined;
}

/** Cells are named, and for each map it is said whether it acts on one; or neither. */
function actsFault({ cells, acts, maps }: TraceExample): Fault | undefined {
  if (cells && !acts)
    return { path: ['acts'], reason: 'is missing: it says for each of the maps on which cell it acts' };
  if (acts && acts.length !== maps.length)
    return { path: ['acts'], reason: `there are ${acts.length} for ${maps.length} maps` };
  if (acts && !cells)
    return { path: ['cells'], reason: `is missing: there are ${maps.length} maps that may act on cells` };
  return undefined;
}

/** As it is stated: whether its parts agree is what is asked. */
function asTrace(example: TraceExample): Trace {
  const { domain, language, slots, objects, cells, initial, final, illegal, thisRunOnly, source } = example;
  return {
    format: cells ? CELLS_FORMAT : TRACE_FORMAT,
    domain,
    source: { uri: source.uri, language },
    slots,
    objects,
    initial,
    steps: stepsOf(example),
    final,
    ...(cells && { cells }),
    ...(illegal && { illegal }),
    ...(thisRunOnly !== undefined && { thisRunOnly }),
  };
}

/** A step of a trace is a token of its example. */
function inExample(path: Fault['path']): Fault['path'] {
  const [first, step, ...rest] = path;
  if (first !== 'steps' || typeof step !== 'number') return path;
  return rest[0] === 'map' || rest[0] === 'table' || rest[0] === 'cell' ? ['tokens', step] : ['steps', step];
}
