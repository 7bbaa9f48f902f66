"""VBA's compression: nothing lost, and readable by the tool that analysts read macros with."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from addin.xlam.build import modules
from addin.xlam.compression import compress, decompress

MODULES = list(modules())
WORDS = st.lists(st.sampled_from(["Dim ", "As Variant", "\r\n", "End Sub", *string.ascii_letters]),
                 max_size=6000).map("".join).map(str.encode)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_every_module_comes_back(module) -> None:
    plain = module.source.encode("ascii")
    packed = compress(plain)
    assert decompress(packed) == plain
    assert bytes(decompress_stream(bytearray(packed))) == plain
    assert len(packed) < len(plain)


@given(WORDS)
def test_any_source_comes_back(plain: bytes) -> None:
    assert decompress(compress(plain))[:len(plain)] == plain


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4095, 4096, 4097, 8192, 20_000])
def test_runs_of_one_byte_come_back(size: int) -> None:
    packed = compress(b"a" * size)
    assert decompress(packed) == b"a" * size
    assert len(packed) <= 10 * (size // 4096 + 1)


@given(st.binary(min_size=4000, max_size=9000))
def test_what_does_not_shrink_is_stored(plain: bytes) -> None:
    unpacked = decompress(compress(plain))
    assert unpacked[:len(plain)] == plain
    assert unpacked[len(plain):].strip(b"\0") == b""


def test_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="container"):
        decompress(b"\xcc\x61")
