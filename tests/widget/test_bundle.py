"""Joining the modules: what comes out is what went in, and mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.page.bundle import bundle_script, bundle_styles


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "main.js"


def test_each_module_comes_once_and_before_its_user(tmp_path: Path):
    entry = write(
        tmp_path,
        main='import { a } from "./a.js";\nimport { b } from "./b.js";\nrun(a, b);\n',
        a='import { b } from "./b.js";\nexport const a = b;\n',
        b="export const b = 1;\n",
    )
    script = bundle_script(entry)
    assert script.count("const b=1;") == 1
    assert script.index("const b=1;") < script.index("const a=b;") < script.index("run(a,b);")
    assert "import" not in script and "export" not in script


def test_comments_go_and_strings_stay(tmp_path: Path):
    entry = write(tmp_path, main='// a note\n/** more\n * of it */\nsay("a  { b } // not a note"); // the end\nn = 1 + ++x;\n')
    assert bundle_script(entry) == '(()=>{"use strict";\nsay("a  { b } // not a note");n=1 + ++x;\n})();\n'


def test_words_come_without_those_of_the_page(tmp_path: Path):
    (tmp_path / "words.json").write_text('{"page": {"x": "only in the page"}, "chat": "“Hello”"}', encoding="utf-8")
    script = bundle_script(write(tmp_path, main='import words from "./words.json" with { type: "json" };\nsay(words);\n'))
    assert 'const words={"chat":"“Hello”"};' in script


def test_the_same_name_in_two_modules_is_refused(tmp_path: Path):
    entry = write(tmp_path, main='import { a } from "./a.js";\nfunction help() {}\n', a="function help() {}\nexport const a = 1;\n")
    with pytest.raises(ValueError, match=r'the name "help" is also used in .*a\.js'):
        bundle_script(entry)


def test_an_import_of_another_kind_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="an import that"):
        bundle_script(write(tmp_path, main='import * as all from "./a.js";\n', a=""))


def test_styles_lose_only_what_means_nothing(tmp_path: Path):
    sheet = tmp_path / "a.css"
    sheet.write_text('/* note */\n.a :hover > b,\n.c::before { content: "x  y"; margin: 0 calc(1px + 2px); }\n', encoding="utf-8")
    assert bundle_styles([sheet]) == '.a :hover>b,.c::before{content:"x y";margin:0 calc(1px + 2px)}\n'


def test_the_widgets_own_modules_can_be_joined():
    from bot.page.words import WIDGET

    script = bundle_script(WIDGET / "waymark-chat.js")
    assert 'customElements.define("waymark-chat"' in script
