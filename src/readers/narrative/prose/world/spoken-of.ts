import type { World } from './world';

/** How many groups of those spoken of a pronoun may look back on. */
const MEMORY = 6;

/** Who and what was spoken of, the last first: for `she`, `it` and `they`. */
export class SpokenOf {
  /** Single people and things of this sentence and of those before. */
  protected sentences: number[][] = [[]];
  protected groups: number[][] = [];
  /** What the clause before was about, for `it` in the same sentence. */
  protected focus: number | undefined;
  /** The holdings when this sentence began, for `his` among gifts that cross. */
  protected atStart = new Map<number, number>();

  /** Whether a pronoun may mean those of the sentence before, too, where one of this sentence fits. */
  protected isWide = false;

  /** Who does what is told: `him` and `her` are others. */
  protected doers: readonly number[] = [];

  /** Who gives what is looked up is not what they give. */
  protected givers: readonly number[] = [];

  constructor(protected readonly world: World) {}

  by(ids: readonly number[]): void {
    this.doers = ids;
  }

  givenBy<T>(ids: readonly number[], look: () => T): T {
    this.givers = ids;
    try {
      return look();
    } finally {
      this.givers = [];
    }
  }

  widely<T>(look: () => T): T {
    this.isWide = true;
    try {
      return look();
    } finally {
      this.isWide = false;
    }
  }

  nextSentence(): void {
    if ((this.sentences[0]?.length ?? 0) > 0) this.sentences = [[], ...this.sentences].slice(0, MEMORY);
    this.startHere();
    this.focus = undefined;
  }

  /** What is told from here crosses with nothing before. */
  startHere(): void {
    this.atStart = new Map(this.world.now);
  }

  isOfThisSentence(id: number): boolean {
    return this.sentences[0]?.includes(id) === true;
  }

  /** What somebody has just done something with. */
  focusOn(id: number | undefined): void {
    this.focus = id;
  }

  mention(said: readonly number[]): void {
    const ids = said.filter((id) => this.world.entities[id]?.shown !== 'outside');
    const [current = []] = this.sentences;
    this.sentences[0] = [...ids, ...current.filter((id) => !ids.includes(id))];
    if (ids.length > 1) this.groups = [[...ids], ...this.groups].slice(0, MEMORY);
  }

  /** The gender that a story's own words tell. */
  learnGender(id: number, gender: 'she' | 'he'): void {
    const entity = this.world.entities[id];
    if (entity?.kind === 'person') entity.gender ??= gender;
  }
}
