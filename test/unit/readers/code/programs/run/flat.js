const people = [
  { n: 'ann', t: 2 },
  { n: 'bob', t: 1 },
  { n: 'cy', t: 2 },
];
const groups = {};
for (const { n, t } of people) (groups[t] ||= []).push(n);
const row = Object.keys(groups)
  .sort((a, b) => b - a)
  .flatMap((k) => groups[k]);
const deep = [1, 2, 3].flatMap((x, i, all) => (x === 2 ? [] : [[x, i], all.length]));
const told = [deep.length, deep[0].length, deep[1], deep[2][1]];
console.log('row:', row.join(' '));
console.log('told:', told.join(' '));
