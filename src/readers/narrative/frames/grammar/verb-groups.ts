import { verbsOf } from '../../language/verbs';
import type { Token } from '../../language/tokens';
import * as shared from '../../prose/grammar/words';
import type { Verb } from './syntax';
import { isAdverb, isHard, labelOf, lowerAt } from './words';

/** A verb group, the adverbs within it, and where it ends. */
export interface Group {
  verb: Verb;
  adverbs: string[];
  to: number;
}

type Auxiliary = Partial<Pick<Verb, 'isNegated' | 'modal' | 'isPassive' | 'isPast' | 'isPerfect' | 'isUnknown'>>;

/** All verb groups that may begin at `from`: `has been moved`, `did not give`, `swaps`. */
export function groupsAt(tokens: readonly Token[], from: number): Group[] {
  const adverbs: string[] = [];
  const aux: Auxiliary = {};
  let at = from;
  const skip = () => {
    while (isAdverb(lowerAt(tokens, at)) || lowerAt(tokens, at) === 'not' || lowerAt(tokens, at) === 'never') {
      const word = lowerAt(tokens, at);
      if (word === 'not' || word === 'never') aux.isNegated = true;
      else adverbs.push(word);
      at++;
    }
  };
  const found: Group[] = [];
  const add = (lemma: string, form: string, more: Auxiliary = {}) => {
    const verb: Verb = {
      lemma,
      form,
      isNegated: false,
      isPassive: false,
      isPast: false,
      isPerfect: false,
      isUnknown: false,
      ...aux,
      ...more,
    };
    found.push({ verb, adverbs: [...adverbs], to: at + 1 });
  };
  skip();
  for (let turns = 0; turns < 4; turns++) {
    const word = lowerAt(tokens, at);
    if (shared.MODALS.has(word) || (shared.DO.has(word) && turns === 0)) {
      if (shared.DO.has(word)) add('do', word === 'did' ? 'past' : 'third');
      else aux.modal = word;
      if (word === 'cannot') aux.isNegated = true;
      at++;
      skip();
      const base = verbsOf(lowerAt(tokens, at)).filter(({ form }) => form === 'base');
      if (lowerAt(tokens, at) === 'have' || lowerAt(tokens, at) === 'be') continue;
      for (const { lemma } of base) add(lemma, 'base');
      return found;
    }
    if (shared.HAVE.has(word)) {
      add('have', word === 'had' ? 'past' : word === 'having' ? 'ing' : word === 'have' ? 'base' : 'third');
      const kept = adverbs.length;
      at++;
      skip();
      if (lowerAt(tokens, at) === 'to') {
        const base = verbsOf(lowerAt(tokens, at + 1)).filter(({ form }) => form === 'base');
        at++;
        for (const { lemma } of base) add(lemma, 'base', { modal: 'must' });
        return found;
      }
      const participles = verbsOf(lowerAt(tokens, at)).filter(({ form }) => form === 'participle');
      aux.isPerfect = true;
      aux.isPast = word === 'had';
      if (lowerAt(tokens, at) === 'been') continue;
      for (const { lemma } of participles) add(lemma, 'participle');
      adverbs.length = Math.max(kept, 0);
      // `had gone`, before `had a hat`
      return participles.length > 0 ? [...found.slice(1), ...found.slice(0, 1)] : found;
    }
    if (shared.BE.has(word)) {
      const past = word === 'was' || word === 'were' ? { isPast: true } : {};
      Object.assign(aux, past);
      const form = word === 'be' || word === 'been' ? 'base' : word === 'being' ? 'ing' : 'third';
      const kept = adverbs.length;
      const mark = found.length;
      add('be', form);
      at++;
      skip();
      if (lowerAt(tokens, at) === 'being') at++;
      const verbs = verbsOf(lowerAt(tokens, at));
      const before = found.length;
      for (const { lemma, form: its } of verbs) {
        if (its === 'ing') add(lemma, 'ing');
        if (its === 'participle') add(lemma, 'participle', { isPassive: true });
      }
      const passives = found.splice(before);
      const negated = aux.isNegated === true;
      const copula = found.splice(mark)[0];
      // `is not empty`
      if (copula) {
        copula.verb.isNegated = negated;
        copula.adverbs = [...adverbs];
        copula.to = at;
      }
      adverbs.length = kept;
      return [...found, ...passives, ...(copula ? [copula] : [])];
    }
    break;
  }
  // `light C`
  if (labelOf(tokens[at + 1]) !== undefined && tokens[at + 2]?.kind !== 'word' && at === from) return found;
  // `to Grant`, who has a name
  if (at > 0 && /^\p{Lu}/u.test(tokens[at]?.text ?? '') && ![':', '"'].includes(tokens[at - 1]?.text ?? ''))
    return found;
  const forms = verbsOf(lowerAt(tokens, at));
  if (tokens[at]?.possessive || tokens[at]?.kind !== 'word') return found;
  for (const { lemma, form } of forms) {
    if (
      aux.isPerfect ? form === 'participle' : form !== 'participle' || forms.every((each) => each.form === 'participle')
    )
      add(lemma, form);
  }
  const unknown = lowerAt(tokens, at);
  if (
    forms.length === 0 &&
    !isHard(tokens[at]) &&
    /^[a-z]+(?:s|ed)$/.test(unknown) &&
    /^\p{Ll}/u.test(tokens[at]?.text ?? '')
  )
    add(unknown, unknown.endsWith('s') ? 'third' : 'past', { isUnknown: true });
  return found;
}
