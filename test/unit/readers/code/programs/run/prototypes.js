function Stack() {
  this.items = [];
}
Stack.prototype.push = function (x) {
  this.items.push(x);
  return this;
};
Stack.prototype.pop = function () {
  return this.items.pop();
};
const s = new Stack();
s.push(1).push(2).push(3);
const a = [s.pop(), s.pop(), new Stack().items.length];
[a[0], a[1]] = [a[1], a[0]];
function Shape(n) {
  if (!(this instanceof Shape)) return new Shape(n);
  this.n = n;
}
Shape.prototype = {
  constructor: Shape,
  area: function () {
    return this.n * this.n;
  },
  name() {
    return 's' + this.n;
  },
};
function Cube(n) {
  Shape.call(this, n);
  this.k = 3;
}
Cube.prototype = Object.create(Shape.prototype);
Cube.prototype.constructor = Cube;
Cube.prototype.volume = function () {
  return this.area() * this.n;
};
Cube.prototype.name = function () {
  return 'c' + Shape.prototype.name.call(this);
};
const c = new Cube(2);
const b = [
  c.volume(),
  new Shape(3).area(),
  c.name(),
  c instanceof Shape,
  c instanceof Cube,
  new Shape(1) instanceof Cube,
  Object.keys(c).join(''),
];
b.reverse();
var Node = function (value) {
  this.value = value;
  this.next = null;
};
function List() {
  this.head = null;
  this.length = 0;
}
List.prototype.add = function (value) {
  var node = new Node(value);
  if (!this.head) this.head = node;
  else {
    var current = this.head;
    while (current.next) current = current.next;
    current.next = node;
  }
  this.length++;
};
List.prototype.reverse = function () {
  var prev = null;
  for (var current = this.head; current;) {
    var next = current.next;
    current.next = prev;
    prev = current;
    current = next;
  }
  this.head = prev;
};
var l = new List();
[5, 3, 8].forEach(function (x) {
  l.add(x);
});
l.reverse();
var d = [];
for (var n = l.head; n; n = n.next) d.push(n.value);
d.push(l.length);
d.push(d.shift());
console.log('a:', ...a);
console.log('b:', ...b);
console.log('d:', ...d);
