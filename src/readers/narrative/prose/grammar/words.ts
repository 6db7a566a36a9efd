import { IRREGULAR } from '../../language/lexicon';
import { wordSet as words } from '../../language/word-set';

export const PREPOSITIONS = words(
  'to into onto in on under underneath beneath behind inside within at by beside near from of off with without for about against ' +
    'among amongst around across along through past over above below between before after during until till since despite like unlike ' +
    'towards toward via per upon atop alongside than as outside out beyond up down opposite throughout except',
);
/** Prepositions of several words, by what they mean. */
export const COMPOUND: readonly (readonly [string, string])[] = [
  ['out of', 'from'],
  ['out from under', 'from'],
  ['from under', 'from'],
  ['from inside', 'from'],
  ['from behind', 'from'],
  ['from underneath', 'from'],
  ['from beneath', 'from'],
  ['from on top of', 'from'],
  ['off of', 'from'],
  ['away from', 'from'],
  ['back from', 'from'],
  ['down from', 'from'],
  ['up from', 'from'],
  ['over from', 'from'],
  ['back out of', 'from'],
  ['on top of', 'on'],
  ['in front of', 'near'],
  ['next to', 'near'],
  ['close to', 'near'],
  ['ahead of', 'ahead of'],
  ['back to', 'to'],
  ['over to', 'to'],
  ['up to', 'to'],
  ['down to', 'to'],
  ['across to', 'to'],
  ['out to', 'to'],
  ['on to', 'to'],
  ['along to', 'to'],
  ['straight to', 'to'],
  ['off to', 'to'],
  ['away to', 'to'],
  ['right back to', 'to'],
  ['straight back to', 'to'],
  ['back over to', 'to'],
  ['back into', 'into'],
  ['back in', 'in'],
  ['back on', 'on'],
  ['back onto', 'onto'],
  ['back under', 'under'],
  ['over into', 'into'],
  ['up into', 'into'],
  ['down into', 'into'],
  ['up onto', 'onto'],
  ['down onto', 'onto'],
  ['down on', 'on'],
  ['down in', 'in'],
  ['up on', 'on'],
  ['away in', 'in'],
  ['away into', 'into'],
  ['away on', 'on'],
  ['over onto', 'onto'],
  ['straight into', 'into'],
  ['in exchange for', 'for'],
  ['in return for', 'for'],
  ['in trade for', 'for'],
  ['in place of', 'instead of'],
  ['instead of', 'instead of'],
  ['rather than', 'instead of'],
  ['because of', 'about'],
  ['thanks to', 'about'],
  ['due to', 'about'],
  ['on account of', 'about'],
  ['as well as', 'as well as'],
  ['apart from', 'except'],
  ['other than', 'except'],
  ['except for', 'except'],
  ['all except', 'except'],
  ['at the hands of', 'by'],
];
/** Set phrases that say when or how. */
export const SET_PHRASES: readonly (readonly string[])[] = (
  'on guard,on the phone,in a meeting,on vacation,on break,at lunch,in trouble,off duty,off work,on standby,on sick leave,on duty,on watch,on call,on holiday,on leave,at work,on time,on foot,at last,at first,at once,at least,at the same time,in turn,for now,by now,by then,of course,in fact,after all,as well,so far,right away,once more,once again,one by one,' +
  'all of a sudden,in the end,at the end,at the start,at the beginning,in the beginning,to begin with,to start with,no longer,by mistake,by accident,on purpose,in the meantime,' +
  'a little later,a bit later,a while later,later on,after a while,for a while,for a moment,for a minute,in a hurry,without a word,without hesitation,last of all,first of all,' +
  'soon after,soon afterwards,shortly after,shortly afterwards,from then on,from now on,until then,till then,a moment later,a minute later,an hour later,as usual,as before,as ever,on the way,' +
  'in return,in exchange,in turn,by chance,for good,for ever,for fun,in secret,after that,after this,before that,before this,with a smile,with a nod,with a sigh,with a grin,with a bow,in silence,as always'
)
  .split(',')
  .map((phrase) => phrase.split(' '));
/** Where something is or goes. */
export const PLACING = words(
  'in into on onto under underneath beneath behind inside within at beside upon atop to near by above below opposite around over',
);
export const PRONOUNS = words(
  'he she it they him them himself herself itself themselves i me we us you myself ourselves who',
);
export const POSSESSIVES = words('his her their its my our your whose');
export const ABSOLUTE = words('his hers theirs mine ours yours');
export const DETERMINERS = words(
  'the a an this that these those each every both some any another all no either neither his her their its my our your',
);
export const CONJUNCTIONS = words('and or but so then yet nor plus');
export const SUBORDINATORS = words(
  'whether while when whenever after before because since although though until till unless if whereas once as where wherever lest',
);
export const RELATIVES = words('who which that whom whose');
export const MODALS = words('will would can could may might shall should must cannot need ought');
export const BE = words('be is are was were been being am');
export const HAVE = words('has have had having');
export const DO = words('do does did');
export const NEGATIONS = words("not never n't hardly barely scarcely nearly almost");
export const ADVERBS = words(
  'then next now finally first later afterwards afterward again meanwhile soon lastly also too once twice quickly slowly quietly back away over out off up down ' +
    'along around round together apart already still just only even instead anyway however therefore thus so there here home upstairs downstairs outside inside ' +
    'today tonight tomorrow yesterday eventually immediately suddenly happily sadly gladly carefully carelessly gently softly secretly silently politely kindly generously ' +
    'reluctantly grudgingly cheerfully eagerly briefly simply promptly swiftly directly straight right instantly presently shortly initially originally ' +
    'originally afterward once ahead forward backwards backward sideways aside somehow perhaps maybe certainly indeed of-course very quite rather really exactly ' +
    'closer nearer farther further higher lower ever always often sometimes usually rarely seldom well better best hard fast early late long far much more most less least enough both all each else likewise ' +
    'respectively instead currently last second third fourth fifth sixth firstly secondly thirdly likewise moreover furthermore otherwise elsewhere somewhere nearby all-round overnight meantime nonetheless nevertheless thereafter thereupon whereupon ' +
    'halfway midway offhand straightaway afterwards somewhat ' +
    'please yes no okay ok oh ah well alas hooray hurray'.replace('of-course ', ''),
);
export const ADJECTIVES = words(
  'red blue green yellow white black purple orange pink brown grey gray gold golden silver bronze copper violet turquoise crimson scarlet beige tan ' +
    'big small large little tiny huge giant great tall short long old new young first second third fourth fifth sixth seventh last next left right middle centre center top bottom upper lower ' +
    'front back rear inner outer leftmost rightmost other same round square flat thick thin heavy light wooden plastic metal glass paper tin iron steel clay silk woollen woolen leather stone ' +
    'striped spotted plain fancy shiny dull bright dark pale empty full free warm hot cold wet dry clean dirty soft hard lucky favourite favorite single double only own ' +
    'north south east west northern southern eastern western good bad nice lovely pretty ugly poor rich broken whole half extra spare final',
);
/** `biggest`, `shortest` */
export const SUPERLATIVE =
  /^(?!(?:forest|guest|chest|nest|vest|west|rest|test|quest|request|best|pest|priest|harvest|interest|contest|jest|crest|breast|beast|feast|coast|toast|ghost|arrest|fest)$)[a-z]{3,}est$/;
export const CALENDAR = words(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ' +
    'mondays tuesdays wednesdays thursdays fridays saturdays sundays christmas easter halloween thanksgiving ramadan diwali hanukkah',
);
/** `Christmas Eve` */
export const DAY_PARTS = words('eve day morning afternoon evening night');
/** Adjectives and participles of what has nothing in it. */
export const VACANT = words('empty free vacant unoccupied empty-handed unused available bare');
/** Nouns of people. */
export const PEOPLE = words(
  'man woman boy girl child kid baby person friend neighbour neighbor guest player teacher student pupil captain coach referee waiter waitress bartender barman doctor nurse chef cook baker ' +
    'butler maid servant king queen prince princess knight squire wizard witch magician dealer clerk guard soldier officer sergeant detective agent thief pirate sailor farmer shepherd driver pilot ' +
    'mother father mum mom mummy dad daddy parent sister brother aunt uncle cousin grandma grandpa grandmother grandfather granny grandad son daughter twin wife husband nephew niece ' +
    'boss manager secretary assistant colleague intern director actor actress singer dancer musician violinist drummer guitarist painter artist poet writer scientist professor librarian gardener ' +
    'goalkeeper striker defender goalie shortstop outfielder infielder winger midfielder sweeper fullback halfback quarterback linebacker bowler batsman batter wicketkeeper fielder setter libero playmaker attacker baseman runner swimmer cyclist skater stranger visitor tourist traveller passenger conductor steward stewardess attendant porter janitor caretaker host hostess ' +
    'lady gentleman lord duke duchess count countess baron judge lawyer mayor minister priest monk nun sheriff cowboy clown acrobat juggler ghost elf dwarf goblin troll giant fairy robot ' +
    'puppy kitten dog cat owner customer client shopkeeper seller buyer vendor barista bride groom landlord tenant flatmate roommate classmate teammate partner rival winner loser leader opponent nanny babysitter keeper ' +
    'narrator wizard apprentice hunter fisherman mechanic plumber electrician carpenter engineer architect reporter photographer editor hiker camper volunteer member spy scout guide ranger lifeguard trainer umpire organiser organizer hostess bishop abbot ' +
    'grandson granddaughter grandchild godmother godfather godson goddaughter stepmother stepfather stepsister stepbrother sibling toddler teenager lad lass guy bloke fellow pal mate buddy chum ' +
    'girlfriend boyfriend fiancé fiancée fiancee mum-in-law mother-in-law father-in-law sister-in-law brother-in-law cook chemist banker plumber dentist vet surgeon midwife pharmacist ' +
    'treasurer chairman chairwoman president principal headmaster headmistress lecturer tutor instructor supervisor foreman apprentice trainee rookie veteran joiner tailor cobbler blacksmith miller ' +
    'butcher grocer florist fishmonger barber hairdresser beekeeper stationmaster ticket-inspector inspector constable cop warden ranger ferryman skipper sailor boatman cabin-boy first-mate navigator astronaut cosmonaut ' +
    'orphan hermit nomad merchant trader pedlar peddler beggar noble emperor empress sultan chief elder villager peasant hare fox bear wolf mouse rabbit squirrel badger hedgehog owl crow raven parrot monkey lion tiger elephant tortoise ' +
    'duckling duck goose hen pig goat sheep lamb cow horse pony donkey frog toad otter beaver seal penguin magpie jay sparrow android drone alien dragon unicorn snowman scarecrow ' +
    'showman croupier auctioneer curator archivist registrar chairperson spokesman producer designer developer programmer tester analyst accountant bookkeeper cashier clerk receptionist concierge bellboy chauffeur ' +
    'youngest oldest eldest patient newcomer arrival classmate papa mama pop auntie nan nana gran grandkid scientist inventor collector jockey sculptor housekeeper cleaner hero villain ogre gnome sorcerer sorceress genie vampire werewolf explorer archaeologist geologist biologist researcher senior junior graduate worker employee trainee helper carer babysitter roommate bookseller stallholder hiker shepherdess ploughman bee ant snail spider lizard snake turtle calf foal rooster heron stork pigeon dove robin gull seagull pelican flamingo ostrich peacock turkey crab octopus dolphin whale shark mole vole weasel raccoon skunk chipmunk deer moose elk swan hamster camel llama panda kangaroo koala giraffe zebra hippo rhino leopard cheetah gorilla chimp squid lobster jackal hyena stagehand usher bard rogue cleric paladin druid archer imp sphinx mermaid demon angel centaur halfling orc skeleton zombie teddy doll puppet mascot dispatcher experimenter participant technician forwarder caseworker paramedic nursemaid stepdad stepmum ex-husband ex-wife messenger courier postman mailman milkman policeman policewoman fireman firefighter jeweller jeweler newsagent optician goldsmith silversmith watchmaker clockmaker shoemaker potter weaver brewer innkeeper landlady stationer upholsterer glazier roofer ferrywoman lamplighter'.replace(
      ' giant',
      '',
    ),
);
/** Of these, when they have no names, `he` and `she` mean others first. */
export const ANIMALS = words(
  'puppy kitten dog cat hare fox bear wolf mouse rabbit squirrel badger hedgehog owl crow raven parrot monkey lion tiger elephant tortoise duckling duck goose hen pig goat sheep lamb ' +
    'robot drone android dragon unicorn cow horse pony donkey frog toad otter beaver seal penguin magpie jay sparrow bee ant snail spider lizard snake turtle calf foal rooster heron stork pigeon dove robin gull seagull pelican flamingo ostrich peacock turkey crab octopus dolphin whale shark mole vole weasel raccoon skunk chipmunk deer moose elk swan hamster camel llama panda kangaroo koala giraffe zebra hippo rhino leopard cheetah gorilla chimp squid lobster jackal hyena',
);
/** Nouns for where people are, by which they may be exchanged: `they change seats`. */
export const SPOTS = words(
  'place seat spot chair position desk lane room station field track tent kennel nest cage pitch dock aisle booth workstation perch branch compartment shelter pen stable chamber studio dorm hut space cell enclosure bed bunk lane table swing stool bench row bay side end locker house cabin tent office stall pew floor hammock mat court board square home bedroom slot location corner rank rung level step stage platform berth booth stop post',
);
/** Who is in one of these is so whatever they do together. */
export const TEAMS = words('team side squad group crew house choir band tribe camp patrol');
/** Nouns that may mean anything. */
export const GENERIC = words(
  'item thing gift present object possession belonging one treasure load stuff piece tool toy drink dish instrument hat food meal snack fruit book card stamp prize tool',
);
/** What somebody is or does. */
export const ROLES = words('role part job duty office post task character shift position turn chore');
/** What one takes without getting anything: `takes a look`. */
export const LIGHT = words(
  'look sip break breath seat bow bite photo picture nap rest walk turn moment step stroll while time place part note notice care chance risk trip bath shower swig swim sigh glance peek lead interest aim pity offence offense message call course cover shape advantage pride joke minute second hour day lesson idea lift ride hint decision',
);
/** Parts of the body and of clothes, which hold what their owner holds. */
export const BODY = words(
  'hand hands arm arms pocket pockets lap head neck shoulder shoulders fist palm palms finger fingers chest feet foot wrist knee knees grip possession fingers belt waist ear ears thumb nose lips mouth paw paws beak',
);

const PLURALS: Readonly<Record<string, string>> = {
  ...IRREGULAR,
  glasses: 'glass',
  buses: 'bus',
  keys: 'key',
  atlas: 'atlas',
  lens: 'lens',
  canvas: 'canvas',
  gas: 'gas',
  gentlemen: 'gentleman',
  ladies: 'lady',
  babies: 'baby',
  cookies: 'cookie',
  pies: 'pie',
  movies: 'movie',
  ties: 'tie',
  brownies: 'brownie',
};

export function singularOf(noun: string): string {
  if (Object.hasOwn(PLURALS, noun)) return PLURALS[noun] ?? noun;
  if (noun.endsWith('ies') && noun.length > 4) return `${noun.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|z)es$/.test(noun)) return noun.slice(0, -2);
  return noun.endsWith('s') && !/(?:ss|us|is)$/.test(noun) ? noun.slice(0, -1) : noun;
}
