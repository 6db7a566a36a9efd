// Computed names of members are texts, whatever they are computed from; what is frozen keeps its values.
const Light = Object.freeze({ RED: 0, GREEN: 1, AMBER: 2 });
const after = { [Light.RED]: 'green', [Light.GREEN]: 'amber', [`${Light.AMBER}`]: 'red', [true]: 'yes' };
const a = [after[0], after['1'], after[Light.AMBER], after.true];
[a[0], a[2]] = [a[2], a[0]];
const b = [...Object.keys(after)];
b.reverse();
console.log('a:', a.join(' '));
console.log('b:', b.join(' '));
