import { doubtOf, isDeniedTwice, laterIn, mayBeDoubtful } from '../language/doubtful';
import { EXCHANGE_NOUNS } from '../language/acts';
import { CHANGING, numberOf, DOUBTS as OF_STORY, UNDOING } from '../language/lexicon';
import { has, isQuiet, verbsOf } from '../language/verbs';
import type { Segment } from '../language/sentences';
import type { Token } from '../language/tokens';
import type { Span } from '../phrases/said';
import { spelledOut } from '../prose/grammar/spelled';
import * as shared from '../prose/grammar/words';
import { Clauses } from './grammar/clauses';
import type { Clause, Noun } from './grammar/syntax';
import { INTERJECTIONS, isFinite, isHarmless, isTimeNoun, LINKS, REASONS } from './grammar/words';
import { Cells, isCountable } from './events/cells';
import { Exchanges } from './events/exchanges';
import { Goings } from './events/goings';
import { Setting } from './events/setting';
import { isTransfer, Transfers } from './events/transfers';
import { References } from './scene/references';
import { fault, Scene } from './scene/scene';

/** With `to` behind them it is done. */
const DOES = new Set(['decide', 'manage', 'proceed', 'come', 'choose', 'hurry', 'rush', 'have']);
/** With `to` behind them it may be done, or not. */
const MAY = new Set(
  'be begin start go agree get offer promise continue hesitate fail forget remember bother seem appear happen use tend prepare'.split(
    ' ',
  ),
);
const AGREES = new Set(['agree', 'accept', 'do', 'nod', 'obey', 'consent']);
const REFUSES = new Set(['refuse', 'decline', 'shake']);
const CAUSES = new Set(['let', 'make', 'have', 'help', 'get', 'persuade', 'convince', 'force', 'talk']);
const ASKS = new Set(['ask', 'tell', 'order', 'beg', 'invite', 'want', 'instruct', 'urge', 'allow', 'suggest']);
/** Said of a whole story, or with no place in it. */
const DOUBTS =
  /\b(?:in the (?:film|movie|book|novel|story|tale|video)|a lie|lied|lying about|joke|joking|dream|dreamt|pretend|pretends|pretended|imagine|actually|wait|correction|mistaken|wrong|really|except|vice versa|never mind|scratch that|back to how|undo|undid|reverse|reversed|swap back|as if)\b/;

/** A story told clause by clause: what happens, and what is passed over. */
export class Teller {
  readonly scene = new Scene();
  readonly references = new References(this.scene);
  readonly unread: Span[] = [];
  readonly remarks: (Span & { text: string })[] = [];
  private readonly cells = new Cells(this.scene, this.references);
  private readonly setting = new Setting(this.scene, this.references, this.cells);
  private readonly exchanges = new Exchanges(this.scene, this.references, this.setting);
  private readonly transfers = new Transfers(this.scene, this.references, this.cells);
  private readonly goings = new Goings(this.scene, this.references);
  /** What has come about when something was done: where it does so again, that may be done again. */
  private readonly occasions = new Set<string>();
  /** What somebody was asked to do, until it is done or refused. */
  private asked: { clause: Clause; span: Span } | undefined;
  private readonly skipped: { clause: Clause; span: Span; tokens: readonly Token[] }[] = [];
  private readonly passed: { tokens: readonly Token[] }[] = [];

  /** What a story counts has to be known before it is told. */
  prepare(segments: readonly Segment[]): void {
    // Where no number is told, nothing is counted: a sentence is not parsed for it
    const tells = segments.some(({ tokens }) =>
      tokens.some(({ kind, lower }) => kind !== 'mark' && (numberOf(lower) ?? 0) > 1),
    );
    if (!tells) return;
    const counted = new Map<string, number>();
    const moving = new Set<string>();
    for (const { tokens, mark } of segments) {
      const said = tokens.filter(({ kind }) => kind !== 'end');
      if (mark === '?') {
        const many = said.findIndex(({ lower }, k) => lower === 'many' && said[k - 1]?.lower === 'how');
        if (many >= 0) moving.add(shared.singularOf(said[many + 1]?.lower ?? ''));
        continue;
      }
      const clauses = this.parse(said).clauses ?? [];
      for (const clause of clauses) {
        const good = isCountable(clause);
        if (good) counted.set(good, (counted.get(good) ?? 0) + 1);
        for (const noun of [...clause.objects.flat()])
          if (isTransfer(clause.verb.lemma) && ((noun.count ?? 0) > 0 || noun.kind === 'a'))
            moving.add(shared.singularOf(noun.words.at(-1) ?? ''));
      }
    }
    for (const good of counted.keys()) if (moving.has(good)) this.cells.goods.add(good);
  }

  private parse(said: readonly Token[]): { tokens: readonly Token[]; clauses: Clause[] | undefined } {
    const tokens = spelledOut(said);
    return { tokens, clauses: new Clauses(tokens, (text) => this.scene.isName(text)).read() };
  }

  sentence({ tokens }: Segment): void {
    const said = tokens.filter(({ kind }) => kind !== 'end');
    if (said.length === 0) return;
    this.scene.isOpening = !this.scene.begun;
    const parsed = this.parse(said);
    this.tokens = parsed.tokens;
    const whole: Span = { start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0 };
    const text = said.map(({ lower }) => lower).join(' ');
    if (said.some((token) => token.kind === 'quote' && speaksOfMoves(token.text)))
      throw fault(whole, 'whether what is said is done is not certain');
    if (!parsed.clauses) {
      this.pass(parsed.tokens, whole);
      return;
    }
    const span = (from: number, to: number): Span => ({
      start: parsed.tokens[from]?.start ?? whole.start,
      end: parsed.tokens[to - 1]?.end ?? whole.end,
    });
    const { clauses } = parsed;
    const isMoving = clauses.some((clause) => this.isEvent(clause));
    const doubted = isMoving
      ? (doubtOf(said) ??
        laterIn(text) ??
        (isFelt(text) ? undefined : mayBeDoubtful(said, true)) ??
        (isDeniedTwice(text) ? 'not' : undefined))
      : undefined;
    if (
      doubted !== undefined &&
      this.nounsIn(clauses).some((noun) => this.references.isKnown(noun) || noun.kind === 'name')
    )
      throw fault(whole, `what '${doubted}' changes here is not certain`);
    if (DOUBTS.test(text) && (isMoving || this.scene.begun))
      throw fault(whole, 'whether what is told before or after it holds is not certain');
    const when = clauses.find(({ link }) => link === 'whenever' || (link === 'when' && isMoving));
    if (when?.link === 'whenever') throw fault(whole, 'how often this is done is not certain');
    if (when) this.occasions.add(keyOf(when));
    const before = this.scene.happened.length;
    this.transfers.forgetFound();
    const listed = clauses.filter(({ link, verb }) => link === ':' && verb.lemma === 'list');
    if (listed.length === 1 && /\b(?:row|line|queue|order|left to right)\b/.test(text)) {
      this.setting.row((listed[0] as Clause).subject, whole);
      return;
    }
    for (const [k, clause] of clauses.entries()) {
      this.references.clause();
      this.clause(this.spelled(clause), span(clause.from, clause.to), clauses[k + 1]);
      this.references.close();
    }
    if (this.transfers.hasFound() && this.scene.happened.length === before)
      throw fault(whole, 'whether this is taken is not certain');
    const isApart =
      this.scene.happened.length === before &&
      !this.nounsIn(clauses).some((noun) => noun.pronoun === undefined && this.references.isKnown(noun));
    if (isApart && (OF_STORY_ITSELF.test(text) || (before > 0 && UNDONE.test(text))))
      throw fault(whole, 'whether what is told before or after it holds is not certain');
    if (this.scene.happened.length === before && !this.scene.begun && !isMoving) return;
    if (this.scene.happened.length === before && clauses.every((clause) => !this.isEvent(clause))) return;
  }

  /** `They were on the table`, of keys that were spoken of before. */
  private spelled(clause: Clause): Clause {
    const { spoken } = this.references;
    const [noun, more] = clause.subject;
    const isIt = noun?.pronoun === 'it' || noun?.pronoun === 'they';
    if (
      !spoken ||
      !noun ||
      more ||
      !isIt ||
      this.scene.begun ||
      clause.verb.lemma !== 'be' ||
      clause.phrases.length === 0
    )
      return clause;
    return { ...clause, subject: [{ ...spoken, kind: 'the' }] };
  }

  /** A sentence that is not understood is passed over where it can matter to nobody. */
  private pass(tokens: readonly Token[], whole: Span): void {
    const named = tokens.find((token) => this.names(token));
    const isVerbless = tokens.every(
      ({ lower }, k) => (!isFinite(lower) || k === 0) && !shared.BE.has(lower) && !shared.HAVE.has(lower),
    );
    // `we switch instruments now and then`, before all else
    const isHabit =
      !this.scene.begun &&
      tokens.every(
        ({ lower }) => !/^(?:everyone|everybody|each|both|they|them|it)$/.test(lower) && !OF_STORY.has(lower),
      );
    const mayChange = tokens.some(({ lower }) => OF_STORY.has(lower) || UNDOING.has(lower));
    if (!named && ((isVerbless && !mayChange) || isHabit)) {
      this.passed.push({ tokens });
      this.unread.push(whole);
      return;
    }
    if (
      named ||
      mayChange ||
      tokens.some(
        ({ lower }) =>
          MOVES.has(lower) || CHANGING.has(lower) || /^(?:everyone|everybody|each|both|they|them|it)$/.test(lower),
      )
    )
      throw fault(whole, `what this says of '${named?.text ?? 'them'}' is not understood`);
    this.passed.push({ tokens });
    this.unread.push(whole);
  }

  private tokens: readonly Token[] = [];

  private namesFollowed(token: Token): boolean {
    const word = shared.singularOf(token.lower);
    return (
      token.kind === 'word' &&
      this.scene.all.some(
        ({ id, words }) =>
          words.at(-1) === word && (this.scene.now.has(id) || this.scene.cells.some(({ entity }) => entity === id)),
      )
    );
  }

  namesSome(tokens: readonly Token[]): boolean {
    return tokens.some((token) => this.names(token) || /^(?:who|what|which|where|whose)$/.test(token.lower));
  }

  /** Whether a word is of the name of somebody or something. */
  private names(token: Token): boolean {
    if (token.kind !== 'word') return false;
    const word = shared.singularOf(token.lower);
    if (shared.PREPOSITIONS.has(token.lower) || LINKS.has(token.lower) || INTERJECTIONS.has(token.lower)) return false;
    return this.scene.all.some(
      ({ words }) => words.at(-1) === word || (words.includes(token.lower) && !shared.ADJECTIVES.has(token.lower)),
    );
  }

  /** @throws NotationError where what was passed over names one who takes part after all */
  finish(): void {
    this.cells.check({ start: 0, end: 0 });
    if (this.asked) throw fault(this.asked.span, 'whether this is done is not said: write what they do');
    for (const { clause, span, tokens } of this.skipped) {
      const isOfStory = this.nounsOf(clause).some((noun) => noun.pronoun === undefined && this.follows(noun));
      const isTold = tokens.some(
        (token) => token.start >= span.start && token.end <= span.end && this.namesFollowed(token),
      );
      if ((isOfStory || isTold) && this.isEvent(clause))
        throw fault(span, `what '${clause.verb.lemma}' changes here is not certain`);
    }
    for (const { tokens } of this.passed) {
      const named = tokens.find((token) =>
        this.scene.all.some(({ isName, shown }) => isName && shown.split(' ').includes(token.text)),
      );
      const followed = tokens.find((token) => this.namesFollowed(token));
      if (!named && followed)
        throw fault(
          { start: followed.start, end: followed.end },
          `what this says of '${followed.text}' is not understood`,
        );
      if (named) throw fault({ start: named.start, end: named.end }, 'what this says is not understood');
    }
  }

  private isEvent(clause: Clause): boolean {
    const { lemma } = clause.verb;
    if (clause.inner && this.isEvent(clause.inner)) return true;
    if (clause.verb.isUnknown) return true;
    if (lemma === 'do')
      return (
        (clause.subject.length === 2 && clause.objects.length === 0) ||
        clause.objects.flat().some(({ words }) => EXCHANGE_NOUNS.has(words.at(-1) ?? ''))
      );
    return (
      isTransfer(lemma) ||
      has(lemma, 'exchange') ||
      has(lemma, 'go') ||
      has(lemma, 'leave') ||
      has(lemma, 'remove') ||
      has(lemma, 'turn') ||
      lemma === 'rotate' ||
      (!isQuiet(lemma) &&
        !has(lemma, 'have') &&
        !has(lemma, 'be') &&
        !has(lemma, 'stay') &&
        !has(lemma, 'say') &&
        !has(lemma, 'want') &&
        !has(lemma, 'ask') &&
        !has(lemma, 'keep'))
    );
  }

  private nounsIn(clauses: readonly Clause[]): Noun[] {
    return clauses.flatMap((clause) => [...this.nounsOf(clause), ...(clause.inner ? this.nounsOf(clause.inner) : [])]);
  }

  private nounsOf(clause: Clause): Noun[] {
    return [...clause.subject, ...clause.objects.flat(), ...clause.phrases.flatMap(({ nouns }) => nouns)];
  }

  private knows(clause: Clause): boolean {
    return this.nounsOf(clause).some((noun) => this.references.isKnown(noun) || noun.kind === 'name');
  }

  private clause(clause: Clause, span: Span, next: Clause | undefined): void {
    const { verb, aside } = clause;
    if (aside) {
      if (this.isEvent(aside) || aside.verb.isUnknown)
        throw fault(span, 'when what is told by the way happens is not certain');
      this.clause(aside, span, clause);
      this.references.clause();
    }
    if (
      (clause.link === 'if' || clause.link === 'unless') &&
      this.nounsOf(clause).some((noun) => this.references.isKnown(noun) || noun.kind === 'name')
    )
      throw fault(span, 'whether this is so is not certain');
    if (clause.link === 'if') return;
    // `because he is tired`: why, and no step
    if (REASONS.has(clause.link)) {
      if (
        this.isEvent(clause) &&
        this.nounsOf(clause).some((noun) => this.scene.now.size > 0 && this.follows(noun)) &&
        isStrong(clause)
      )
        throw fault(span, 'whether this happens now, or did before, is not certain');
      this.mention(clause);
      return;
    }
    const doubt = this.isEvent(clause) ? clause.adverbs.find((word) => !isHarmless(word)) : undefined;
    if (doubt !== undefined && (this.knows(clause) || clause.subject.some(({ pronoun }) => pronoun !== undefined)))
      throw fault(span, `what '${doubt}' changes here is not certain`);
    this.checkSetting(clause, span);
    if (
      clause.phrases.some(
        ({ preposition, nouns }) =>
          preposition === 'before' && nouns.some(({ pronoun }) => pronoun === 'that' || pronoun === 'this'),
      )
    )
      throw fault(span, 'what comes first here is not certain');
    if (this.answers(clause, span)) return;
    if (
      ['agree', 'accept'].includes(verb.lemma) &&
      next === undefined &&
      !clause.inner &&
      clause.subject.some((noun) => this.references.isKnown(noun))
    )
      throw fault(span, 'whether what is agreed here is done is not said');
    if (this.asked) {
      const { asked } = this;
      // `asks her to swap, and they swap`
      if (this.isEvent(clause) && !verb.isNegated && clause.verb.lemma === asked.clause.verb.lemma)
        this.asked = undefined;
      else if (this.isEvent(clause) || clause.link === '')
        throw fault(asked.span, 'whether this is done is not said: write what they do');
    }
    if (verb.isNegated || verb.modal !== undefined) {
      this.unreal(clause, span);
      return;
    }
    if (clause.inner) {
      this.withInner(clause, span, next);
      return;
    }
    if (
      verb.isPast &&
      verb.isPerfect &&
      this.isEvent(clause) &&
      (this.matters(clause) || (!this.goings.isGoing(verb.lemma) && this.knows(clause)))
    )
      throw fault(span, 'what was before is told here: write it first, or leave it out');
    if (clause.adverbs.includes('ago') && this.isEvent(clause) && this.knows(clause))
      throw fault(span, 'whether this comes before what was told is not certain');
    if (
      (clause.link === 'before' ||
        clause.link === 'until' ||
        clause.link === 'while' ||
        clause.link === 'after' ||
        clause.link === 'when' ||
        clause.link === 'once') &&
      this.isEvent(clause) &&
      this.followed(clause)
    ) {
      const isFirst = next !== undefined && ['after', 'when', 'once'].includes(clause.link);
      if (!isFirst) throw fault(span, 'what comes first here is not certain');
    }
    if (
      clause.subject.some(
        ({ pronoun, quantifier }) =>
          pronoun === 'nobody' || pronoun === 'nothing' || quantifier === 'no' || quantifier === 'none',
      )
    ) {
      this.mention(clause);
      return;
    }
    if (clause.link !== 'when' && this.occasions.has(keyOf(clause)))
      throw fault(span, 'whether what was told is done again here is not certain');
    this.checkOnce(clause, span);
    this.does(clause, span);
  }

  /** `Zoe and Yan do likewise`: as the two before them. */
  private alike(clause: Clause): Clause | undefined {
    const isSame =
      clause.adverbs.includes('likewise') || clause.objects.flat().some(({ words }) => words.join(' ') === 'same');
    if (clause.verb.lemma !== 'do' || !isSame || !this.exchanged || clause.subject.length !== 2) return undefined;
    return { ...clause, verb: this.exchanged.verb, objects: this.exchanged.objects, phrases: [], adverbs: [] };
  }
  private exchanged: Clause | undefined;

  /** `during three rounds`, `on odd days`: how often is not certain. */
  private checkSetting(clause: Clause, span: Span): void {
    if (!this.isEvent(clause) || !this.knows(clause)) return;
    for (const { preposition, nouns } of clause.phrases)
      for (const noun of nouns) {
        const isTime = isTimeNoun(noun.words.at(-1) ?? '') && noun.label === undefined;
        const isOften =
          noun.quantifier !== undefined ||
          noun.words.some((word) => ODD.has(word)) ||
          ((noun.count ?? 1) > 1 && !['after', 'before', 'within', 'in', 'at'].includes(preposition));
        const isPlural = noun.isPlural && noun.count === undefined && !this.references.isKnown(noun);
        if ((isTime && (isOften || isPlural)) || NO_SETTING.has(preposition))
          throw fault(span, `how often, or whether, this happens is not certain: '${noun.shown}'`);
      }
    const time = clause.objects.flat().find(({ words }) => words.at(-1) === 'time');
    if (time && time.count === undefined) throw fault(span, 'how often this happens is not certain');
  }

  /** `He agrees, and they swap`: once, or twice. */
  private checkOnce(clause: Clause, span: Span): void {
    if (!this.isEvent(clause)) return;
    const isSame = this.granted === clause.verb.lemma && clause.subject.every(({ pronoun }) => pronoun === 'they');
    this.granted = undefined;
    if (isSame) throw fault(span, 'whether this is done again, or was only agreed before, is not certain');
  }
  private granted: string | undefined;

  /** What a clause does, or how it tells that things are. */
  private does(clause: Clause, span: Span): void {
    // `today we traded stickers`, before each is named
    if (!this.scene.begun && isSummary(clause)) {
      this.unread.push(span);
      return;
    }
    const { lemma } = clause.verb;
    const before = this.scene.happened.length;
    if (!clause.verb.isUnknown) {
      if (this.cells.turn(clause, span)) {
        this.mention(clause);
        return;
      }
      const same = this.alike(clause);
      if (same) {
        this.does(same, span);
        return;
      }
      if (this.exchanges.tell(clause, span)) {
        this.exchanged = clause;
        this.checkAll(clause, span, before);
        return;
      }
      if (this.setting.tell(clause, span)) {
        this.mention(clause);
        return;
      }
      if (this.transfers.tell(clause, span)) {
        this.checkAll(clause, span, before);
        return;
      }
      if (this.goings.tell(clause, span)) {
        this.mention(clause);
        return;
      }
    }
    if (has(lemma, 'say') && clause.objects.flat().every(({ kind }) => kind === 'name' || kind === 'bare')) {
      this.mention({ ...clause, objects: [] });
      return;
    }
    const isAway =
      clause.objects.flat().some((noun) => this.follows(noun)) &&
      clause.adverbs.some((word) => ['away', 'off', 'over', 'out', 'down', 'in', 'back', 'up'].includes(word));
    if (isTransfer(lemma) && clause.objects.flat().some((noun) => this.follows(noun)))
      throw fault(span, `where it goes is not said: '${lemma}'`);
    const isStill = isQuiet(lemma) && !clause.verb.isUnknown && !isAway;
    if (isStill && !this.goesSomewhere(clause)) {
      this.mention(clause);
      return;
    }
    // Whoever does it, and whatever it is done with, is nobody and nothing that is followed
    if (
      !this.nounsOf(clause)
        .flatMap((noun) => [noun, ...(noun.of ? [noun.of] : [])])
        .some(
          (noun) =>
            this.references.isKnown(noun) ||
            noun.kind === 'name' ||
            (noun.pronoun !== undefined && ['everyone', 'everybody', 'they', 'them'].includes(noun.pronoun)),
        )
    ) {
      if (
        this.scene.all.length > 0 &&
        (has(lemma, 'exchange') || lemma === 'rotate') &&
        clause.subject.some(({ pronoun }) => pronoun !== undefined)
      )
        throw fault(span, `what '${lemma}' changes here is not certain`);
      this.unread.push(span);
      if (
        this.nounsOf(clause).some(
          ({ words, quantifier }) =>
            ['other', 'rest', 'everyone'].includes(words.at(-1) ?? '') || quantifier === 'each' || quantifier === 'all',
        ) &&
        this.isEvent(clause) &&
        this.scene.all.length > 0
      )
        throw fault(span, `what '${lemma}' changes here is not certain`);
      this.skipped.push({ clause, span, tokens: this.tokens });
      return;
    }
    if (!this.scene.begun && !clause.verb.isUnknown && has(lemma, 'acquire')) {
      this.mention(clause);
      return;
    }
    throw fault(span, `what '${lemma}' changes here is not certain: write who gives what to whom, or what goes where`);
  }

  /** A verb that moves nothing, with a place of the story behind it: `sleeps in the crate`. */
  private goesSomewhere(clause: Clause): boolean {
    const places = clause.phrases.some(
      ({ preposition, nouns, isLeading }) =>
        !isLeading &&
        ['to', 'into', 'onto', 'in', 'on', 'under', 'from'].includes(preposition) &&
        nouns.some(
          (noun) =>
            noun.pronoun === undefined &&
            this.references
              .readings(noun)
              .flat()
              .some((id) => !this.scene.is(id, 'person')),
        ),
    );
    const movers = [...clause.subject, ...clause.objects.flat()].some((noun) => this.follows(noun));
    return places && movers;
  }

  /** Everyone who is named where something happens has a part in it. */
  private checkAll(clause: Clause, span: Span, before: number): void {
    const moved = this.scene.happened.slice(before);
    if (moved.length === 0) {
      this.mention(clause);
      return;
    }
    const part = new Set(
      moved.flatMap(({ moves, turn }) => [
        ...moves.flatMap(({ thing, to }) => [thing, to, this.scene.before.get(thing) ?? -1]),
        ...(turn ? [this.scene.cells[turn.cell]?.entity ?? -1] : []),
      ]),
    );
    for (const noun of clause.phrases
      .filter(({ isLeading, preposition }) => !isLeading || preposition === 'with' || preposition === 'without')
      .flatMap(({ nouns }) => nouns)) {
      if (noun.pronoun !== undefined || noun.within) continue;
      const ids = this.references.readings(noun).flat();
      const isPart =
        ids.length === 0 ||
        ids.some(
          (id) =>
            part.has(id) ||
            this.scene.held(id).some((each) => part.has(each.id)) ||
            part.has(this.scene.where(id) ?? -1),
        );
      if (!isPart) throw fault(span, `what ${noun.shown} has to do with this is not certain`);
    }
    this.mention(clause);
  }

  private mention(clause: Clause): void {
    const spoken = clause.objects
      .flat()
      .filter((noun) => noun.pronoun === undefined && noun.kind !== 'name' && !this.references.isKnown(noun));
    this.references.spoken = spoken.length === 1 ? spoken[0] : undefined;
    if (!this.scene.begun) this.meet(clause);
    const subject = clause.subject.flatMap((noun) => this.certain(noun));
    this.references.by(subject);
    if (!has(clause.verb.lemma, 'be') && !has(clause.verb.lemma, 'stay')) this.references.acts(subject);
    const named = this.nounsOf(clause).flatMap((noun) => [
      noun,
      ...(noun.of?.kind === 'name' ? [noun.of] : []),
      ...(noun.owner?.kind === 'name' ? [noun.owner] : []),
    ]);
    this.references.mention(named.flatMap((noun) => this.certain(noun)));
  }

  /** `Yesterday was the birthday of Rania`: one who may take part. */
  private meet(clause: Clause): void {
    const nouns = [...clause.subject, ...(clause.verb.lemma === 'be' ? clause.objects.flat() : [])].flatMap((noun) => [
      noun,
      ...(noun.of ? [noun.of] : []),
      ...(noun.owner ? [noun.owner] : []),
    ]);
    for (const noun of nouns)
      if (
        noun.kind === 'name' &&
        noun.label === undefined &&
        !/[,.!?]/.test(noun.shown) &&
        !this.references.isKnown(noun) &&
        !shared.CALENDAR.has(noun.words[0] ?? '')
      )
        this.scene.add(noun, 'person');
  }

  private certain(noun: Noun): number[] {
    const [only, more] = this.references.readings(noun);
    return only && !more ? only : [];
  }

  private follows(noun: Noun): boolean {
    return this.references
      .readings(noun)
      .some((ids) =>
        ids.some(
          (id) =>
            this.scene.now.has(id) ||
            this.scene.holders.has(id) ||
            this.scene.cells.some(({ entity }) => entity === id),
        ),
      );
  }

  /** Whether it would change something: `has to tie his shoe` does not. */
  private matters(clause: Clause): boolean {
    const { lemma } = clause.verb;
    const isOwn = has(lemma, 'exchange') || has(lemma, 'go') || clause.inner !== undefined;
    const nouns = [...clause.objects.flat(), ...clause.phrases.flatMap(({ nouns: its }) => its)];
    return (
      nouns.some((noun) => this.follows(noun)) ||
      (isOwn &&
        clause.subject.some(
          (noun) =>
            this.follows(noun) ||
            this.references.readings(noun).some((ids) => ids.some((id) => this.scene.held(id).length > 0)),
        ))
    );
  }

  private followed(clause: Clause): boolean {
    return this.nounsOf(clause).some((noun) => this.follows(noun));
  }

  /** What does not happen, or may: `could not see`, `would like to`. */
  private unreal(clause: Clause, span: Span): void {
    const { verb } = clause;
    const inner = clause.inner ?? clause;
    const isEvent = this.isEvent(clause) && this.matters(inner);
    const isNobody = clause.subject.some(({ pronoun }) => pronoun === 'nobody');
    if (isNobody) {
      this.mention(clause);
      return;
    }
    const isAsked = clause.link === 'that' || !isEvent;
    this.mention(clause);
    if (isAsked) return;
    if (
      verb.isNegated &&
      (verb.modal === undefined || ['can', 'could', 'would', 'will', 'cannot'].includes(verb.modal))
    )
      return;
    // `must swap`, `should give`: whether it is done is told behind it
    if (!verb.isNegated && ['must', 'should', 'shall'].includes(verb.modal ?? '')) {
      const { modal: _, ...done } = verb;
      this.asked = { clause: { ...clause, verb: done }, span };
      return;
    }
    if (clause.link === 'so that') return;
    throw fault(span, 'whether this is done is not said: write what they do');
  }

  /** `wants to swap`, `lets them swap`, `says that …` */
  private withInner(clause: Clause, span: Span, next: Clause | undefined): void {
    const inner = clause.inner as Clause;
    const { lemma } = clause.verb;
    const isEvent = this.isEvent(inner) && this.knowsWithin(clause, inner);
    if (inner.link === 'that') {
      this.mention(clause);
      if (!isEvent || inner.verb.modal !== undefined) {
        if (!this.scene.begun && !this.isEvent(inner) && lemma !== 'say') return;
        return;
      }
      if (lemma === 'be' || !this.followed(inner)) return;
      throw fault(span, 'whether what is said of this is so is not certain');
    }
    const subject =
      clause.objects.at(-1) && clause.objects.length > 0 ? (clause.objects.at(-1) as readonly Noun[]) : clause.subject;
    const done: Clause = {
      ...inner,
      subject,
      link: clause.link,
      phrases: [...clause.phrases, ...inner.phrases],
      adverbs: [...clause.adverbs, ...inner.adverbs],
      isShared: false,
    };
    const isGoing =
      lemma === 'go' && (clause.phrases.length > 0 || clause.objects.length > 0) && clause.verb.form !== 'ing';
    if (isEvent && MAY.has(lemma) && (clause.objects.length === 0 || lemma === 'be') && !isGoing)
      throw fault(span, 'whether this is done is not said: write what they do');
    if (!isEvent && !CAUSES.has(lemma) && !DOES.has(lemma) && !has(lemma, 'go')) {
      this.mention(clause);
      return;
    }
    if (lemma === 'have' && inner.link === 'to' && clause.objects.length === 0) {
      this.unreal({ ...done, verb: { ...done.verb, modal: 'must' } }, span);
      return;
    }
    if (isEvent && inner.link === 'to' && ['have', 'make', 'let', 'take', 'miss'].includes(lemma))
      throw fault(span, 'whether this is done is not said: write what they do');
    const isCaused = clause.objects.length > 0 && CAUSES.has(lemma);
    const isDone =
      clause.objects.length === 0 && (DOES.has(lemma) || has(lemma, 'go')) && clause.verb.modal === undefined;
    if (isCaused || isDone) {
      // `goes to room 4 to see her`
      if (has(lemma, 'go') && isDone && (clause.phrases.length > 0 || clause.objects.length > 0)) {
        const { inner: purpose, ...going } = clause;
        this.does(going, span);
        if (purpose && this.isEvent(purpose) && purpose.objects.flat().some((noun) => this.follows(noun)))
          this.does({ ...purpose, subject: clause.subject }, span);
        return;
      }
      // `goes to buy a drink`, `has to tie his shoe`
      if (!isEvent && !has(inner.verb.lemma, 'have')) {
        this.mention(clause);
        return;
      }
      if (lemma === 'have' && isDone) throw fault(span, 'whether this is done is not said: write what they do');
      if (has(inner.verb.lemma, 'have') && isCaused) {
        this.gets(clause, done, span);
        return;
      }
      this.mentionOwn(clause);
      this.does(done, span);
      this.granted = done.verb.lemma;
      return;
    }
    if (ASKS.has(lemma) && clause.objects.length > 0) {
      const doer = { ...done, subject: this.both(clause, inner) };
      this.mentionOwn(clause);
      const isOutside = clause.subject.every(
        (noun) =>
          noun.kind !== 'name' &&
          !this.certain(noun).some((id) => this.scene.now.has(id) || this.scene.held(id).length > 0),
      );
      this.asked = { clause: doer, span };
      if (isOutside && next === undefined) {
        this.asked = undefined;
        this.does(doer, span);
        this.remarks.push({ ...span, text: 'what somebody is told to do here is taken as done' });
      }
      return;
    }
    this.mention(clause);
  }

  /** `lets Marcus have the seashell`: he gets it. */
  private gets(clause: Clause, done: Clause, span: Span): void {
    this.mentionOwn(clause);
    const [theme, more] = done.objects;
    if (!theme || more) throw fault(span, 'who gets what is not certain');
    const [giver] = clause.subject;
    if (!giver) return;
    this.does(
      {
        ...clause,
        objects: [done.subject, theme],
        phrases: [],
        adverbs: [],
        verb: { ...clause.verb, lemma: 'give' },
        ...{ inner: undefined as never },
      },
      span,
    );
  }

  private mentionOwn(clause: Clause): void {
    this.references.mention([...clause.subject, ...clause.objects.flat()].flatMap((noun) => this.certain(noun)));
  }

  /** `Ben asks Chloe to swap`: both of them do. */
  private both(clause: Clause, inner: Clause): readonly Noun[] {
    const other = clause.objects.at(-1) ?? [];
    const isAlone =
      has(inner.verb.lemma, 'exchange') &&
      other.length === 1 &&
      !inner.phrases.some(({ preposition }) => ['with', 'for'].includes(preposition));
    return isAlone ? [...clause.subject, ...other] : other;
  }

  private knowsWithin(clause: Clause, inner: Clause): boolean {
    return [...this.nounsOf(clause), ...this.nounsOf(inner)].some((noun) => this.follows(noun)) || this.knows(inner);
  }

  /** `and she agrees`, `but he says no`: whether what was asked is done. */
  private answers(clause: Clause, span: Span): boolean {
    if (!this.asked) return false;
    const { lemma, isNegated } = clause.verb;
    const said = clause.objects
      .flat()
      .flatMap(({ words }) => words)
      .concat(clause.adverbs, clause.predicate);
    const isNo = REFUSES.has(lemma) || (AGREES.has(lemma) && isNegated) || (has(lemma, 'say') && said.includes('no'));
    const isYes =
      (AGREES.has(lemma) && !isNegated && !clause.inner) ||
      (has(lemma, 'say') && (said.includes('yes') || said.includes('okay') || said.includes('ok')));
    if (!isNo && !isYes) return false;
    const doers = this.asked.clause.subject.flatMap((noun) => this.references.readings(noun).flat());
    const who = clause.subject.flatMap((noun) => this.references.readings(noun).flat());
    if (!who.some((id) => doers.includes(id)) || clause.adverbs.includes('instead'))
      throw fault(span, 'who agrees to what is not certain');
    const { asked } = this;
    this.asked = undefined;
    if (isYes) this.does(asked.clause, { start: asked.span.start, end: span.end });
    if (isYes) this.granted = asked.clause.verb.lemma;
    return true;
  }
}

/** `gets tired`: nothing is done to anybody. */
function isFelt(text: string): boolean {
  const word = /\bg[eo]ts? (\w+ed)\b/.exec(text)?.[1];
  return (
    word !== undefined &&
    verbsOf(word).every(({ lemma }) => isQuiet(lemma) && !isTransfer(lemma) && !has(lemma, 'exchange'))
  );
}

function isSummary({ subject, objects, phrases }: Clause): boolean {
  return (
    subject.length > 0 &&
    objects.length > 0 &&
    subject.every(({ pronoun }) => pronoun === 'we') &&
    phrases.length === 0 &&
    objects.flat().every(({ kind, isPlural }) => kind === 'bare' && isPlural)
  );
}

function keyOf({ subject, verb }: Clause): string {
  return `${subject.map(({ words }) => words.join(' ')).join(',')} ${verb.lemma}`;
}

/** Whether a reason tells of something that would move what is followed. */
function isStrong(clause: Clause): boolean {
  const { lemma } = clause.verb;
  return isTransfer(lemma) || has(lemma, 'exchange');
}

/** A sentence about the story, and one that takes back what was told. */
const OF_STORY_ITSELF =
  /\b(?:kidding|joking|ignore|disregard|skip|sentences?|imagine|suppose|not happen|pretend|fiction|dream|reverse)\b/;
const UNDONE =
  /\b(?:undone|undo|cancel\w*|reversed?|restored?|restart\w*|(?:start|begin|began|begun)\w* (?:again|over|anew)|as before|never happened|mistaken|invalid|void|untrue|false)\b/;

/** A quotation in which something may go. */
function speaksOfMoves(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[^a-z']+/)
    .some(
      (word) =>
        verbsOf(word).some(({ lemma }) => isTransfer(lemma) || has(lemma, 'exchange') || has(lemma, 'go')) ||
        ['yes', 'deal', 'have', 'here', 'keep', 'sure', 'okay'].includes(word),
    );
}

const ODD = new Set(['odd', 'even', 'alternate', 'every', 'each', 'other', 'most', 'least', 'dream', 'once']);
const NO_SETTING = new Set(['without', 'instead of', 'except', 'unlike', 'like', 'as', 'than', 'despite']);

const MOVES = new Set(
  'gives gave give takes took take swaps swap swapped trades trade traded switches switch switched moves move moved puts put passes pass passed hands handed exchanges exchanged exchange rotates rotate goes went go'.split(
    ' ',
  ),
);
