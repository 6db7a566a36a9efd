// When the fields of an object get their values, and where a member is found.
const log = [];
const note = (value) => {
  log.push(value);
  return value;
};
class Base {
  a = note('base a');
  b = this.a + '!';
  static count = 1;
  static names = ['x'];
  static twice() {
    return this.count * 2;
  }
  constructor(n) {
    note(`base ${n} ${this.a} ${this.c}`);
    this.n = n;
    this.start();
  }
  get size() {
    return 'base size';
  }
  get kind() {
    return 'base kind';
  }
  start() {
    note('base start');
  }
}
class Sub extends Base {
  c = note('sub c');
  size = note(`size after ${this.n}`);
  read = () => this.n;
  'with text' = 4;
  constructor(n) {
    note('before');
    super(note(n * 2));
    note(`sub ${this.c} ${this.b}`);
    this.n++;
  }
  start() {
    note(`sub start ${this.c}`);
  }
}
class Low extends Sub {
  d = this.read() * 10;
  set kind(value) {
    note(`kind ${value}`);
  }
}
class Fault extends Error {
  code = 7;
  constructor(message) {
    super(message);
    this.code += 1;
  }
}
class Plain extends Base {}
const low = new Low(3);
const { read } = low;
low.kind = 'k';
const a = [low.a, low.b, low.c, low.d, low.n, low.size, read(), low['with text'], new Plain(1).n];
a.push(Low.count, Low.twice(), Low.names === Base.names, Low.name, low instanceof Base);
Sub.count = 5;
Base.count = 9;
a.push(Low.count, Base.count, Plain.count, Low.twice(), Plain.twice());
try {
  throw new Fault('f');
} catch (error) {
  a.push(error.message, error.code, error.name);
}
class Counted {
  static made = 0;
  static start = Counted.made + 10;
  static next = this.start + 1;
  id = Counted.made++;
  hold = [this.id, this.id + 1];
}
const two = [new Counted(), new Counted()];
[two[0], two[1]] = [two[1], two[0]];
a.push(two[0].hold[1], two[1].id, Counted.next);
[a[0], a[1]] = [a[1], a[0]];
console.log('a:', ...a);
console.log('log:', ...log);
