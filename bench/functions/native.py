"""C and C++ functions, tried by gcc and g++: the file's own main program is renamed, one that calls the function is added."""

import re
import tempfile
from pathlib import Path

from .candidate import LIST, LIST_HERE, Candidate, others
from .process import last, run

NEW = ""
SEED = 77
HEAD = re.compile(
    r"^[ \t]*(?:template\s*<\s*(?:typename|class)\s+\w+\s*>\s*)?(?:static |inline |constexpr )*"
    r"([A-Za-z_][\w:]*(?:<[\w:<> ]+>)?[ &*]+)(\w+)\s*\(([^(){};]*)\)\s*(?:const)?\s*\{",
    re.M,
)
SPACE = re.compile(r"\bnamespace\s+([\w:]+)\s*\{")
ARRAY = re.compile(r"^(?:const )?(?:unsigned )?(?:int|int32_t|long|T|float|double)\s*(?:\*\s*(?:const\s+)?(\w+)|(\w+)\s*\[\w*\])$")
VECTOR = re.compile(r"^(?:const )?(?:std::)?vector<\s*(?:int|int32_t|T|uint32_t|long)\s*>\s*([&*]?)\s*(\w+)$")


class _Native:
    def __init__(self, endings, compiler):
        self.ENDINGS, self.NEW, self.compiler = endings, NEW, compiler

    def find(self, file: Path) -> list[Candidate]:
        text = file.read_text("utf8", "replace")
        found = []
        for match in HEAD.finditer(text):
            parameters = [" ".join(p.split()) for p in match[3].split(",") if p.strip()]
            if not parameters or match[2] in ("main", "if", "while", "for", "switch"):
                continue
            array, vector = ARRAY.match(parameters[0]), VECTOR.match(parameters[0])
            names = [re.search(r"(\w+)$", p) for p in parameters[1:] if "=" not in p]
            rest = others([name[1] for name in names]) if all(names) else None
            if rest is None or not (array or vector):
                continue
            kind = "array" if array else "vector" + vector[1]
            owner = "::".join(_spaces(text, match.start()))
            found.append(Candidate(file, f"{owner}::{match[2]}" if owner else match[2], (LIST_HERE, *rest), kind=kind))
        return found

    def truth(self, candidates: list[Candidate], folder: Path):
        # Asked of one, it is the second time: random numbers begin elsewhere, and what the language leaves open is an error.
        is_again = len(candidates) == 1
        for candidate in candidates:
            yield candidate, self._try(candidate, folder, is_again)

    def _try(self, candidate: Candidate, folder: Path, is_again: bool = False):
        values = ", ".join(map(str, LIST))
        row = "zz_row" if candidate.kind != "vector*" else "&zz_row"
        call = candidate.call(row)
        with tempfile.TemporaryDirectory() as place:
            trial = Path(place) / f"trial{candidate.file.suffix}"
            include = f'#define main zz_main\n#include "{candidate.file}"\n#undef main\n'
            if candidate.kind == "array":
                body = f"int zz_row[] = {{{values}}}; {call}; "
                show = 'for (int i = 0; i < 5; i++) printf("%d%s", zz_row[i], i < 4 ? ", " : "");'
                program = f'{include}#include <stdio.h>\n#include <stdlib.h>\nint main() {{ srand({SEED if is_again else 1}); {body} printf("\\n~[["); {show} printf("], null]"); return 0; }}\n'
            else:
                program = (
                    f"{include}#include <cstdio>\n#include <vector>\n#include <type_traits>\n"
                    'template <class V> void zz_show(const V& v) { printf("["); for (size_t i = 0; i < v.size(); i++) '
                    'printf("%d%s", (int)v[i], i + 1 < v.size() ? ", " : ""); printf("]"); }\n'
                    "template <class F> void zz_call(F f, std::vector<int>& row) { if constexpr (std::is_same_v<std::decay_t<decltype(f())>, "
                    'std::vector<int>>) { auto back = f(); printf("\\n~["); zz_show(row); printf(", "); zz_show(back); printf("]"); } '
                    'else { f(); printf("\\n~["); zz_show(row); printf(", null]"); } }\n'
                    f"#include <cstdlib>\nint main() {{ srand({SEED if is_again else 1}); std::vector<int> zz_row = {{{values}}}; zz_call([&] {{ return {call}; }}, zz_row); return 0; }}\n"
                )
            # Memory that is never freed is no error.
            linkage = 'extern "C" ' if self.compiler == "g++" else ""
            trial.write_text(program + linkage + 'const char *__asan_default_options(void) { return "detect_leaks=0"; }\n')
            binary = Path(place) / "trial"
            flags = ["-w", "-fpermissive", "-std=c++17"] if self.compiler == "g++" else ["-w"]
            checks = ["-fsanitize=address,undefined", "-fno-sanitize-recover"] if is_again else []
            run([self.compiler, *flags, *checks, "-I", str(candidate.file.parent), "-o", str(binary), str(trial), "-lm"], seconds=60)
            out = run([str(binary)], seconds=5) if binary.exists() else ""
        return last(out)


def _spaces(text: str, end: int) -> list[str]:
    """The namespaces that are open at a place, by counting braces (texts and comments with braces mislead it: such a call fails to compile)."""
    opened, names, depth = {m.end() - 1: m[1] for m in SPACE.finditer(text, 0, end)}, [], 0
    for at, sign in enumerate(text[:end]):
        if sign == "{":
            depth += 1
            names.append(opened.get(at, ""))
        elif sign == "}" and names:
            names.pop()
    return [name for name in names if name]


c = _Native((".c",), "gcc")
cpp = _Native((".cpp", ".cc", ".hpp"), "g++")
