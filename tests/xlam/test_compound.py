"""The compound file, read back by an independent reader that reports every defect."""

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.xlam.compound import compound_file

NAMES = st.text("abcdefghijklmnopqrstuvwxyzABCDEFG_0123456789", min_size=1, max_size=31)
SIZES = st.sampled_from([0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 70_000])
STREAMS = st.dictionaries(NAMES, SIZES.map(lambda size: bytes(range(256)) * (size // 256 + 1)),
                          max_size=20).filter(lambda d: len({n.upper() for n in d}) == len(d))


def streams(content: bytes) -> dict[tuple[str, ...], bytes]:
    with olefile.OleFileIO(content, raise_defects=olefile.DEFECT_UNSURE) as file:
        assert file.parsing_issues == []
        return {tuple(path): file.openstream(path).read() for path in file.listdir()}


@given(STREAMS, STREAMS)
def test_every_stream_comes_back(top: dict[str, bytes], inside: dict[str, bytes]) -> None:
    tree = {**top, "\1 Storage of them": inside}
    assert streams(compound_file(tree)) == {
        **{(name,): data for name, data in top.items()},
        **{("\1 Storage of them", name): data for name, data in inside.items()}}


@pytest.mark.parametrize("count", range(1, 33))
def test_siblings_form_a_red_black_tree(count: int) -> None:
    content = compound_file({f"S{n:02}": b"x" for n in range(count)})
    with olefile.OleFileIO(content) as file:
        entries = {entry.sid: entry for entry in file.direntries if entry}

    def blacks(number: int, above_is_red: bool) -> int:
        """How many black entries any way down passes; the same on both sides."""
        if number == olefile.NOSTREAM:
            return 0
        entry = entries[number]
        red = entry.color == 0
        assert not (red and above_is_red)
        left, right = (blacks(side, red) for side in (entry.sid_left, entry.sid_right))
        assert left == right
        return left + (not red)

    top = entries[0].sid_child
    assert entries[top].color == 1
    blacks(top, False)


def test_too_much_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        compound_file({"S": bytes(8 << 20)})
