import type { SourceText } from '../../trace/source';
import type { Lines } from '../../trace/lines';
import type { Remark, Trace } from '../../trace/trace';
import type { Asked, ReadOptions } from '../reader';
import type { Effort } from './effort';
import { examplesOf, LinesWithMore } from './example/example';
import { knownIn } from './example/known';
import type { Signature } from './example/signature';
import { traceExample } from './example/trace';
import { Execution } from './execution';
import type { Front } from './front';
import { argumentsOf, callsIn } from './inputs/calls';
import { givenValues, type Given } from './inputs/given';
import { suggestedCall, type Context } from './inputs/suggested';
import { prepared, type Above } from './program';
import { assuming, saidOfPlaces, short } from './remarks';
import { checkUsed, traceProgram } from './run';
import { located, Unreadable, type Span } from './syntax';
import { callPlaces, isCalled, uncalled } from './uncalled';

export interface CodeOptions extends ReadOptions {
  /** What finding a trace may cost; without it, what one run may. */
  effort?: Effort;
}

/** So many of a text's own calls are tried, the first that moves something is taken. */
const MOST_TRIED = 8;

/** Lists of which nothing but their name is known are taken to have so many elements. */
const ASSUMED = '[?, ?, ?, ?, ?]';

/** One reading of a text: as it stands, and where values are missing with those that the text has elsewhere. */
export class Reading {
  constructor(
    private readonly front: Front,
    private readonly source: SourceText,
    private readonly lines: Lines,
    private readonly selection: Span,
    private readonly options: CodeOptions,
  ) {}

  private signatures: readonly Signature[] | undefined;

  /** The functions of the text, which most texts are read without. */
  private async known(): Promise<readonly Signature[]> {
    const { language, text } = this.source;
    return (this.signatures ??= await knownIn(language, text));
  }

  private get context(): Context {
    const { language, text } = this.source;
    return { language, text, known: this.signatures ?? [] };
  }

  async trace(): Promise<Trace> {
    const { call } = this.options;
    if (call !== undefined) return this.called(call);
    try {
      return await this.asItStands(this.options.set ?? {});
    } catch (error) {
      if (!(error instanceof Unreadable) || !LACKING.has(error.kind)) throw error;
      return this.otherwise(error);
    }
  }

  /** Where the text itself does not say with which values it is run: by its own calls, and by lists that stay unknown. */
  private async otherwise(lack: Unreadable): Promise<Trace> {
    const { start, end } = this.selection;
    const known = await this.known();
    const inside = known.filter(({ within }) => start <= within.start && within.end <= end);
    const around = known.filter(({ within }) => within.start <= start && end <= within.end).at(-1);
    if (inside.length === 0) return this.withArguments(lack, around);
    const { text } = this.source;
    const given = this.options.set ?? {};
    let fault: Unreadable | undefined;
    const tried = async (read: () => Promise<Trace>, asks?: Asked): Promise<Trace | undefined> => {
      try {
        const trace = await read();
        return trace.steps.length > 0 ? trace : undefined;
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        if (error.kind !== 'no-moves') fault ??= asks ? withMadeUp(error, asks) : error;
        return undefined;
      }
    };
    const places = callPlaces(text, inside);
    const alone = uncalled(inside, places);
    const questions = alone.map((one) => ({ one, asks: this.questionAbout(one) }));
    const takes = ({ one: { parameters } }: { one: Signature }) => parameters.some(({ name }) => name in given);
    for (const { one, asks } of questions.filter(takes)) {
      const trace = await tried(() => this.uncalled(one), asks);
      if (trace) return trace;
    }
    for (const one of callsIn(text, inside).slice(0, MOST_TRIED)) {
      const said = [
        { text: `read as the call ${one.call}, as ${one.where} has it`, range: this.rangeOf(one.at) },
        ...this.notRead(lack),
      ];
      const trace = await tried(async () => assuming(await this.called(one.call, { isSaid: false }), said));
      if (trace) return trace;
      // Another one would take as long.
      if (fault?.kind === 'bounds') break;
    }
    if (lack.kind !== 'no-moves') throw lack;
    for (const { one, asks } of questions) {
      const trace = await tried(() => this.uncalled(one), asks);
      if (trace) return trace;
    }
    const question = questions.find(({ one, asks }) => asks && !isCalled(one, places));
    if (fault ?? !question?.asks) throw fault ?? lack;
    const { one, asks } = question;
    throw new Unreadable(one.at, `no value moves here, for nothing calls ${one.name} with values`, 'no-moves', asks);
  }

  /** Why a text is not read as it stands, where something in it is not followed. */
  private notRead({ kind, reason, at, elsewhere }: Unreadable): Remark[] {
    if (kind !== 'unsupported' || elsewhere || at.end > this.source.text.length) return [];
    return [{ text: `this is not read as it stands: ${reason}`, range: this.rangeOf(at) }];
  }

  private questionAbout(one: Signature): Asked | undefined {
    const suggested = suggestedCall(one, this.context, { given: this.options.set ?? {} });
    return suggested === undefined ? undefined : { kind: 'call', name: one.name, suggested };
  }

  /** A function that nothing calls, over the values that are given for its parameters and lists of which nothing is known. */
  private async uncalled(one: Signature): Promise<Trace> {
    const { set: given = {} } = this.options;
    const call = suggestedCall(one, this.context, { unknown: true, given });
    const taken = one.parameters.filter(({ name }) => name in given).map(({ name }) => name);
    if (call === undefined || (taken.length === 0 && !call.includes('?')))
      throw new Unreadable(one.at, `nothing here calls ${one.name}`, 'no-moves');
    const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !taken.includes(name)));
    const lists = call.includes('?') ? ', with lists of five elements of which nothing is known' : '';
    const said = { text: `nothing here calls ${one.name}: it is read as ${call}${lists}`, range: this.rangeOf(one.at) };
    return assuming(await this.called(call, { isSaid: false, values: rest }), [said]);
  }

  /** A part of a function by the values with which the text calls it. */
  private async withArguments(lack: Unreadable, around: Signature | undefined): Promise<Trace> {
    if (!around || lack.kind !== 'unknown-value') throw lack;
    for (const one of callsIn(this.source.text, [around]).slice(0, MOST_TRIED)) {
      const values = argumentsOf(one.call, around);
      const said = {
        text: `${around.name} is read with the values of the call ${one.call}, as ${one.where} has it`,
        range: this.rangeOf(one.at),
      };
      try {
        return assuming(await this.asItStands({ ...values, ...this.options.set }), [said]);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
      }
    }
    throw lack;
  }

  /** The selection, with what stands above it, and with values for names that it does not give. */
  private async asItStands(values: Readonly<Record<string, string>>): Promise<Trace> {
    const assumed: Record<string, string> = {};
    const without = new Set<number>();
    let alone: Unreadable | undefined;
    for (;;) {
      let context: readonly Above[] = [];
      try {
        const given = await this.given({ ...assumed, ...values });
        const read = await this.prepared(given, alone ? undefined : without);
        context = read.context;
        const trace = traceProgram(new Execution(read.program), this.options);
        checkUsed(read.program, Object.keys(values));
        const said = [...this.saidOf(values, assumed), ...this.saidOfContext(context), ...saidOfPlaces(trace)];
        return assuming(trace, said);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        const cause = context.find(({ at }) => at.start <= error.at.start && error.at.end <= at.end);
        const { asks } = error;
        if (cause) for (const one of lostWith(cause, context)) without.add(one.key);
        else if (
          error.kind === 'unknown-value' &&
          asks?.kind === 'value' &&
          isList(asks) &&
          !(asks.name in { ...values, ...assumed }) &&
          !/value of/.test(error.reason)
        )
          assumed[asks.name] = ASSUMED;
        else if (context.length > 0 && !alone) alone = error;
        else throw alone ?? error;
      }
    }
  }

  private prepared({ text, at, names, unknowns }: Given, without: ReadonlySet<number> | undefined) {
    const { front, source, selection, options } = this;
    const lines = at ? new LinesWithMore(text, at.start, { start: selection.start, end: selection.start }) : this.lines;
    return prepared(front, { ...source, text }, lines, selection, {
      ...(at && { given: at, names }),
      unknowns,
      ...(without && { without }),
      input: options.lines ?? [],
      files: options.files,
      effort: options.effort,
    });
  }

  private async called(
    call: string,
    {
      isSaid = true,
      values = this.options.set ?? {},
    }: { isSaid?: boolean; values?: Readonly<Record<string, string>> } = {},
  ): Promise<Trace> {
    const { front, source, options } = this;
    const known = await this.known();
    const given = await this.given(values);
    const examples = examplesOf(given.text, call, known, front.example);
    const trace = await traceExample(examples, options, isSaid, async (example) => {
      const from = (given.at ?? example.before ?? example.at).start;
      const lines = new LinesWithMore(example.text, from, example.shown);
      const unknowns = new Map([...given.unknowns, ...example.unknowns]);
      const surroundings = {
        ...(given.at && { given: given.at }),
        ...(example.before && { before: example.before }),
        added: source.text.length,
        unknowns,
        input: options.lines ?? [],
        files: options.files,
        effort: options.effort,
      };
      return (await prepared(front, { ...source, text: example.text }, lines, example.at, surroundings)).program;
    });
    return assuming(trace, this.saidOf(values, {}));
  }

  private async given(values: Readonly<Record<string, string>>): Promise<Given> {
    const { text } = this.source;
    const isEmpty = Object.keys(values).length === 0;
    return givenValues(text, values, isEmpty ? [] : await this.known(), this.front.example);
  }

  private rangeOf({ start, end }: Span) {
    return this.lines.range(start, end);
  }

  private saidOf(values: Readonly<Record<string, string>>, assumed: Readonly<Record<string, string>>): Remark[] {
    const given = Object.entries(values).map(([name, value]) => ({ text: `${name} is ${value}` }));
    const lists = Object.keys(assumed).map((name) => ({
      text: `${name} is taken to have five elements of which nothing is known`,
    }));
    const input = (this.options.lines ?? []).map((line) => ({ text: `a line of its input is '${line}'` }));
    return [...given, ...lists, ...input];
  }

  private saidOfContext(context: readonly Above[]): Remark[] {
    const [first] = context;
    if (!first) return [];
    const names = [...new Set(context.flatMap((one) => one.names))];
    const { text } = this.source;
    const only = context.length === 1 ? text.slice(first.at.start, first.at.end).replaceAll(/\s+/g, ' ') : undefined;
    const what =
      only === undefined ? `the ${context.length} statements above make of it` : `'${short(only)}' above makes of it`;
    return [
      {
        text: `${names.length === 0 ? 'what it uses' : names.join(', ')}: what ${what}`,
        range: this.rangeOf(first.at),
      },
    ];
  }
}

/** A statement that is not followed, and those above it of which it may have changed something: what they made is not known. */
function lostWith(cause: Above, context: readonly Above[]): Above[] {
  const names = new Set(cause.mentions);
  const lost = [cause];
  for (let before = 0; before < lost.length;) {
    before = lost.length;
    for (const one of context) {
      if (one.at.start >= cause.at.start || lost.includes(one)) continue;
      if (![...one.mentions].some((name) => names.has(name))) continue;
      lost.push(one);
      for (const name of one.mentions) names.add(name);
    }
  }
  return lost;
}

/** Kinds of reasons for which values from elsewhere may help. */
const LACKING: ReadonlySet<string> = new Set(['no-moves', 'unknown-value', 'unsupported']);

function isList({ suggested }: Asked): boolean {
  return suggested.startsWith('[');
}

/** What fails where a function is read with values that were made up may well be read with others. */
function withMadeUp({ at, reason, kind, elsewhere }: Unreadable, asks: Asked): Unreadable {
  if (kind === 'bounds' || kind === 'syntax' || /not followed|not defined here|not known here: /.test(reason))
    return located(new Unreadable(at, reason, kind), elsewhere);
  const name = asks.kind === 'call' ? asks.name : '';
  return located(new Unreadable(at, `${reason}, for nothing calls ${name} with values`, kind, asks), elsewhere);
}
