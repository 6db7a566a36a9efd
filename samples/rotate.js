// A carousel of five pictures, turned in the ways that JavaScript programs turn arrays.
const carousel = ['sun', 'moon', 'star', 'cloud', 'rain'];

function turnLeft(list) {
  list.push(list.shift());
}

function turnRight(list) {
  list.unshift(list.pop());
}

function reverseBetween(list, from, to) {
  while (from < to) {
    [list[from], list[to]] = [list[to], list[from]];
    from += 1;
    to -= 1;
  }
}

// Three reversals rotate by any number of places.
function rotate(list, by) {
  reverseBetween(list, 0, by - 1);
  reverseBetween(list, by, list.length - 1);
  reverseBetween(list, 0, list.length - 1);
}

turnLeft(carousel);
turnLeft(carousel);
turnRight(carousel);

for (let by = 1; by < carousel.length; by++) {
  rotate(carousel, by);
}

// The picture in the middle trades places with each of the others.
for (const i of [0, 1, 3, 4]) {
  const held = carousel[i];
  carousel[i] = carousel[2];
  carousel[2] = held;
}

carousel.splice(1, 0, ...carousel.splice(3, 1));
carousel.reverse();
console.log(carousel.join(' '));
