export type Gender = 'she' | 'he';

/** First names that are given to one gender almost without exception; of others a story's own pronouns must tell. */
const SHE = new Set(
  (
    'alice alma amanda amelia amy ana andrea angela anita anja ann anna anne annie ava barbara beatrice bella bertha beth betty ' +
    'brenda bridget carla carmen carol caroline catherine cathy cecilia celia charlotte chloe christina clara claire clara daisy ' +
    'daniela deborah diana donna dora doris dorothy edith elena eleanor elisa eliza elizabeth ella ellen elsa emily emma erica ' +
    'esther eva eve fatima fiona flora florence frances frida gabriela gertrude gina gloria grace greta hannah harriet hazel ' +
    'heather heidi helen helena hilda ida ingrid irene iris isabel isabella jane janet jasmine jenna jennifer jenny jessica jill ' +
    'joan joanna josephine judith judy julia juliet karen kate katherine katie laila laura lauren leila lena lily linda lisa lola ' +
    'louise lucia lucy lydia mabel maggie margaret maria marie marta martha mary matilda maya megan mei melissa mia mildred ' +
    'mina miriam molly mona monica nadia nancy naomi natalie nell nina nora olga olivia pamela patricia paula penelope penny petra ' +
    'phoebe pia polly priya rachel rebecca rhea rita rosa rose ruth sally samantha sandra sara sarah selma sheila sofia sonia ' +
    'sophia sophie stella sue susan sylvia tanya tara teresa tina ursula vera victoria vivian wendy yasmin yvonne zara zoe zoë'
  ).split(' '),
);
const HE = new Set(
  (
    'aaron abdul adam ahmed alan albert alejandro alfred andrew anthony anton arthur ben benjamin bernard bill bob boris brad brian ' +
    'bruno carl carlos charles christopher colin daniel dave david dennis derek diego dmitri donald douglas ed eduardo edward ' +
    'edwin eric ernest ethan eugene felix fernando frank franz fred frederick gary george gerald gilbert gordon graham greg ' +
    'gregory gustav hamid hans harold harry hassan henry herbert howard hugh hugo ibrahim igor isaac ivan jack jacob jake james ' +
    'jeff jeffrey jim joe john jon jonathan jorge jose joseph juan karl keith ken kenneth kevin klaus kurt larry lars lawrence ' +
    'leo leon leonard liam louis luca lucas luis luke marco marcus mario mark martin matt matthew max michael miguel mike ' +
    'mohammed nathan neil nicholas nick noah norman oliver omar oscar otto owen pablo patrick paul pedro peter philip pierre ' +
    'rafael ralph ravi raymond richard rob robert roger ronald roy ryan samuel scott sean sebastian sergei simon stefan stephen ' +
    'steve steven stuart sven ted theodore thomas tim timothy tobias tom tony victor vincent vladimir walter wilhelm william ' +
    'wolfgang xavier yusuf zach'
  ).split(' '),
);

/** What a full name's first word, or its title, tells. */
export function genderOf(name: string): Gender | undefined {
  const first = name.split(' ')[0]?.toLowerCase() ?? '';
  if (SHE.has(first) || first === 'mrs' || first === 'ms' || first === 'miss') return 'she';
  return HE.has(first) || first === 'mr' ? 'he' : undefined;
}
