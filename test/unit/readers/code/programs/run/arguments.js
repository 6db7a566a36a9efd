function sum() {
  let s = 0;
  for (let i = 0; i < arguments.length; i++) s += arguments[i];
  return s;
}
const a = [sum(1, 2, 3)];
a.push([1, 2, 3].reduceRight((x, y) => x * 10 + y));
a.push([[1], [2]].reduceRight((acc, v) => acc.concat(v), []).length);
a.push(['a', 'b'].reduceRight((acc, v, i) => acc + v + i, ''));
const f = function () {
  return Array.from(arguments).reverse();
};
a.push(...f(7, 8));
const g = function () {
  return [...arguments].length + Array.prototype.slice.call(arguments, 1)[0];
};
a.push(g(4, 6));
function h(x) {
  const k = () => arguments[1];
  return k() + [].slice.call(arguments).length;
}
a.push(h(1, 5, 9));
console.log('a: ' + a.join(' '));
