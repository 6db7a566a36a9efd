import type { Fault } from '../../trace/json-place';
import type { LanguageExample } from '../examples/example';
import { verdictOf } from '../words/language-words';
import { languageCalled } from '../../languages/catalogue';
import { after, nextSymbols, startOf } from '../../languages/rule';
import type { Language } from '../../languages/schema';
import { lengthFault, verdictFault } from './parts';

/** Of words of a formal language: states and labels are those of its rule. */
export class LanguageFaults {
  private readonly known = new Map<string, Language | undefined>();
  private readonly verdicts = new Map<Language, ReturnType<typeof verdictOf>>();
  private readonly learnt = new LearntLanguages();

  constructor(private readonly defined?: Language) {}

  of(example: LanguageExample): Fault | undefined {
    const uneven = lengthFault(['next'], example.next, example.tokens);
    if (uneven) return uneven;
    const language = this.languageOf(example.language);
    return language ? this.byRule(example, language) : this.learnt.of(example);
  }

  private byRule(example: LanguageExample, language: Language): Fault | undefined {
    const { tokens, states, next, text, verdict } = example;
    const { alphabet, name } = language;
    const end = alphabet.length - 1;
    let at = startOf(language);
    for (const [step, symbol] of tokens.entries()) {
      if (symbol >= end) return { path: ['tokens', step], reason: `${name} has only ${end} symbols` };
      if (!nextSymbols(language, at).includes(symbol))
        return { path: ['tokens', step], reason: `'${alphabet[symbol] ?? ''}' cannot stand here in a word of ${name}` };
      at = after(language, at, symbol);
      if (!same(at, states[step])) return { path: ['states', step], reason: `is not the state here, [${at.join()}]` };
      const allowed = nextSymbols(language, at);
      if (!same(allowed, next[step]))
        return { path: ['next', step], reason: `is not what may come next here, [${allowed.join()}]` };
    }
    if (!same(at, example.final)) return { path: ['final'], reason: `is not the last state, [${at.join()}]` };
    if (text !== tokens.map((symbol) => alphabet[symbol]).join(''))
      return { path: ['text'], reason: 'is not the symbols of the tokens' };
    const found = this.verdictOf(language);
    return verdict && found
      ? verdictFault(verdict, { class: found.class, ...(found.order && { order: found.order }) })
      : undefined;
  }

  private languageOf(name: string): Language | undefined {
    if (this.defined?.name === name) return this.defined;
    if (!this.known.has(name)) this.known.set(name, languageCalled(name));
    return this.known.get(name);
  }

  private verdictOf(language: Language): ReturnType<typeof verdictOf> {
    let verdict = this.verdicts.get(language);
    if (verdict === undefined) this.verdicts.set(language, (verdict = verdictOf(language)));
    return verdict;
  }
}

/**
 * Languages that nothing here defines: all that can be said is that a rule exists. From one state a symbol leads to one
 * state, after one state the same symbols may come, and only those do.
 */
class LearntLanguages {
  private readonly rules = new Map<string, string>();

  of({ language, tokens, states, next, final }: LanguageExample): Fault | undefined {
    let before = 'start';
    let allowed: readonly number[] | undefined;
    for (const [step, symbol] of tokens.entries()) {
      if (allowed && !allowed.includes(symbol))
        return { path: ['tokens', step], reason: `${symbol} is none of those that may come next here` };
      const state = (states[step] ?? []).join();
      allowed = next[step] ?? [];
      const led = this.unlike(JSON.stringify([language, before, symbol]), state);
      if (led !== undefined)
        return { path: ['states', step], reason: `symbol ${symbol} has led from this state to [${led}] before` };
      const may = this.unlike(JSON.stringify([language, state]), allowed.join());
      if (may !== undefined) return { path: ['next', step], reason: `after this state came [${may}] before` };
      before = state;
    }
    return same(states.at(-1) ?? [], final) ? undefined : { path: ['final'], reason: 'is not the last state' };
  }

  /** What was known of the key, if it is something else. */
  private unlike(key: string, value: string): string | undefined {
    const known = this.rules.get(key);
    if (known === undefined && this.rules.size < MOST_RULES) this.rules.set(key, value);
    return known === undefined || known === value ? undefined : known;
  }
}

const MOST_RULES = 100_000;

function same(a: readonly number[], b: readonly number[] | undefined): boolean {
  return a.length === b?.length && a.every((value, index) => value === b[index]);
}
