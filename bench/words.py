"""A straightforward generator of the same data: random words over S5 with all prefix products, as JSONL.

python3 words.py COUNT LENGTH OUT; prints the peak memory in kilobytes.
"""

import json
import random
import resource
import sys
from itertools import permutations

count, length, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
elements = list(permutations(range(5)))
ids = {element: number for number, element in enumerate(elements)}
random.seed(7)
seen = set()
with open(out, "w") as file:
    while len(seen) < count:
        word = tuple(random.randrange(120) for _ in range(length))
        if word in seen:
            continue
        seen.add(word)
        product, states = tuple(range(5)), []
        for element in word:
            product = tuple(product[slot] for slot in elements[element])
            states.append(ids[product])
        record = {"id": len(seen), "tokens": word, "states": states, "final": states[-1], "group": "S5"}
        file.write(json.dumps(record) + "\n")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
