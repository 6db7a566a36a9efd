// A queue at a counter: people let each other through, and go to the end when they forgot something.
interface Person {
  name: string;
}

class Queue {
  private people: Person[];

  constructor(names: string[]) {
    this.people = names.map((name) => ({ name }));
  }

  /** Whoever is served goes to the end of the queue. */
  next(): void {
    const served = this.people.shift() as Person;
    this.people.push(served);
  }

  /** The person at `place` lets the one behind through. */
  letThrough(place: number): void {
    [this.people[place], this.people[place + 1]] = [this.people[place + 1], this.people[place]];
  }
}

const queue = new Queue(['Ann', 'Bob', 'Cleo', 'Dan', 'Eve']);
queue.next();
queue.letThrough(0);
queue.letThrough(2);
queue.next();
for (let place = 3; place >= 0; place--) queue.letThrough(place);
