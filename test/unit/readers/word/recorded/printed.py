"""Writes printed.json: words as computer algebra systems and papers print them, and what SymPy and GAP make of them.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install sympy==1.14.0 passagemath-gap==10.8.13
    PATH=/tmp/venv/bin:$PATH GAP=$(ls /tmp/venv/lib/*/site-packages/sage_wheels/bin/gap) python printed.py > printed.json

A step is a map over slots, a'[j] = a[m[j]], and the array form of a permutation, in SymPy as in GAP, is that map. "First p,
then q" as steps is m(p)[m(q)[j]], which SymPy and GAP write q*p. Words of GAP and SymPy are printed by these programs, and
their maps are the array forms of what was printed; those of the others are written by hand, as their manuals and papers have
them, with the cycles that they mean.
"""
import json
import os
import random
import subprocess

from sympy import latex, srepr
from sympy.combinatorics import Permutation
from sympy.combinatorics.named_groups import DihedralGroup
from sympy.printing.str import sstr

SEED = 20261129
random.seed(SEED)
cases = []


def case(system, text, *elements):
    """Elements: array forms, or strings of cycles counted from one that act one after the other."""
    maps = [e if isinstance(e, list) else then(*e) if isinstance(e, tuple) else cycles(e) for e in elements]
    cases.append({"system": system, "text": text, "maps": maps})


def cycles(text, size=5):
    return Permutation([[int(x) - 1 for x in c.split()] for c in text.strip("()").split(")(") if c.strip()],
                       size=max([size, *map(int, text.replace("(", " ").replace(")", " ").split())])).array_form


def then(*texts):
    """First the left one, then the next."""
    size = max(len(cycles(t)) for t in texts)
    result = Permutation(size - 1)
    for text in texts:
        result = Permutation(cycles(text, size)) * result
    return result.array_form


# GAP prints elements, lists of them, lists of images, groups, and long lists in several lines.
def gap(code):
    run = subprocess.run([os.environ["GAP"], "-q", "-A"], stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True, check=True,
                         input=f'SizeScreen([80,24]);;\nPrint("@@\\n");\n{code}\nQUIT;\n')
    # A package that does not load leaves GAP in a loop of its own, with another stream.
    return run.stdout.split("@@\n")[-1].strip()


def images(gap_list):
    return [[i - 1 for i in each] for each in json.loads(gap(f"List({gap_list}, p -> List([1 .. 11], i -> i^p));"))]


for text in ["(1,2,3)(4,5)", "()", "(1,3)(2,5)", "(2,4)*(1,2)*(2,4)", "(1,2,3,4,5)^3", "(1,2,3)^-1", "(1,5,2)/(1,5,2)",
             "(1,2)^(2,3)", "Comm((1,2,3),(3,4))", "(1,11)(3,7,5)"]:
    case("GAP", gap(f"{text};"), *images(f"[{text}]"))
for group in ["SymmetricGroup(3)", "AlternatingGroup(4)", "DihedralGroup(IsPermGroup, 10)", "SymmetricGroup(4)"]:
    case("GAP", gap(f"Elements({group});"), *images(f"Elements({group})"))
case("GAP", gap("GeneratorsOfGroup(MathieuGroup(11));"), *images("GeneratorsOfGroup(MathieuGroup(11))"))
case("GAP", gap("List(Elements(SymmetricGroup(3)), p -> ListPerm(p, 3));"), *images("Elements(SymmetricGroup(3))"))
case("GAP", gap("ListPerm((1,3,5)(2,4));"), *images("[(1,3,5)(2,4)]"))
case("GAP", "PermList( [ 2, 3, 1, 5, 4 ] )", *images("[PermList([2,3,1,5,4])]"))
case("GAP", "# group: Group([ (1,2,3,4), (1,3) ])\n(1,4)(2,3)", *images("[(1,4)(2,3)]"))
case("GAP", "# group: " + gap('Print(Group((1,2,3),(1,2)), "\\n");') + "\n(1,3,2)", *images("[(1,3,2)]"))

# SymPy prints in three ways, and LaTeX; all count from zero.
some = [Permutation(random.sample(range(n), n)) for n in (2, 3, 4, 5, 5, 6, 7)]
for p in some:
    case("SymPy", f"# base: 0\n{sstr(p)}", p.array_form)
    case("SymPy", srepr(p), p.array_form)
    case("SymPy", sstr(p, perm_cyclic=False), p.array_form)
    case("SymPy", f"# base: 0\n{latex(p)}", p.array_form)
case("SymPy", f"# base: 0\n{sstr(some)}", *[p.array_form for p in some])
case("SymPy", srepr(some), *[p.array_form for p in some])
case("SymPy", f"# base: 0\n# notation: cycles\n{some[4].cyclic_form}", some[4].array_form)
case("SymPy", f"# base: 0\n{some[3].array_form}", some[3].array_form)
case("SymPy", "Permutation(0, 1, size=4)", Permutation(0, 1, size=4).array_form)
case("SymPy", "Permutation([[0, 1], [2, 3]], size=6)", Permutation([[0, 1], [2, 3]], size=6).array_form)
case("SymPy", "Permutation([], size=4)", Permutation([], size=4).array_form)
case("SymPy", "Permutation([1, 2, 0], size=5)", Permutation([1, 2, 0], size=5).array_form)
case("SymPy", "Permutation((1, 2, 0))", Permutation((1, 2, 0)).array_form)
case("SymPy", "Permutation([(0, 1), (2, 3)])", Permutation([(0, 1), (2, 3)]).array_form)
case("SymPy", "Permutation(7)(0, 5)", Permutation(7)(0, 5).array_form)
dihedral = [p.array_form for p in DihedralGroup(5).elements]
case("SymPy", f"# base: 0\n{sstr([Permutation(p) for p in dihedral])}", *dihedral)

# Sage
case("Sage", "[(1,2,3), (1,2)]", "(1 2 3)", "(1 2)")
case("Sage", "['(1,2,3)', '(4,5)']", "(1 2 3)", "(4 5)")
case("Sage", "[[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]",
     "()", "(2 3)", "(1 2)", "(1 2 3)", "(1 3 2)", "(1 3)")
case("Sage", "[2, 3, 1, 5, 4]", "(1 2 3)(4 5)")
case("Sage", "Permutation('(1,2,3)(4,5)')", "(1 2 3)(4 5)")
case("Sage", "Permutation((1,2,3))", "(1 2 3)")
case("Sage", "# base: 1\nPermutation([(1,2),(3,4)])", "(1 2)(3 4)")
case("Sage", "Permutation([2,3,1])*Permutation([2,1,3])", ("(1 2 3)", "(1 2)"))
case("Sage", "PermutationGroupElement([(1,2,3),(4,5)])", "(1 2 3)(4 5)")
case("Sage", "S5([2,3,1,5,4]) S5((1,2)) S5('(1,2)(3,4)')", "(1 2 3)(4 5)", "(1 2)", "(1 2)(3 4)")
case("Sage", "SymmetricGroup(5)((1,2))", "(1 2)")
case("Sage", "# group: Permutation Group with generators [(1,2), (1,2,3)]\n(1,3)", "(1 3)")
case("Sage", "s1*s2*s1", ("(1 2)", "(2 3)", "(1 2)"))
case("Sage", "[s1, s2]", "(1 2)", "(2 3)")

# Mathematica
case("Mathematica", "Cycles[{{1, 3}, {2, 5}}]", "(1 3)(2 5)")
case("Mathematica", "Cycles[{}]", "()")
case("Mathematica", "{Cycles[{}], Cycles[{{2, 3}}], Cycles[{{1, 2, 3}}]}", "()", "(2 3)", "(1 2 3)")
case("Mathematica", "{2, 3, 1}", "(1 2 3)")
case("Mathematica", "{{1, 2, 3}, {1, 3, 2}, {2, 1, 3}}", "()", "(2 3)", "(1 2)")
case("Mathematica", "PermutationProduct[Cycles[{{1, 2}}], Cycles[{{2, 3}}], Cycles[{{3, 4}}]]", ("(1 2)", "(2 3)", "(3 4)"))
case("Mathematica", "InversePermutation[Cycles[{{1, 2, 3}}]]", "(1 3 2)")
case("Mathematica", "PermutationPower[Cycles[{{1, 2, 3, 4, 5}}], -2]", "(1 4 2 5 3)")
case("Mathematica", "PermutationCycles[{2, 3, 1}]", "(1 2 3)")
case("Mathematica", "PermutationList[Cycles[{{1, 2}}], 6]", cycles("(1 2)", 6))

# Magma
case("Magma", "(1, 2, 3)(4, 5)", "(1 2 3)(4 5)")
case("Magma", "Id($)", "()")
case("Magma", "[ (1, 2), Id(G), (2, 3) ]", "(1 2)", "()", "(2 3)")
case("Magma", "{\n    (1, 3),\n    (1, 2, 3)\n}", "(1 3)", "(1 2 3)")
case("Magma", "Sym(5)!(1,2)(3,4)", "(1 2)(3 4)")
case("Magma", "G ! [2,3,1]", "(1 2 3)")

# LaTeX
B = "\\"
two = f"{B}begin{{pmatrix}} 1 & 2 & 3 {B}{B} 2 & 3 & 1 {B}end{{pmatrix}}"
case("LaTeX", two, "(1 2 3)")
case("LaTeX", f"${two}^{{-1}}$", "(1 3 2)")
case("LaTeX", f"{B}left({B}begin{{array}}{{ccc}} 1 & 2 & 3 {B}{B} 2 & 3 & 1 {B}end{{array}}{B}right)", "(1 2 3)")
case("LaTeX", f"{B}bigl({B}begin{{smallmatrix}} 1 & 2 {B}{B} 2 & 1 {B}end{{smallmatrix}}{B}bigr)", "(1 2)")
case("LaTeX", f"{B}begin{{bmatrix}} 0 & 1 & 0 {B}{B} 0 & 0 & 1 {B}{B} 1 & 0 & 0 {B}end{{bmatrix}}", "(1 2 3)")
case("LaTeX", f"{B}binom{{1{B},2{B},3}}{{2{B},3{B},1}}", "(1 2 3)")
case("LaTeX", f"$(1{B},2{B},3)(4{B},5)$", "(1 2 3)(4 5)")
case("LaTeX", f"(1{B};2{B};3), (1{B} 2), (1~3), (2{B}thinspace 4)", "(1 2 3)", "(1 2)", "(1 3)", "(2 4)")
case("LaTeX", f"(1{B} 2){B}circ(2{B} 3)", ("(2 3)", "(1 2)"))
case("LaTeX", f"# product: left\n(1{B} 2){B}cdot(2{B} 3)", ("(1 2)", "(2 3)"))
case("LaTeX", f"# product: right\n$(1{B},2)(2{B},3)$", ("(2 3)", "(1 2)"))
case("LaTeX", f"{B}sigma_1, {B}sigma_{{2}}, {B}sigma_1^{{-1}}", "(1 2)", "(2 3)", "(1 2)")
case("LaTeX", f"# product: right\n{B}sigma_1{B}sigma_2{B}sigma_3", ("(3 4)", "(2 3)", "(1 2)"))
case("LaTeX", f"# generators: {B}sigma = (1 2 3), {B}tau = (1 2)\n# product: left\n{B}sigma{B}tau^{{-1}}{B}sigma",
     ("(1 2 3)", "(1 2)", "(1 2 3)"))
case("LaTeX", f"{B}mathrm{{id}} {B}operatorname{{id}} {B}varepsilon", "()", "()", "()")
case("LaTeX", f"{B}((1{B},2){B})", "(1 2)")

# Coxeter words and named elements
case("Coxeter", "s1 s2 s1", "(1 2)", "(2 3)", "(1 2)")
case("Coxeter", "s_1s_2s_3", ("(1 2)", "(2 3)", "(3 4)"))
case("Coxeter", "σ₁σ₂⁻¹", ("(1 2)", "(2 3)"))
case("Coxeter", "s1s2^2", "(1 2)")
case("Coxeter", "sigma1 sigma_2", "(1 2)", "(2 3)")
case("Coxeter", "# base: 0\ns0 s1s0", "(1 2)", ("(2 3)", "(1 2)"))
case("named", "# generators: R = (1 3 5)(2 4), U = (1 2)\nR U R' U'", "(1 3 5)(2 4)", "(1 2)", "(1 5 3)(2 4)", "(1 2)")
case("named", "# generators: a = (1 2), b = (2 3)\nabab^-1", ("(1 2)", "(2 3)", "(1 2)", "(2 3)"))
case("named", "# generators: a := (1,2); b := (2,3,4);\n(ab)^2 ab^2", ("(1 2)", "(2 3 4)", "(1 2)", "(2 3 4)"),
     ("(1 2)", "(2 3 4)", "(2 3 4)"))
case("named", "# generators: σ = (1 2 3), τ = (1 2)\nστ τσ^-1", ("(1 2 3)", "(1 2)"), ("(1 2)", "(1 3 2)"))
case("one-line", "# notation: one-line\n2 1 3\n3,1,2", "(1 2)", "(1 3 2)")
case("one-line", "# notation: one-line\n# base: 0\n1 0 2", "(1 2)")
case("two lines", "# notation: two-line\n1 2 3\n2 3 1", "(1 2 3)")
case("two lines", "# notation: two-line\n[[1,2,3],[2,3,1]]", "(1 2 3)")

lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in cases)
version = gap('Print(GAPInfo.Version, "\\n");')
print(f'{{"seed": {SEED}, "sympy": "1.14.0", "gap": "{version}", "cases": [\n{lines}\n]}}')
