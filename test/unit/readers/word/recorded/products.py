"""Writes products.json: random products, powers and inverses as computer algebra systems write them, multiplied by SymPy.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install sympy==1.14.0 && /tmp/venv/bin/python products.py > products.json

A step is a map over slots, a'[j] = a[m[j]], and SymPy's array form of a permutation is that map. "First p, then q" as
steps is therefore m(p)[m(q)[j]], which SymPy, whose products act on points from the left, writes q*p.
"""
import json
import random

from sympy.combinatorics import Permutation

SEED = 20261128
random.seed(SEED)


def cycles_of(p, base, between):
    return "".join("(" + between.join(str(i + base) for i in c) + ")" for c in p.cyclic_form) or "()"


# Each system: how a permutation, a power, a product (left factor first) and brackets are written, and the header.
def sympy_cycles(p):
    return f"Permutation({p.size - 1})" + cycles_of(p, 0, ", ").replace("()", "")


SYSTEMS = {
    "gap": (lambda p: f"({cycles_of(p, 1, ',')})", "({})^{}", "*", ""),
    "gap lists": (lambda p: f"PermList({[i + 1 for i in p.array_form]})", "({})^({})", " * ", ""),
    "sage": (lambda p: f'"{cycles_of(p, 1, ",")}"', "({})^{}", "*", ""),
    "sympy": (sympy_cycles, "({})**{}", "*", ""),
    "sympy lists": (lambda p: f"Permutation({p.array_form})", "({})**({})", "*", ""),
    "sympy nested": (lambda p: f"Permutation({p.full_cyclic_form})", "({})**{}", "*", ""),
    "printed": (lambda p: f"({cycles_of(p, 0, ' ')})", "({})^{}", "*", "# base: 0\n"),
    "mathematica": (
        lambda p: "Cycles[{" + ", ".join("{" + ", ".join(str(i + 1) for i in c) + "}" for c in p.cyclic_form) + "}]",
        "PermutationPower[{}, {}]", None, ""),
    "latex": (
        lambda p: r"\begin{pmatrix} " + " & ".join(str(i + 1) for i in range(p.size)) + r" \\ "
        + " & ".join(str(i + 1) for i in p.array_form) + r" \end{pmatrix}",
        r"\left( {} \right)^{{{}}}", r" \cdot ", "# product: left\n"),
    "composition": (lambda p: f"({cycles_of(p, 1, ' ')})", "({})^{{{}}}", " ∘ ", ""),
}


def expression(depth, size):
    if depth == 0 or random.random() < 0.2:
        return Permutation(random.sample(range(size), size))
    if random.random() < 0.4:
        return ("power", expression(depth - 1, size), random.choice([-3, -2, -1, -1, 2, 3, 5]))
    return ("product", [expression(depth - 1, size) for _ in range(random.randint(2, 3))])


def value(tree):
    """First the left factor, as steps."""
    if isinstance(tree, Permutation):
        return tree
    if tree[0] == "power":
        return value(tree[1]) ** tree[2]
    result = value(tree[1][0])
    for factor in tree[1][1:]:
        result = value(factor) * result
    return result


def written(tree, system):
    one, power, times, _ = SYSTEMS[system]
    if isinstance(tree, Permutation):
        return one(tree)
    if tree[0] == "power":
        return power.format(written(tree[1], system), tree[2])
    factors = [written(factor, system) for factor in tree[1]]
    if times is None:
        return f"PermutationProduct[{', '.join(factors)}]"
    return "(" + times.join(factors[::-1] if system == "composition" else factors) + ")"


cases = []
for system in SYSTEMS:
    for _ in range(30):
        size = random.randint(2, 7)
        tree = expression(3, size)
        text = written(tree, system)
        cases.append({"system": system, "text": f"{SYSTEMS[system][3]}{text}", "map": value(tree).array_form})
lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
print(f'{{"seed": {SEED}, "sympy": "1.14.0", "cases": [\n{lines}\n]}}')
