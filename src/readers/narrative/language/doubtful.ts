import { wordSet } from './word-set';
import { verbsOf } from './verbs';
import type { Token } from './tokens';

/** Words with which a sentence only says what may be. */
const MAYBE = wordSet(
  'perhaps maybe possibly probably presumably supposedly allegedly apparently seemingly reportedly conceivably hypothetically theoretically potentially ostensibly purportedly practically virtually',
);
/** At the head of a sentence: what follows is only thought of. */
const SUPPOSE =
  /^(?:(?:just|only|but|and|now|let us|let's|let me) )?(?:suppose|supposing|imagine|imagining|assume|assuming|picture|pretend|what if|had|were|should|(?:let us|let's) say|if only)\b/;
/** What is told within what is told, what is still to come, what it only looks like, and what is broken off before. */
const NOT_SO =
  /\bin (?:\w+ ){1,2}(?:dreams?|imagination|story|stories|tale|fantasy|version)\b|\b(?:story|dream|film|movie|book|tale|vision|fantasy)s?(?: \w+)? (?:in which|where)\b|\byet to\b|\bwhenever\b|\bhad better\b|\bas (?:if|though)\b|\b(?:stop|stops|stopped|interrupted|halted|hesitated|paused)\b.* before\b/;
/** `all but gave` */
const isAllBut = (tokens: readonly Token[]) =>
  tokens.some(
    ({ lower }, k) =>
      lower === 'all' && tokens[k + 1]?.lower === 'but' && verbsOf(tokens[k + 2]?.lower ?? '').length > 0,
  );
/** `It was not Ann who …` */
const NOT_WHO = /\b(?:(?:is|was) not|isn't|wasn't|isn’t|wasn’t)\b.* who\b/;
const GETS = wordSet('get gets got');
/** `Never did she give …`, `Only then did …`: behind these the verb stands before whoever does it. */
const INVERTED =
  /\b(?:(?:never|nor|not once|nowhere|rarely|seldom|hardly|scarcely|little)(?: \w+)?|(?:at no|under no|in no|on no|by no)(?: \w+){1,2}) (?:did|do|does|would|could|had|has|have|will|was|were|is|are|should|can|might) (?!not\b)|(?:^|[,"] |\band |\bbut )(?:only|not until|not even)(?: \w+){1,5} (?:did|do|does|would|could|had|has|have|will|should|can|might) /;
/** With a verb in the present these tell of a time to come. */
const LATER = /\b(?:tomorrow|(?<!the )(?<!that )next (?:week|month|year))\b/;
/** Something else comes between. */
const UNFINISHED = /\b(?:is|are|was|were)(?: just)? \w+ing\b.*\bwhen\b/;

/** At the head of a sentence: what was told, in other words. */
const RETOLD =
  /^(?:that is|that means|this means|which means|in other words|namely|to be (?:more )?precise|more precisely)\b/;

/** `did not hesitate to`, `could not help`, `did not leave without`, `nobody but Ann`: what is denied twice is done, or not. */
const TWICE =
  /\b(?:(?:not|never|cannot|no|\w+n['’]t)(?: \w+){0,2} (?:hesitated?|help|fail(?:ed)?|forget|forgot|refused?|resist(?:ed)?|stop(?:ped)?|mind(?:ed)?|object(?:ed)?|afraid|reluctant|unwilling|without|but|only)|(?:nobody|no one|nothing|none)(?: \w+)? (?:but|except|other than|besides)|(?:move|act|deed|action|response|answer|reaction|solution) (?:was|is) to)\b/;

/** Whether something may be done because it is denied twice. */
export function isDeniedTwice(text: string): boolean {
  return TWICE.test(text);
}

/** The words for which it is not certain that a sentence tells of what happens; undefined when it is. */
export function doubtOf(tokens: readonly Token[]): string | undefined {
  const maybe = tokens.find(({ lower, kind }) => kind === 'word' && MAYBE.has(lower));
  const text = textOf(tokens);
  return (
    maybe?.lower ??
    (SUPPOSE.exec(text) ?? RETOLD.exec(text) ?? INVERTED.exec(text) ?? NOT_SO.exec(text))?.[0].trim() ??
    (isAllBut(tokens) ? 'all but' : undefined)
  );
}

/** `tomorrow`, of what is told as happening. */
export function laterIn(text: string): string | undefined {
  return LATER.exec(text)?.[0];
}

/** The same and more: what set phrases leave to the reading clause by clause. */
export function mayBeDoubtful(tokens: readonly Token[], tellsOfChange: boolean): string | undefined {
  const text = textOf(tokens);
  if (UNFINISHED.test(text)) return 'when';
  if (NOT_WHO.test(text)) return 'not';
  if (/\bhad better\b/.test(text)) return 'had better';
  // `The key got put into the box`: nobody got anything
  const got = tokens.findIndex(
    ({ lower }, k) =>
      GETS.has(lower) && verbsOf(tokens[k + 1]?.lower ?? '').some(({ form }) => form === 'participle') && k > 0,
  );
  if (got > 0) return tokens[got]?.lower;
  return tellsOfChange ? (doubtOf(tokens) ?? laterIn(text)) : undefined;
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ kind, lower }) => (kind === 'quote' ? '"' : lower)).join(' ');
}
