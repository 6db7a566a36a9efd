import type { Fault } from '../../trace/invariants';
import { traceFault } from '../../trace/invariants';
import { isMap } from '../../algebra/maps';
import { advance, type State, type Trace } from '../../trace/trace';
import { verdictOf } from '../../trace/verdict';
import { CODE_LANGUAGES } from '../../readers/languages';
import type { TraceExample } from '../example';
import { stepsOf } from '../trace-of-example';
import { lengthFault, verdictFault } from './parts';

/** Of what was read from files: the promises of a trace, and states that follow. */
export function traceExampleFault(example: TraceExample): Fault | undefined {
  const { domain, language, tokens, steps, maps, slots, verdict } = example;
  const belongs = domain === 'code' ? CODE_LANGUAGES.has(language) : language === domain;
  if (!belongs) return { path: ['language'], reason: `'${language}' is no language of the domain ${domain}` };
  const uneven = lengthFault(['steps'], steps, tokens);
  if (uneven) return uneven;
  const unknown = tokens.findIndex((token) => token >= maps.length);
  if (unknown >= 0) return { path: ['tokens', unknown], reason: `there are only ${maps.length} maps` };
  const unused = maps.findIndex((map) => map && !isMap(map, slots.length));
  if (unused >= 0)
    return { path: ['maps', unused], reason: `must give one of the ${slots.length} slots for each of them` };

  const trace = asTrace(example);
  const fault = traceFault(trace);
  if (fault) return { path: inExample(fault.path), reason: fault.reason };
  let state: State = trace.initial;
  for (const [step, { map }] of trace.steps.entries()) {
    state = advance(state, map);
    if (JSON.stringify(state) !== JSON.stringify(example.states[step]))
      return { path: ['states', step], reason: 'is not what the steps lead to' };
  }
  return verdict ? verdictFault(verdict, verdictOf(trace)) : undefined;
}

/** As it is stated: whether its parts agree is what is asked. */
function asTrace(example: TraceExample): Trace {
  const { domain, language, slots, objects, initial, final, illegal, source } = example;
  return {
    format: 'state-probe/trace@1',
    domain,
    source: { uri: source.uri, language },
    slots,
    objects,
    initial,
    steps: stepsOf(example),
    final,
    ...(illegal && { illegal }),
  };
}

/** A step of a trace is a token of its example. */
function inExample(path: Fault['path']): Fault['path'] {
  const [first, step, ...rest] = path;
  if (first !== 'steps' || typeof step !== 'number') return path;
  return rest[0] === 'map' ? ['tokens', step] : ['steps', step];
}
