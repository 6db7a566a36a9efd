/**
 * The verbs by which something moves: what they do, who and what stands where, and which prepositions say it. All readers of
 * stories take their verbs from here; `verbs.ts` has those that move nothing.
 */
export interface Act {
  does: string;
  /** Sentences, as every reader reads them: `_` is the verb, `A` and `B` have `X` and `Y`, `P` and `Q` are places. */
  patterns: readonly string[];
  /** Verbs that every reader knows. */
  verbs: string;
  /** Those that are known only where a sentence is read by its parts. */
  more: string;
  /** What is called so is done, too: `makes a trade`. */
  nouns?: string;
}

export const ACTS = {
  exchange: {
    does: 'two things, or those who have them, change places',
    patterns: ['A and B _ things', 'A _ things with B', "A _ X for B's Y", 'X is _ed with Y'],
    verbs: 'swap trade exchange switch interchange',
    more: 'barter change swop',
    nouns: 'swap trade exchange switch',
  },
  give: {
    does: 'somebody has it then',
    patterns: ['A _ X to B', 'A _ B X', 'X is _ed to B'],
    verbs: 'give hand pass lend throw toss send sell slip',
    more:
      'offer bestow gift grant relay ship post relinquish yield cede trust loan fling lob award present deal donate ' +
      'deliver chuck forward surrender hurl feed entrust bequeath kick roll bounce slide',
  },
  put: {
    does: 'it is somewhere then, or somebody has it',
    patterns: ['A _ X into P', 'A _ X from P to Q', 'X is _ed into P'],
    verbs:
      'move put place carry bring transfer shift slide push set lay return insert hide store stash pack drop pull ' +
      'relocate stick stuff tuck load pour hang deposit kick roll drag nudge lift shove drive smuggle wheel haul ' +
      'lead',
    more:
      'file send stack shelve park plop dump transport lower raise position plant bury stow serve mail flick fold ' +
      'press squeeze sweep hoist switch rest pop offload pile turn courier dispatch delegate concede tip scrape ' +
      'spoon ladle decant shunt steer chip thread tap knock punt conceal lock prop perch wedge nestle clip pin ' +
      'attach restore reposition station install march escort guide chase usher reassign reallocate rehome tow ' +
      'ferry lug tote cart heave dunk mount sling drape lean stand sit reseat rehang spill provide supply equip ' +
      'seat hook couple screw bolt strap clamp tack tape nail tie affix bundle deport resettle rehouse reshelve ' +
      'refile reinsert replant unload bear fish thrust hustle whisk ride issue allocate allot hand-deliver spirit ' +
      'volley cross banish evict expel coax herd jam cram wrap fasten glue shut head bowl walk',
  },
  take: {
    does: 'whoever does it has it then',
    patterns: ['A _ X from B', 'A _ X out of P'],
    verbs: 'take get pull pick grab fetch remove collect steal snatch borrow receive retrieve accept',
    more:
      'buy swipe pinch nab claim catch obtain acquire inherit win find choose seize nick pocket lift relieve draw ' +
      'reclaim recover scoop pluck bag cop snag scrounge cadge fish peel unhook detach uproot unpin swoop usurp ' +
      'confiscate impound commandeer appropriate pilfer filch purloin rob deprive strip wrestle wrest extract ' +
      'withdraw dig unearth regain repossess gather intercept gain earn purchase adopt salvage rescue secure poach ' +
      'wangle',
  },
  remove: {
    does: 'nobody has it then',
    patterns: ['_ X from P'],
    verbs: 'remove discard empty',
    more: 'unload unpack',
  },
  rotate: {
    does: 'each one gets what the next one had',
    patterns: ['A, B and C _ their things clockwise'],
    verbs: 'rotate cycle',
    more: '',
  },
  go: {
    does: 'whoever does it is somewhere else then',
    patterns: ['A _ to P'],
    verbs:
      'go move walk run travel return head drive fly hop jump climb crawl trot swim skip hurry rush march wander ' +
      'sneak creep step stroll dash race come leap sail slip gallop ride hike jog tiptoe scurry bounce scramble ' +
      'waddle relocate transfer proceed',
    more:
      'shift slide float settle scoot shuffle cross enter drift flutter dart scuttle slither roll scamper stagger ' +
      'saunter stride limp get sit stand lie bolt bound reach curl pad trundle arrive fall tumble edge squeeze dive ' +
      'plunge hobble paddle row cycle pedal sprint slink prowl flit swoop glide soar perch land retreat withdraw ' +
      'retire descend ascend advance change switch board pop nip duck burrow wriggle squirm pile lumber zoom zip ' +
      'taxi berth dock moor park roost camp steer pull back wobble totter canter sidle parade troop trek pass end ' +
      'flee crouch overtake outrun leapfrog snuggle nestle flop lead toddle amble mosey meander plod traipse jet ' +
      'skedaddle depart emigrate migrate steam chug trickle gravitate tramp tread blunder burst barge steal skate',
  },
  enter: { does: 'whoever does it is there then', patterns: ['A _ P'], verbs: 'enter reach visit', more: '' },
  leave: {
    does: 'whoever does it is there no more',
    patterns: ['A _ P'],
    verbs: 'leave exit',
    more: 'vacate abandon quit',
  },
  turn: {
    does: 'it has another state then',
    patterns: ['A _ X on'],
    verbs: 'turn switch flip toggle',
    more: 'open close shut lock unlock flick',
  },
} as const satisfies Readonly<Record<string, Act>>;

/** The words by which a sentence says who or what has which part in it. */
export const PREPOSITIONS: Readonly<Record<'goal' | 'source' | 'way' | 'partner' | 'agent', readonly string[]>> = {
  goal: ['to', 'into', 'onto'],
  source: ['from', 'off'],
  /** where to, or where from */
  way: ['to', 'into', 'onto', 'from', 'off'],
  partner: ['with'],
  agent: ['by'],
};

/** `makes a swap` */
export const EXCHANGE_NOUNS: ReadonlySet<string> = new Set(ACTS.exchange.nouns.split(' '));

/** All verbs that do one of these. */
export const lemmasOf = (...acts: readonly (keyof typeof ACTS)[]): string[] =>
  acts.flatMap((act) => `${ACTS[act].verbs} ${ACTS[act].more}`.trim().split(' '));
