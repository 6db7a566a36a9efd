"""Words of S5 with all prefix products by NumPy, as the CSV of the paper by a plain writer.

python3 words_numpy.py COUNT LENGTH OUT; prints processor seconds and the peak memory in kilobytes.
"""

import resource
import sys
from itertools import permutations

import numpy as np

count, length, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
elements = np.array(list(permutations(range(5))))
ids = {tuple(element): number for number, element in enumerate(elements.tolist())}
table = np.array([[ids[tuple(first[second])] for second in elements] for first in elements])
random = np.random.default_rng(7)
words = np.unique(random.integers(0, len(elements), (count, length)), axis=0)
random.shuffle(words)
states = np.empty_like(words)
states[:, 0] = words[:, 0]
for step in range(1, length):
    states[:, step] = table[states[:, step - 1], words[:, step]]
with open(out, "w") as file:
    file.write("seed,input,target\n")
    for word, products in zip(words.tolist(), states.tolist()):
        file.write(f"7,{' '.join(map(str, word))},{' '.join(map(str, products))}\n")
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
