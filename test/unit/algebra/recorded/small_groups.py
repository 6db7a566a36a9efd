"""Writes small_groups.json: every group of up to 40 elements as GAP has it, and what GAP says of the names of groups.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install passagemath-gap==10.8.13
    PATH=/tmp/venv/bin:$PATH GAP=$(ls /tmp/venv/lib/*/site-packages/sage_wheels/bin/gap) python small_groups.py > small_groups.json

`groups` are [order, number in GAP's library, permutations that generate it]; `names` are the order and number of the group
that GAP itself makes for each name, so that two programs say what D5 × Z3 is.
"""
import json
import os
import subprocess

MOST = 40


def gap(lines):
    run = subprocess.run([os.environ["GAP"], "-q", "-A"], stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True,
                         check=True, input="SizeScreen([4000,24]);;\n" + "\n".join(lines) + "\nQUIT;\n")
    return [json.loads(line[1:]) for line in run.stdout.splitlines() if line.startswith("@")]


groups = gap([
    f"for n in [2..{MOST}] do for i in [1..NumberSmallGroups(n)] do",
    "h := Image(SmallerDegreePermutationRepresentation(Image(IsomorphismPermGroup(SmallGroup(n, i)))));;",
    "d := LargestMovedPoint(h);;",
    'Print("@[", n, ",", i, ",", List(SmallGeneratingSet(h), p -> List([1 .. d], j -> j^p)), "]\\n");',
    "od; od;",
])


def singles():
    """Names of one word, and how GAP makes them."""
    for n in range(2, MOST + 1):
        yield f"Z{n}", n, f"CyclicGroup({n})"
        if n >= 3:
            yield f"D{n}", 2 * n, f"DihedralGroup({2 * n})"
        if n in (8, 16, 32):
            yield f"Q{n}", n, f"QuaternionGroup({n})"
        if n % 4 == 0 and n > 8:
            yield f"Dic{n // 4}", n, f"DicyclicGroup({n})"
    yield from [("S3", 6, "SymmetricGroup(3)"), ("A4", 12, "AlternatingGroup(4)"), ("S4", 24, "SymmetricGroup(4)"),
                ("SL(2,3)", 24, "SL(2,3)")]
    # j → j + 1 and j → aj modulo p, where a has order d: on p points.
    for p in (5, 7, 11, 13, 17, 19):
        for d in range(2, p):
            if (p - 1) % d == 0 and p * d <= MOST:
                a = next(a for a in range(2, p) if min(e for e in range(1, p) if pow(a, e, p) == 1) == d)
                shift = [j % p + 1 for j in range(1, p + 1)]
                times = [a * (j - 1) % p + 1 for j in range(1, p + 1)]
                yield f"F{p * d}", p * d, f"Group(PermList({shift}),PermList({times}))"


known = [(name, order, code) for name, order, code in singles() if order <= MOST]
products = list(known)
for _ in range(4):
    for name, order, code in list(products):
        for other, size, made in known:
            text = f"{name} × {other}"
            if order * size <= MOST and all(text != have for have, _, _ in products):
                products.append((text, order * size, f"DirectProduct({code},{made})"))
for left, right in [("Z2", "Z2"), ("Z2", "Z3"), ("Z3", "Z2"), ("Z4", "Z2")]:
    m, k = int(left[1:]), int(right[1:])
    products.append((f"{left} ≀ {right}", m**k * k, f"WreathProduct(CyclicGroup(IsPermGroup,{m}),CyclicGroup(IsPermGroup,{k}))"))
def quoted(name):
    return json.dumps(json.dumps(name))


names = dict(gap([f'Print("@[", {quoted(name)}, ",", IdGroup({code}), "]\\n");' for name, _, code in products]))
rows = ",\n".join(json.dumps(group, separators=(",", ":")) for group in groups)
print(f'{{"groups": [\n{rows}\n],\n"names": {json.dumps(names, ensure_ascii=False)}}}')
