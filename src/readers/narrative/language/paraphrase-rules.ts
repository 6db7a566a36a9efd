import { finiteForms, formsOf } from './inflect';
import { ACTS } from './acts';
import { PEOPLE } from '../prose/grammar/words';

/**
 * Other ways to say what the readers know: what is said, as a regular expression over the words of a sentence parted by blanks (a
 * quotation is one word), and how else to say it. `<x>` stands for the words of the group `x`, `.` parts sentences. A rule for a
 * `whole` sentence leaves it as it is unless it fits from its beginning to its end.
 */
interface Paraphrase {
  said: string;
  as: string;
  isWhole?: boolean;
  /** Only before anything is exchanged: it tells how things are at first. */
  isFirst?: boolean;
  /** Only in a story in which roles, parts or voices change. */
  isOfRoles?: boolean;
  /** Only in a story in which partners change. */
  isOfPartners?: boolean;
}

/** Parts of expressions, by their names in braces. */
const PARTS: Readonly<Record<string, string>> = {
  name: String.raw`(?:(?:Mr|Mrs|Ms|Dr|Aunt|Uncle|Lady|Lord|Sir|Captain) )?(?!(?:The|A|An|Then|After|Before|Later|Next|Now|On|In|At|When|While|His|Her|Their|He|She|They|It|And|But|So|Everyone|Each|All|Both|Finally|First|Afterwards|Afterward|Meanwhile|Suddenly|Eventually|Today|Yesterday|Tomorrow|Tonight|Once|Soon|Again|Instead|Perhaps|Luckily|Sadly|Unfortunately|Fortunately|For|With|By|From|To|Of|As|If|Because|Since|During|Under|Over|Outside|Inside|Behind|Our|My|Your|Its|This|That|These|Those|There|Here|What|Where|Who|Which|Why|How|We|You|Nobody|Everybody|Someone|One|Two|Three|Four|Five|Some|Most|Many|Only|Even|Still|Just|Second|Third|Last)\b)\p{Lu}[\p{L}\p{M}’'-]*(?<!['’]s)`,
  he: '(?:he|she|they|He|She|They)',
  noun: String.raw`(?:\p{Ll}[\p{L}-]*)`,
  swap: `(?:${finiteForms(ACTS.exchange.verbs).join('|')})`,
  times: '(?:one|two|three|four|five|1|2|3|4|5)',
  be: '(?:is|was|has|had|have|are|were)',
  feeling:
    '(?:cold|hungry|thirsty|angry|sick|ill|wet|mad|sad|sleepy|tired|bored|scared|worried|confused|excited|engaged|married|promoted|divorced|nervous|jealous|lonely|dizzy|better|worse)',
  spot: '(?:seat|chair|place|spot|desk|stool|bench|step|position|table)',
};
const expanded = (text: string) =>
  text.replace(/\{names\}/g, '{name}(?: , (?:and )?{name})*(?:(?: ,)? and {name})?').replace(/(?<!\\[pP])\{([a-z]+)\}/g, (_, part: string) => PARTS[part] ?? ''); // prettier-ignore

const RANKS = ['first', 'second', 'third', 'fourth', 'fifth'];
/** Work that somebody does, by the verb of it. */
const CHORES = 'cook clean shop wash iron garden mop dust vacuum bake'.split(' ').map((lemma) => formsOf(lemma));

export const RULES: readonly (Paraphrase & { pattern: RegExp })[] = (
  [
    // `June's is long`, of straws that each one has
    { said: String.raw`(?<who>{name})'s (?:is|was) (?<adjective>{noun})(?= ,| and|$)`, as: '<who> has the <adjective> {it}', isFirst: true },
    { said: String.raw`Mine (?:is|was) (?<adjective>{noun})(?= ,| and|$)`, as: 'I have the <adjective> {it}', isFirst: true },
    // `Ella's seat is 4A, and Gwen's is 4C`
    { said: String.raw`(?<who>{name})'s (?<spot>{spot}) (?:is|was) (?:number )?(?<label>\d+[A-Z]?|[A-Z])(?= ,| and|$)`, as: '<who> is in <spot> <label>', isFirst: true },
    { said: String.raw`(?<=is in (?<spot>{spot}) \S+ (?:.* )?)(?<who>{name})'s (?:is|was) (?:number )?(?<label>\d+[A-Z]?|[A-Z])(?= ,| and|$)`, as: '<who> is in <spot> <label>', isFirst: true },
    // `works the night shift`, `is on the night shift`
    { said: String.raw`(?:is on|was on|(?:works|worked|covers|does)(?=.* , {name} the| the .* and {name} the)) (?<what>the {noun} shift)`, as: 'has <what>' },
    { said: String.raw`(?<!(?:works|worked) (?!the ){noun}.*)(?:works|worked|covers|does) (?<what>the {noun} shift)(?!.* (?:works|worked) (?!the ))`, as: 'has <what>', isFirst: true },
    { said: String.raw`(?<who>[Ww]ho)'s on (?<what>the {noun} shift)`, as: '<who> has <what>' },
    // `the jar labelled "tea"`
    { said: String.raw`(?<the>the|a|an|The|A) (?<noun>{noun}) (?:that is |which is )?(?:labelled|labeled|marked) (?<label>"[^"]*")`, as: '<the> <label> <noun>' },
    // `The blue jar has sugar in it, the red jar has flour`
    { said: String.raw`(?<what>(?:[Tt]he|{name}'s) (?:{noun} ){1,3}?)(?:has|had) (?<in>(?:{noun} ){1,4}?)(?:in|inside) it`, as: '<what> contains <in>', isFirst: true },
    { said: String.raw`(?<=contains (?:.* )?)(?<what>the (?:{noun} ){1,3}?)(?:has|had) (?<in>(?:(?!in ){noun} ?){1,3})(?= ,| and|$)`, as: '<what> contains <in>', isFirst: true },
    { said: String.raw`at a (?:round|circular) table(?: , in (?:that|this) order(?: clockwise)?)?(?= |$)`, as: 'in a circle' },
    { said: String.raw`Going clockwise , (?<who>{names}) (?:sit|stand|are seated|sat) .*`, as: '<who> sit in a circle', isWhole: true },
    { said: String.raw`(?<count>{times}) (?<spot>{spot}s?) on(?= (?:counter|anti)?clockwise| to the|$)`, as: '<count> <spot>' },
    { said: String.raw`In a circle (?:stand|sit|are) (?<who>{names})(?: ,)? clockwise`, as: '<who> sit in a circle', isWhole: true },
    { said: String.raw`^For the (?:(?:first|second|third|fourth|last|next|final) )?(?:song|round|game|act|encore|dance|set|race|photo|half|scene|match|show|verse|lesson|trip)(?: ,)?`, as: 'Later ,' },
    // `Ann and Ben have to swap hats, which they do`
    { said: String.raw`(?<who>{names}) (?:have|had|need|needed|want|wanted|decide|decided|agree|agreed|promise|promised|are told|were told|are asked|were asked) to (?<deed>{swap}(?: [\p{L}]+){0,4}) , (?:which|and(?: so)?|so) they (?:do|did)`, as: '<who> <deed>', isWhole: true },
    // `Cora got sick of it and swapped with Dino`
    { said: String.raw`(?<who>{name}|{he}) (?:got|gets|was|is|became|becomes|felt|feels|grew|grows) (?:tired|sick|bored|jealous|curious|greedy|cold|hungry|impatient|generous|nervous|scared|unhappy)(?: (?:of|about|with) (?:it|this|that))? and (?<deed>{swap} .*)`, as: '<who> <deed>' },
    // `falls in love with the cat and trades his parrot for it`
    { said: String.raw`(?<who>{name}|{he}) (?:falls? in love with|fell in love with|likes?|liked|loves?|loved|prefers?|preferred|envies|envied|spots|spotted|admires?|admired) (?<what>(?:the|{name}'s) {noun}(?: {noun})?)(?: (?:so much|more|better))?(?: and| , so (?:he|she)) (?<deed>{swap} (?:his|her) {noun}(?: {noun})?) for it`, as: '<who> <deed> for <what>', isWhole: true },
    // `"Swap with me," said Ann to Ben, and he did`
    { said: String.raw`"(?:[Pp]lease,?_)?(?:[Ss]wap|[Tt]rade|[Ss]witch)(?:_{noun})?_with_me[^"]*" (?:, )?(?:said|says|asked|asks|told|tells|begged|begs) (?<who>{name}) (?:to )?(?<other>{name}) , (?:and|so) {he} (?:did|does|agreed|agrees)`, as: '<who> swaps with <other>', isWhole: true },
    { said: String.raw`.*{swap}(?: things| them)? (?:like this|as follows|this way|in this order) : (?<one>{name}) (?:with|and|for) (?<other>{name})(?: , (?<rest>.*)| and (?<more>.*))?`, as: '<one> swaps with <other> . swap as follows : <rest> <more>', isWhole: true },
    // `The teacher asked Ann and Ben to change places, and they did`
    { said: String.raw`(?:The|My|Our|Their|His|Her) (?:{noun} ){1,2}(?:asked|asks|told|tells|begged|ordered|instructed) (?<who>{names}) to (?<deed>(?:{swap}|change)(?: \p{L}+){0,3}) , (?:which|and|so) (?:so )?they (?:did|do)`, as: '<who> <deed>', isWhole: true },
    // `was cast as the king, Cora as the jester`
    { said: String.raw`(?<who>{name}) (?:was|is) (?:cast|chosen|picked|dressed|booked) as the`, as: '<who> is the', isFirst: true },
    { said: String.raw`(?<=is the (?:.* )?)(?<who>{name}) as the`, as: '<who> the', isFirst: true },
    // `bought a ticket for Friday, Sue for Saturday`
    { said: String.raw`(?<who>{name}) (?:bought|got|won|drew|ordered) (?<a>an?) (?<noun>ticket|pass|card|coupon|voucher) (?<to>for|to)`, as: '<who> has <a> <noun> <to>', isFirst: true },
    { said: String.raw`(?<=has (?<a>an?|the) (?<noun>{noun}) (?<to>for|to) (?:.* )?)(?<who>{name}) \k<to>`, as: '<who> has <a> <noun> <to>', isFirst: true },
    // `is driving`, of those who change seats
    { said: String.raw`(?<who>{name}) is driving(?= ,.* seat)`, as: "<who> is in the driver's seat", isFirst: true },
    { said: String.raw`(?:We|They|{names}) (?:set|sets|left|drove|drive|are|were|went|start|started|travel|travelled)\b[^,]* with (?<who>{name}) (?:driving|at the wheel)(?: ,)? (?<rest>.*)`, as: "<who> is in the driver's seat , <rest>", isWhole: true, isFirst: true },
    { said: String.raw`(?<who>{name}) (?:took|takes) (?:over )?the wheel(?= |$)`, as: "<who> goes to the driver's seat" },
    { said: String.raw`(?<who>{name}) is riding shotgun`, as: '<who> is in the passenger seat', isFirst: true },
    // `Who sits where Cat sat at the start?`
    { said: String.raw`(?<who>[Ww]ho) (?:sits|is sitting|stands|is) (?:now )?where (?<other>{name}) (?:sat|was|stood|was sitting)(?: at the (?:start|beginning)| at first| before| originally)?$`, as: "<who> sits in <other's> seat" },
    // `Three shells lie on the table, and the pea is under shell two`
    { said: String.raw`(?:Two|Three|Four|Five|Six|Seven|\d) (?:{noun} )?(?:cups|shells|boxes|hats|bowls|cards|thimbles|buckets|jars|tins|drawers|doors|nutshells|walnuts|glasses|mugs|pots|envelopes|baskets|bags) (?:lie|stand|are|sit|rest|lay|stood|were|sat) (?:face down |upside down |in a row |side by side )?(?:on|in) (?:the|a|my|her|his) {noun} (?:, and|and|, with|;) (?<rest>.*)`, as: '<rest>', isWhole: true, isFirst: true },
    // `Three shells lie on the table, left, middle and right`
    { said: String.raw`(?:Three|3) (?<noun>{noun}?)s (?:lie|stand|are|sit) on (?:the|a) {noun} , (?:a )?(?<a>left) , (?:a )?(?<b>middle) (?:, )?and (?:a )?(?<c>right)`, as: 'On the table stand the <a> <noun> , the <b> <noun> and the <c> <noun>', isWhole: true, isFirst: true },
    { said: String.raw`(?<head>(?:Our|The|My|Their|An?) {noun} (?:has|have) (?:two|three|four|five|six) {noun}) : one .*`, as: '<head>', isWhole: true, isFirst: true },
    // `Maike the second`, of appointments
    { said: String.raw`(?<=(?:has|have|had|holds|gets|got) the (?:first|second|early|earliest) (?<noun>{noun}) (?:.* )?)(?<who>{name}) (?:has )?the (?<rank>second|third|fourth|fifth|last|late|latest)(?= ,| and|$)`, as: '<who> has the <rank> <noun>', isFirst: true },
    // `Three cards lie face down: on the left the queen, in the middle the ten and on the right the ace`
    { said: String.raw`(?:(?:[Tt]hree|3) {noun} (?:lie|stand|are|sit|lay|stood|were)[^:]* : )?(?<in>[Oo]n|[Tt]o) the left (?:is |lies |stands |sits |was |lay )?(?<a>(?:the|a|an) [^,]*?) , in the (?:middle|centre|center) (?:is |lies |stands |sits |was |lay )?(?<b>(?:the|a|an) [^,]*?)(?: ,)?(?: and)? (?:on|to) the right (?:is |lies |stands |sits |was |lay )?(?<c>(?:the|a|an) [^,]*)`, as: '<a> is on the left , <b> is in the middle and <c> is on the right', isWhole: true, isFirst: true },
    // `We only have one charger in the house, and this morning Ella had it`
    { said: String.raw`We (?:only |just )?(?:have|had|own|owned|share|shared)(?: only| just)? (?:one|a single) (?<what>{noun}(?: {noun})??)(?: (?:in|at|on|for) (?:the|our|all) [^,]*?)? (?:, )?(?:and|but|so) (?<rest>.*)`, as: 'There is one <what> . <rest>', isWhole: true, isFirst: true },
    // `She slides the middle cup and the right cup past each other`
    { said: String.raw`(?:slides|slid|moves|moved|pushes|pushed|pulls|pulled) (?<what>the [^,]*?) past each other(?: (?:so that|so|until) they (?:trade|traded|swap|swapped|switch|switched|change|changed) places)?`, as: 'swaps <what>' },
    // `is nice enough to swap`
    { said: String.raw`(?<be>is|was|are|were) (?:so |very )?(?:kind|nice|good|generous|sweet|brave|clever|quick) enough to (?<deed>\p{Ll}+)`, as: 'does <deed>' },
    // `The waiter got it wrong and gave …`
    { said: String.raw`(?:got|gets) (?:it|them|everything|things|the orders?) (?:all )?(?:wrong|mixed up) and`, as: '' },
    // `carried it over to Mrs Lund, but nobody was home`: it stays with whoever carried it
    { said: String.raw`(?<who>.*?) (?:carried|carries|took|takes|brought|brings) (?:it|them|the {noun}|{name}'s {noun}) (?:over |round |around |back |up |down )*to (?:{name}|(?:the|her|his|their|my) {noun}) , but (?:nobody|no one|she|he|they) (?:was|were|is|are) (?:not )?(?:home|at home|in|there|out|away)`, as: '<who> waited', isWhole: true },
    // `turns the radio off and the heater on`
    { said: String.raw`(?<verb>turns?|turned|switch|switches|switched) (?<a>(?:the|his|her|their|my|our) (?:{noun} ){1,3}?)(?<one>on|off) (?:, )?and (?<b>(?:the|his|her|their|my|our) (?:{noun} ){1,3}?)(?<two>on|off)(?= ,| and| again|$)`, as: '<verb> <a> <one> and <verb> <b> <two>' },
    // `frees her`, who goes nowhere by it
    { said: String.raw`(?:frees|unties)(?= (?:her|him|them|the|{name}))`, as: 'greets' },
    { said: String.raw`(?<!{be} )(?:freed|untied)(?= (?:her|him|them|the|{name}))`, as: 'greeted' },
    // `gets cold`, which is nothing that one has
    { said: String.raw`gets (?<how>(?:very |so |too )?{feeling})(?= |$)`, as: 'feels <how>' },
    { said: String.raw`(?<!{be} )got (?<how>(?:very |so |too )?{feeling})(?= |$)`, as: 'felt <how>' },
    // `Furious, the bard trades …`
    { said: String.raw`(?:Furious|Angry|Delighted|Disappointed|Annoyed|Bored|Tired|Exhausted|Hungry|Thirsty|Curious|Excited|Relieved|Surprised|Confused|Embarrassed|Amused|Satisfied|Jealous|Nervous|Worried|Upset|Grateful|Smiling|Laughing|Sighing|Grinning|Happy|Sad|Unhappy|Impatient|Generous|Kind)(?: (?:and|but) {noun})?(?: (?:about|at|with|to) (?:this|that|it|see it|hear it))? ,(?= (?:the|he|she|they|{name}) )`, as: '' },
    { said: String.raw`(?:[Aa]nd )?last but not least(?: ,)?`, as: '' },
    // rows
    { said: String.raw`(?:There's|There (?:is|was)) a (?:queue|line)[^:]* : (?<rest>.*)`, as: '<rest>', isWhole: true },
    { said: String.raw`(?<who>{name}) is first , (?<other>{name}) is second(?= |$)`, as: '<who> is first in line , <other> is second' },
    { said: String.raw`(?<who>{name})(?<rest>(?: , {name})*(?: ,)? and {name}) (?:(?:stand|wait|stood|waited|are standing|are waiting|were standing|were waiting|are|were)) in (?:a )?(?:line|queue)(?: , (?:in (?:that|this) order|\k<who> (?:in front|first|at the front)))`, as: '{ranks}', isWhole: true },
    { said: String.raw`(?<who>{name}) lets? (?<other>{name}) (?:go|pass|stand|step|cut)(?: in)? (?:ahead|in front) of (?:him|her|them)`, as: '<other> moves ahead of <who>' },
    { said: String.raw`(?:cuts|cut|jumps|jumped|skips|skipped|sneaks|sneaked|pushes|pushed|dashes|dashed|moves up|moved up) to the (?:front|head)(?: of the (?:line|queue))?(?= |$)`, as: 'goes to the front of the line' },
    // `the two on the left`
    { said: String.raw`(?<the>the|The) (?<n>two|three) (?:\p{Ll}+ )?(?:on|at|to) the (?:far )?(?<side>left|right|front|back|top|bottom)(?: (?:end|side))?(?= |$)`, as: '<the> <side> <n>' },
    { said: String.raw`(?<the>the|The) (?<n>two) (?:\p{Ll}+ )?(?:at|on) (?:the|either|both) (?:ends?|outside|edges|sides)(?= |$)`, as: '<the> outer <n>' },
    { said: String.raw`(?<the>the|The) (?<n>two|three) (?:\p{Ll}+ )?in the (?:middle|centre|center)(?= |$)`, as: '<the> middle <n>' },
    { said: String.raw`(?<the>the|The) (?<n>two) (?<side>outer|inner|end|middle|left|right|front|back|first|last|top|bottom|leftmost|rightmost|outside) (?:ones|magnets|cards|cups|cars|people|children|kids|players|books|boxes|coins|dancers|runners)(?= |$)`, as: '<the> <side> <n>' },
    // `what was in the blue jar`
    { said: String.raw`(?<={swap} (?:.* )?)what (?:is|was) (?:in|on|inside) (?<where>the (?:{noun} ?){1,3}?)(?= with| and| for| ,|$)`, as: 'the contents of <where>' },
    { said: String.raw`(?<={swap} (?:.* )?)(?<where>the (?:{noun} ){0,2}{noun})'s contents with (?<there>the (?:{noun} ){0,2}{noun})'s(?= ,|$)`, as: 'the contents of <where> and <there>' },
    { said: String.raw`(?<={swap} )(?<what>the contents of the (?:{noun} ){1,3}?)with the contents of (?<where>the)`, as: '<what> and <where>' },
    { said: String.raw`(?<what>[Ww]hat) (?:position|role|part|post|instrument) (?<is>is|was) (?<who>{name}) (?<verb>playing)`, as: '<what> <is> <who> <verb>' },
    // `are in a spelling bee and wear numbers 7, 8 and 9`
    { said: String.raw`(?<who>{names}) (?:are|were) (?:in|at|on) (?:a|the) (?:{noun} ){1,3}and (?<deed>(?:wear|wore|have|had|hold|held|carry|carried) .*)`, as: '<who> <deed>', isWhole: true },
    // `Shift roster this week: Nina has the morning shift`
    { said: String.raw`(?:[^:,"]* )?(?:[Rr]oster|[Rr]ota|[Ll]ine-?up|[Ll]ist|[Pp]lan|[Ss]chedule|[Ss]et-?up|[Ss]tart|[Bb]eginning|[Rr]ecap|[Uu]pdate|[Ss]eating|[Pp]ositions|[Rr]oles|[Oo]rder|[Ss]ituation|[Ss]tatus|[Ss]cene|[Cc]ast|[Ii]nventory|[Ll]og|[Nn]otes?|[Rr]eminder|[Ss]ummary|[Kk]ick-off|[Mm]orning|[Ss]tory|[Cc]ase|[Nn]ews|[Rr]eport|[Ii]ntroduction|[Oo]pening|[Cc]urrently|[Nn]ow)(?: [^:"]*)? : (?<rest>(?!.* : |at |on |by |\d).* (?:is|are|was|were|has|have|had|holds|hold|held|sits|sat|plays|played|stands|stood|starts|started|owns|got|gets|lives|works|wears|wore) .*)`, as: '<rest>', isWhole: true, isFirst: true },
    // `So it goes`: nothing happens by it
    { said: String.raw`(?:And )?[Ss]o it (?:goes|went|goes on|went on)|(?:And )?[Tt]hat(?:'s| is| was) (?:that|it|all|life|how (?:it|things|they) (?:is|are|was|were|stay|stays|stayed|remain|remains|remained|stand|stands|stood)(?: [^,]*)?|where (?:things|we) (?:stand|stood|are)(?: [^,]*)?)|(?:And )?[Aa]ll(?:'s| is) well that ends well`, as: 'Nobody laughed', isWhole: true },
    // `Round 3: no trades`
    { said: String.raw`(?:[^:]* : )?(?:\p{Ll}+ \p{Ll}+ , )?(?:[Nn]o|[Zz]ero) (?:more |further |other )?(?:trades?|swaps?|changes?|moves?|exchanges?|switches|switch|action)(?: (?:at all|this time|today|here|this round|(?:was|were) made|happened|took place))?`, as: 'Nobody laughed', isWhole: true },
    // `When the music stops, Ann and Ben have changed chairs`
    { said: String.raw`(?<=^(?:When|By|As soon as|Once|At|On) .*)(?<who>{names}) have (?:now |both |all )?(?<deed>swapped|changed|traded|switched|exchanged)(?= |$)`, as: '<who> <deed>' },
    // `asks Gus whether he would trade`
    { said: String.raw`(?<ask>asks|asked|begs|begged) (?<other>{name}|him|her|them|the {noun}) (?:whether|if) (?:he|she|they|the two of them) (?:would like to|would be willing to|would mind|was willing to|were willing to|is willing to|wanted to|wants to|want to|would|could|can|might|will)(?: please)? (?<deed>swap|trade|switch|exchange|change|give|hand|pass|lend|move)(?= |$)`, as: '<ask> <other> to <deed>' },
    // `asked Granny to switch, which she did`
    { said: String.raw`, which (?<he>he|she|they) (?:gladly |happily |kindly |promptly |duly |did so |of course )?(?<did>did|does|do)(?: \p{Ll}+ly| at once| right away| straight away)?(?= ,|$)`, as: ', and <he> <did>' },
    // `has Ann swap seats with Ben`, `got Ann and Ben to swap`
    { said: String.raw`(?:had|has|made|makes|let|lets|gets|got|helped|helps) (?:her)(?: to)? (?<deed>swap|switch|trade|exchange|change)(?= (?!.*\bwith (?:her|him|them|herself|himself)\b))`, as: 'watched , and she did <deed>' },
    { said: String.raw`(?<=^(?:.* )?)(?:{name}|[Tt]he {noun}|[Hh]e|[Ss]he) (?:had|has|made|makes|let|lets|gets|got|helped|helps|persuaded|persuades|convinced|convinces) (?<who>{name}(?: , (?:and )?{name})*(?: ,)? and {name})(?: to| into)? (?<deed>swap|switch|trade|exchange|change)(?:ping)?(?= (?!.*\bwith (?:her|him|them|herself|himself)\b))`, as: '<who> <deed>' },
    { said: String.raw`(?<=^(?:.* )?)(?:{name}|[Tt]he {noun}|[Hh]e|[Ss]he) (?:had|has|made|makes|let|lets|gets|got|helped|helps|persuaded|persuades|convinced|convinces) (?<who>{name})(?: to| into)? (?:change)(?= (?:places|seats|desks|positions|chairs|spots|lanes|rooms|sides|roles|beds) (?!.*\bwith (?:her|him|them|herself|himself)\b))`, as: '<who> did swap' },
    { said: String.raw`(?<=^(?:.* )?)(?:{name}|[Tt]he {noun}|[Hh]e|[Ss]he) (?:had|has|made|makes|let|lets|gets|got|helped|helps|persuaded|persuades|convinced|convinces) (?<who>{name})(?: to| into)? (?<deed>swap|switch|trade|exchange|change)(?:ping)?(?= (?!.*\bwith (?:her|him|them|herself|himself)\b))`, as: '<who> did <deed>' },
    { said: String.raw`(?<do>did|does|do) change(?= (?:places|seats|desks|positions|chairs|spots|lanes|rooms|sides|roles|beds)(?: |$))`, as: '<do> swap' },
    // `goes to live in the oak`
    { said: String.raw`(?<go>goes|went|go|comes|came|come|moves|moved|move|flies|flew|runs|ran) (?:off |away |over |down |up |back )?to (?:live|sit|stand|stay|sleep|wait|lie|rest|hide|perch|play|work|stand)(?: down)? (?:in|on|at|inside|under|by|beneath) (?<what>the|a|an|her|his|their|{name}'s)(?= )`, as: '<go> to <what>' },
    // `Olga <-> Stepan`
    { said: String.raw`(?<one>[^,:]*?) (?:<->|↔|⇄|⇆) (?<other>[^,:]*?)`, as: '<one> swaps with <other>', isWhole: true },
    // `Ali's turn: he holds the ace`
    { said: String.raw`(?<who>{name})'s (?:turn|go|move|corner|side|story|part)(?: first| next| now)? : (?:he|she|they) (?<rest>.*)`, as: '<who> <rest>', isWhole: true },
    // `swapped the crops of the north field and the east field`
    { said: String.raw`(?<={swap} (?:.* )?)the (?!contents|places|positions|seats|owners|names|halves|tops|backs)(?:{noun} )?\p{Ll}+s of (?<a>(?:the )?(?:[\p{L}\d-]+ ){0,2}?[\p{L}\d-]+) and (?<b>(?:the )?(?:[\p{L}\d-]+ ){0,2}?[\p{L}\d-]+)(?= ,|$| in | at | on | during | before | after )`, as: 'the contents of <a> and <b>' },
    { said: String.raw`(?<=contents of (?:the )?)(?<a>north|south|east|west|left|right|middle|front|back|top|bottom|first|second|third|fourth|upper|lower|red|blue|green|yellow|white|black|big|small|old|new) and (?:the )?(?<b>north|south|east|west|left|right|middle|front|back|top|bottom|first|second|third|fourth|upper|lower|red|blue|green|yellow|white|black|big|small|old|new) (?<noun>\p{Ll}+?)s(?= |$)`, as: '<a> <noun> and the <b> <noun>' },
    // `Everyone passes a card on, so Ann gives to Ben, Ben gives to Cy …`: told in all, and then one by one
    { said: String.raw`(?:[Ee]veryone|[Ee]verybody|[Ee]ach(?: (?:player|person|child|one))?(?: of them)?|[Tt]hey all|[Aa]ll of them|[Tt]hey|[Aa]ll (?:three|four|five|six)) (?!(?:is|are|was|were|has|have|had|holds|sits|stands|starts|began|begins|started|gets|got)\b)[^:]*?(?: :| , so| , that is ,| ; so| - so|, i.e. ,) (?<rest>{name} (?:gives|passes|gave|passed|hands|handed|goes|went|moves|moved|takes|took|gets|got|sends|sent)\b.*(?: and|,) {name} .*)`, as: '<rest>', isWhole: true },
    // `dug it up, having first moved the rum to the beach`
    { said: String.raw`(?<who>{name}|[Tt]he {noun}|{he}) (?<main>.*?) ,(?: but)? (?:only )?(?:having|after having) (?:first |already |previously )?(?<deed>(?:\p{Ll}+ed|put|set|left|sold|brought|hung|kept|lent|sent|sold|bought|laid|stuck|led|slid|hid|swung|lost|won) [^,]*)`, as: '<who> <deed> . <who> <main>', isWhole: true },
    // `The key used to hang by the door but now it is in the flowerpot`
    { said: String.raw`(?<what>(?:[Tt]he|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|{name}'s) (?:{noun} ){1,3}?|{name} )used to [^,]*?(?: ,)? (?:but|and|although|though) now (?:it|he|she|they) (?<be>is|are|hangs|hang|lives|live|sits|sit|stands|stand|lies|lie) (?<rest>.*)`, as: '<what> <be> <rest>', isWhole: true, isFirst: true },
    { said: String.raw`(?<what>(?:[Tt]he|[Mm]y|[Oo]ur|[Hh]is|[Hh]er) (?:{noun} ){1,3}?)used to (?:be|hang|live|sit|stand|lie|belong|stay)\b.*`, as: 'There is <what>', isWhole: true, isFirst: true },
    // `Server A runs the database`, `grew wheat in the north field`
    { said: String.raw`(?<=(?:[Ss]erver|[Mm]achine|[Hh]ost|[Nn]ode|[Cc]omputer|[Cc]luster|[Rr]obot|[Oo]ven|[Pp]rinter) (?:\d+|[A-Z]) )(?:runs|ran|hosts|hosted)(?= (?:the|a|an) )`, as: 'has', isFirst: true },
    { said: String.raw`(?:grew|grows|grow|planted|plants|plant|sowed|sows|raised|raises)(?= (?:the |some )?(?:{noun} ){1,2}in )`, as: 'put', isFirst: true },
    // `The train has three carriages`
    { said: String.raw`(?:{name}(?: the {noun})? |(?:The|Our|My|This|That|An?|Each|Every) (?:{noun} ){1,3}?)(?:has|have|had|offers|boasts) (?:only |just |exactly )?(?<n>two|three|four|five|six|seven|eight|nine|ten|\d+) (?<what>(?:{noun} )?(?:carriages|wagons|cars|rooms|floors|tables|seats|spots|places|lanes|tracks|platforms|beds|bays|desks|shelves|drawers|cells|cages|stalls|pens|fields|gates|burners|hooks|slots|positions|doors|rows|columns|lockers|houses|benches|berths|cabins|cauldrons|pots|pans|jars|boxes|bins|crates|baskets|bowls|tins|tanks|chests|sacks|pockets|pegs|hives|nests|trays|barrels|buckets|vases|plates|envelopes|bags|cups|hutches|kennels))`, as: 'There are <n> <what>', isWhole: true, isFirst: true },
    { said: String.raw`(?:The|Our|My) (?!.*(?:man|woman|boy|girl|farmer|teacher|king|queen|child|brother|sister|mother|father|friend|cousin|uncle|aunt) (?:has|have|had))(?:(?:{noun}|{noun}'s) ){1,3}?(?:has|have|had) (?:only |just |exactly )?(?<n>two|three|four|five|six|seven|eight) (?<what>(?:{noun} )?\p{Ll}+s)`, as: 'There are <n> <what>', isWhole: true, isFirst: true },
    // `Tuesday: Gus and Hal swap`
    { said: String.raw`(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))? : (?<rest>.*)`, as: '<rest>', isWhole: true },
    { said: String.raw`(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter|Morning|Noon|Afternoon|Evening|Midday|Midnight) : (?<rest>{name} .*)`, as: '<rest>', isWhole: true },
    { said: String.raw`(?:[^:]* : )?[Nn]othing(?: (?:happened|happens|changed|changes|else|new|to report))?`, as: 'Nobody laughed', isWhole: true },
    // `in the second, Jo and Ilse`, behind an exchange
    { said: String.raw`(?:[Ii]n|[Oo]n|[Aa]t|[Dd]uring) the (?:second|third|fourth|fifth|last|next|final)(?: {noun})?(?: ,)? (?<a>{name}) and (?<b>{name})`, as: '<a> and <b> did likewise', isWhole: true },
    // `lot 1 was a clock`
    { said: String.raw`(?<what>(?:[Ll]ot|[Pp]rize|[Gg]ift|[Pp]resent|[Pp]arcel|[Pp]ackage|[Ii]tem|[Dd]oor|[Ee]nvelope|[Ss]lot|[Ee]xhibit|[Ss]tall|[Dd]ish|[Tt]rack) (?:\d+|[A-Z]|one|two|three|four)) (?:is|was)(?= an? )`, as: '<what> contains', isFirst: true },
    // `Abdul uses locker 1`
    { said: String.raw`(?<who>{name}) (?:uses|used) (?<where>(?:locker|desk|room|seat|spot|bay|lane|table|bed|bunk|berth|cabin|stall|office|space) (?:\d+|[A-Z]))`, as: '<who> is in <where>', isFirst: true },
    // `Rafael cooks, Simone cleans`
    ...CHORES.map(({ third, ing }) => ({ said: String.raw`(?<=^(?:.* (?:,|and) )?{name} )${third}(?= ,| and|$)`, as: `does the ${ing}`, isFirst: true })),
    // `Every month two of them switch: in May Rafael and Simone switched, …`
    { said: String.raw`(?:Every|Each|Once a|From time to time|Now and then)\b[^:]*{swap}[^:]* : (?<rest>.*{swap}.*)`, as: '<rest>', isWhole: true },
    // `so badly that I swapped it`
    { said: String.raw`so (?:badly|much|hard|long|often|loudly|sadly|nicely|tired|bored|cold|hungry|happy|sad|jealous|angry|impressed|sorry|good|well) that(?= (?:{name}|I|he|she|they|the) )`, as: ', so' },
    // `Wally the whale swims`
    { said: String.raw`(?<=^(?:.* (?:,|and) )?)(?<who>{name}) the (?:${[...PEOPLE].filter((word) => /^[a-z]+$/.test(word)).join('|')})(?= (?:is|was|has|had|\p{Ll}+s|\p{Ll}+ed|sat|stood|lay|took|gave|went|slept) )`, as: '<who>' },
    // `swims in the lagoon`, before all else
    { said: String.raw`(?<=(?:{name}|(?:[Tt]he|[Aa]n?) (?:{noun} )?{noun}) )(?:swims|hides|plays|grazes|roams|floats|nests|perches|patrols|dozes|naps|basks|lounges|teaches|lectures|trains|coaches|performs|serves|practises|swam|hid|grazed|taught|dozed)(?= (?:in|on|under|at|by) (?:the |{noun} (?:\d|[A-Z]|one|two|three)))`, as: 'is', isFirst: true },
    // `Gil stood first in line, Hope second and Ines third`
    ...[3, 4, 5].map((count) => ({
      said: String.raw`(?:[^,]* , )?(?<a>{name}) (?:stood|stands|was|is|came|sat|sits|goes|went|starts|started) first(?: in (?:the )?(?:line|queue|row))?` + RANKS.slice(1, count).map((rank, k) => String.raw`(?: ,)?(?: and)? (?<${'bcde'[k]}>{name}) (?:was |is |stood |stands |comes |came )?${rank === 'last' ? rank : `(?:${rank}|last)`}`).join(''),
      as: `<a> is first in line ${RANKS.slice(1, count).map((rank, k) => `${k === count - 2 ? 'and' : ','} <${'bcde'[k]}> is ${rank}`).join(' ')}`,
      isWhole: true,
      isFirst: true,
    })),
    // `joins Igor on the swing`
    { said: String.raw`(?:joins|joined) (?:{name}|him|her|them) (?:in|on|at|under)(?= the )`, as: 'goes to' },
    // `leaves the bay for the lagoon`
    { said: String.raw`(?:leaves|left) (?<from>the (?:{noun} )?{noun}) for (?<to>the (?!day|night|evening|weekend|week|moment|summer|winter){noun})(?= ,| and|$)`, as: 'goes from <from> to <to>' },
    // `stuck to her moped`
    { said: String.raw`(?:sticks|stuck|stick) (?:to|with)(?= (?:her|his|their|the|its) )`, as: 'keeps' },
    // `the dove appears in the glass box`
    { said: String.raw`(?:re)?appears (?:again )?(?:in|on|under|inside)(?= the )`, as: 'goes to' },
    { said: String.raw`(?:re)?appeared (?:again )?(?:in|on|under|inside)(?= the )`, as: 'went to' },
    // `Arun works with Beth`, who swap partners
    { said: String.raw`(?<who>{name}) (?:works|worked|plays|played|rides|rode|sits|sat|runs|ran|studies|studied|practises|practices|travels|rows) with (?<other>{name})`, as: '<who> is paired with <other>', isFirst: true, isOfPartners: true },
    { said: String.raw`Pairs (?:for|in|of) [^:]* : (?<rest>.*)`, as: '<rest>', isWhole: true, isFirst: true },
    // as people write it in haste
    { said: String.raw`w(?:/|)(?= (?:{name}|her|him|them))`, as: 'with' },
    { said: 'bc(?= )', as: 'because' },
    { said: String.raw`(?:lol|haha|hahaha|lmao|xd|tbh|btw|ofc|omg|smh)(?= |$)`, as: '' },
    // `stamps in an envelope and buttons in a matchbox`
    { said: String.raw`(?<=^(?:.* )?(?:keep|keeps|kept|put|puts|store|stores|stored|hide|hides|hid|stash|stashes|stashed) .* (?:in|on|under|behind) (?:a|an|the|my|her|his|their|our) [^,]*(?: ,| and|, and) )(?<what>\p{Ll}+s) (?<in>in|on|under|behind)(?= (?:a|an|the|my|her|his|their|our) )`, as: 'the <what> <in>', isFirst: true },
    // `The stamps I left alone`
    { said: String.raw`The (?:{noun} ){1,3}(?:I|we|he|she|they|{name}) (?:left|leave|leaves) (?:alone|untouched|in peace|be|as (?:it|they) (?:is|are|was|were)|where (?:it|they) (?:is|are|was|were))`, as: 'Nobody laughed', isWhole: true },
    // `Inga is a soprano, Jutta is an alto`, who trade voices
    { said: String.raw`(?<=^(?:.* )?)(?<who>{name}) (?<is>is|was) an? (?<role>{noun})(?= ,| and|$)`, as: '<who> <is> the <role>', isFirst: true, isOfRoles: true },
    // `Bay 1 is occupied by the ambulance, bay 2 by the fire engine`
    { said: String.raw`(?:is|was) (?:currently |already |now )?(?:occupied|taken|filled|used|rented|inhabited) by(?= (?:the|a|an) )`, as: 'contains', isFirst: true },
    { said: String.raw`(?<=contains .* )(?<where>{noun} (?:\d+[A-Z]?|[A-Z])) by(?= (?:the|a|an) )`, as: '<where> contains', isFirst: true },
    // `A cup of tea stands in front of Holly`
    { said: String.raw`(?<=^(?:A|An|The) [^,]*? )(?:stands|stood|sits|sat|lies|lay|is|was|rests) (?:right |directly )?(?:in front of|before)(?= {name}(?: ,| and|$))`, as: 'is with', isFirst: true },
    { said: String.raw`(?<=^(?:A|An|The) [^,]*? is with .*(?:,|and) (?:a|an|the) [^,]*? )in front of(?= {name}(?: ,| and|$))`, as: 'with', isFirst: true },
    // `left for the cave`
    { said: String.raw`(?:left|departed|set off|headed off) for(?= the (?!day|night|evening|morning|afternoon|weekend|week|holidays|summer|winter)\p{Ll})`, as: 'went to' },
    { said: String.raw`(?:leaves|departs|sets off|heads off) for(?= the (?!day|night|evening|morning|afternoon|weekend|week|holidays|summer|winter)\p{Ll})`, as: 'goes to' },
    // `gave the queen's part to Ivor`
    { said: String.raw`the (?<role>\p{Ll}+)'s (?:part|role|job|position|post)(?= |$)`, as: 'the <role>' },
    // `Before the move, the drill was on shelf 2`, behind one exchange
    { said: String.raw`Before (?:the|this|that|these) (?:move|moves|swap|swaps|change|changes|exchange|trade) , (?<rest>.* (?:was|were|had) .*)`, as: 'At first , <rest>', isWhole: true },
    // `Before, Ann had had the pen`, behind one exchange
    { said: String.raw`Before(?: that)? , (?<who>{name}) (?:had had|had|has) (?<rest>.*)`, as: 'At first <who> had <rest>', isWhole: true },
  ] satisfies readonly Paraphrase[] as readonly Paraphrase[]
).map((rule) => ({
  ...rule,
  pattern: new RegExp(
    rule.isWhole === true ? `^(?<lead>(?:(?:Then|Later|Next|So|Finally|Now|And|But|After that)(?: ,)? )?)${expanded(rule.said)}$` : `(?<![^ ])${expanded(rule.said)}`,
    'du',
  ),
})); // prettier-ignore
