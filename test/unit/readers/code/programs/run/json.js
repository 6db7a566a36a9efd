class Account {
  #secret = 7;
  constructor(name) {
    this.name = name;
    this.shown = () => this.#secret;
  }
}
const board = {
  cells: [
    [1, 2],
    [3, 4],
  ],
  turn: 'x',
  gone: undefined,
};
const copy = JSON.parse(JSON.stringify(board));
copy.cells[0][0] = copy.cells[1][1];
const { turn, ...rest } = board;
rest.cells[1][0] = 9;
const same = JSON.stringify(copy.cells) === '[[4,2],[3,4]]';
const text = JSON.stringify({
  a: [1, null, undefined, NaN, -0],
  b: undefined,
  c: () => 1,
  d: new Map([[1, 2]]),
  e: { f: true },
});
const back = JSON.parse('{"k": [1, {"z": "q"}], "n": null}');
function split({ a, ...others }, [first, ...more]) {
  return [others, more, a, first];
}
const got = split({ a: 1, b: 2, c: 3 }, [1, 2, 3]);
const told = [
  String(same),
  text,
  JSON.stringify(back),
  back.k[1].z,
  JSON.stringify(got),
  Object.keys(rest).join(),
  JSON.stringify(board),
  JSON.stringify(copy),
  JSON.stringify(new Account('ann')),
  String(JSON.stringify(undefined)),
];
console.log(`told: ${told.join(' ')}`);
