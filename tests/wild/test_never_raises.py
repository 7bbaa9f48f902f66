"""Whatever is deleted, copied or retyped in a form: it is read or refused, and nothing breaks."""

from __future__ import annotations

import random

import pytest

from addin.books.book import Cell, Grid
from addin.forms.finder import find_forms
from addin.forms.read import read_form
from addin.forms.refusal import NoForm, kind_found, lacks, refusal
from addin.library.form_map import packaged_maps
from addin.library.library import Library
from addin.library.word_files import packaged_words
from scoring.awards.score import score
from scoring.findings.audit import audit
from tests.wild.test_vocabulary import books

TYPED = ("", "—", "/", "#", "总分", "合计", "小计", "分值", "说明", None, "一级指标", "其中：", "续表")
SEEDS = range(60)


def mutated(grid: Grid, chance: random.Random) -> Grid:
    cells, places = dict(grid.cells), list(grid.cells)
    for _ in range(chance.randint(1, 12)):
        place, what = chance.choice(places), chance.random()
        if what < 0.5:
            cells.pop(place, None)
        elif what < 0.8:
            cells[place] = grid.cells[chance.choice(places)]
        else:
            cells[place] = Cell(chance.choice(TYPED))
    return Grid(grid.name, cells, tuple(each for each in grid.merges if chance.random() > 0.1))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_spoilt_form_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    of = chance.choice(list(books().values()))
    grid = mutated(of.grid(chance.choice(of.sheets)), chance)
    found = find_forms(grid, packaged_maps(), packaged_words())
    for each in found:
        form = read_form(each)
        audit(score(form.filing, Library().find("national")))
        assert all(left.cell and left.why for left in form.filing.left)
    near = [each for each in map(lacks, found) if each is not None]
    said = refusal([grid], [], found, near, packaged_words())
    assert isinstance(said, NoForm)
    assert str(said).endswith("。")
    assert all(kind_found(each) is not None for each in found)
