import io
import tarfile
import zipfile
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from projects.intake.archives import read_archive, without_wrapper
from projects.intake.contents import read_contents
from projects.intake.limits import Limits
from projects.intake.refused import HandInRefused
from tests.projects.intake.making_archives import (
    MIB,
    checksummed,
    gzipped,
    member,
    overlapping_zip,
    pax_bomb,
    pax_header,
    pax_sparse_tar,
    sparse_tar,
    tar_member,
    tarred,
    zip_bomb,
    zipped,
)

FILES = {
    "ex00/hello.py": (b"print('hello')\n", False),
    "Makefile": (b"all:\n", False),
    "run": (b"#!/bin/sh\n", True),
}


def read(archive, **options):
    return read_archive(io.BytesIO(archive), **options)


# -- What is taken -------------------------------------------------------------------------------


def honest_zip():
    return zipped(
        [(member(path, 0o100755 if x else 0o100644), content) for path, (content, x) in FILES.items()]
    )


def honest_tar(form=tarfile.GNU_FORMAT):
    modes = [
        (tar_member(path, tarfile.REGTYPE, mode=0o755 if x else 0o644), c) for path, (c, x) in FILES.items()
    ]
    return tarred(*modes, form=form)


@pytest.mark.parametrize(
    "archive",
    [
        honest_zip(),
        honest_tar(),
        honest_tar(tarfile.PAX_FORMAT),
        honest_tar(tarfile.USTAR_FORMAT),
        gzipped(honest_tar()),
    ],
    ids=["zip", "tar", "pax", "ustar", "tar.gz"],
)  # fmt: skip
def test_honest_archives_give_their_files_and_execute_bits(archive):
    assert read(archive) == FILES


def test_korean_names_arrive_whatever_wrote_them():
    decomposed_by_a_mac = tarred(("\u1100\u116a\u110c\u1166.py", b"1"))
    said_by_nobody = nameless_zip("과제.py".encode(), b"1")
    by_a_korean_windows = nameless_zip("과제.py".encode("cp949"), b"1")

    for archive in (zipped([("과제.py", b"1")]), decomposed_by_a_mac, said_by_nobody, by_a_korean_windows):
        assert read(archive) == {"과제.py": (b"1", False)}


def nameless_zip(name, content):
    """A zip whose one name is these bytes, without the flag that tells their encoding."""
    info = zipfile.ZipInfo("x" * len(name))
    info.create_system = info.external_attr = 0
    return zipped([(info, content)]).replace(info.filename.encode(), name)


@pytest.mark.parametrize("folder", ["my-work", "내 과제"])
def test_one_folder_around_everything_is_taken_away(folder):
    files = [(f"{folder}/ex00/hello.py", b"1"), (f"{folder}/Makefile", b"2")]

    assert list(read(zipped(files))) == ["ex00/hello.py", "Makefile"]
    assert list(read(tarred(*files))) == ["ex00/hello.py", "Makefile"]


def test_the_projects_own_folder_is_no_wrapper():
    archive = zipped([("ex00/hello.py", b"1")])

    assert list(read(archive, expected=["ex00/hello.py", "ex01/sum.py"])) == ["ex00/hello.py"]
    assert list(read(archive)) == ["hello.py"]


def test_files_beside_the_folder_keep_everything_in_place():
    files = {"work/a.py": (b"", False), "README": (b"", False)}

    assert without_wrapper(files, ()) == files


def test_what_desktops_add_by_themselves_is_left_out():
    archive = zipped(
        [
            ("work/a.py", b"1"),
            ("__MACOSX/work/._a.py", b"x"),
            ("work/.DS_Store", b"x"),
            ("work/Thumbs.db", b"x"),
        ]
    )

    assert read(archive) == {"a.py": (b"1", False)}


def test_a_zip_inside_is_a_file_and_stays_closed():
    inner = zip_bomb(2 * MIB)

    assert read(zipped([("inner.zip", inner)])) == {"inner.zip": (inner, False)}


def test_folders_may_be_listed_and_dots_lead_nowhere():
    folders = [(tar_member(name, tarfile.DIRTYPE), None) for name in (".", "./src", "./src/empty")]

    assert read(tarred(*folders, ("./src/a.c", b"1"), ("./b.c", b"2"))) == {
        "src/a.c": (b"1", False),
        "b.c": (b"2", False),
    }


def test_a_long_comment_in_a_tar_costs_no_more_than_its_bytes():
    assert read(gzipped(pax_bomb(8 * MIB))) == {"a.txt": (b"a", False)}


# -- What is refused -----------------------------------------------------------------------------

PLAIN = [("a.py", b"1")]


def encrypted():
    return zipped([("secret.py", b"1")]).replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0")


def with_link(name="link", mode=0o120777):
    return zipped([("a.py", b"1"), (member(name, mode), b"/etc/passwd")])


def special(kind, **facts):
    return tarred((tar_member("odd", kind, **facts), None), ("a.py", b"1"))


def damaged_header():
    """The second header no longer sums up: the parser takes that for the end."""
    archive = bytearray(tarred(("a.py", b"1"), ("b.py", b"2")))
    archive[1024] ^= 1
    return bytes(archive)


def backwards_tar():
    """A size below zero sends the parser back to the header that it has just read."""
    header = bytearray(tar_member("a.py", tarfile.REGTYPE).tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"\xff" * 10 + b"\xfe\x00"
    return bytes(checksummed(header)) + bytes(1024)


# fmt: off
REFUSED = {  # how it is made, and what is said of it
    "zip-bomb": (lambda: zip_bomb(100 * MIB), "‘zeros.bin’ has 100 MB. One file may have 4 MB at most."),
    "many-bombs": (
        lambda: zipped([(f"{n}.bin", bytes(4 * MIB)) for n in range(5)]),
        "All files together have more than 16 MB.",
    ),
    "zeros": (lambda: gzipped(bytes(100 * MIB)), "All files together have more than 16 MB."),
    "gzip-bomb": (
        lambda: gzipped(tarred(*((f"{n}.bin", bytes(4 * MIB)) for n in range(6)))),
        "All files together have more than",
    ),
    "overlap": (lambda: overlapping_zip(100), "Two files of the archive share the same bytes."),
    "100,000-entries": (lambda: overlapping_zip(100_000), "There are more than 500 files and folders."),
    "many-entries": (
        lambda: gzipped(tarred(*((f"f{n}", None) for n in range(5000)))),
        "There are more than 500 files",
    ),
    "zip-link": (lambda: with_link(), "‘link’ is a link. Hand in the file itself."),
    "zip-device": (lambda: with_link("dev", 0o020666), "‘dev’ is neither a file nor a folder."),
    "tar-link": (lambda: special(tarfile.SYMTYPE, linkname="/etc/passwd"), "‘odd’ is a link."),
    "tar-hard-link": (lambda: special(tarfile.LNKTYPE, linkname="a.py"), "‘odd’ is a link."),
    "tar-device": (
        lambda: special(tarfile.CHRTYPE, devmajor=1, devminor=3),
        "‘odd’ is neither a file nor a folder.",
    ),
    "tar-pipe": (lambda: special(tarfile.FIFOTYPE), "‘odd’ is neither a file nor a folder."),
    "tar-sparse": (lambda: sparse_tar(1 << 40), "‘sparse.bin’ is neither a file nor a folder."),
    "pax-sparse": (lambda: pax_sparse_tar(1000), "‘sparse.bin’ is neither a file nor a folder."),
    "pax-bomb": (lambda: gzipped(pax_bomb(30 * MIB)), "All files together have more than 16 MB."),
    "absolute": (lambda: tarred(("/etc/passwd", b"1")), "‘/etc/passwd’ points outside your work."),
    "zip-absolute": (lambda: zipped([("/etc/passwd", b"1")]), "‘/etc/passwd’ points outside your work."),
    "parent": (lambda: zipped([("a/../../b", b"1")]), "‘a/../../b’ points outside your work."),
    "tar-parent": (lambda: tarred(("../b", b"1")), "‘../b’ points outside your work."),
    "parent-folder": (
        lambda: tarred((tar_member("../up", tarfile.DIRTYPE), None)),
        "‘../up’ points outside your work.",
    ),
    "windows-path": (lambda: zipped([("a\\b.py", b"1")]), "(U+005C)"),
    "drive": (lambda: zipped([("C:/a.py", b"1")]), "(U+003A)"),
    "git-folder": (
        lambda: zipped([("w/.git/config", b"1"), ("w/a.py", b"1")]),
        "The name ‘w/.git/config’ is reserved.",
    ),
    "duplicates": (lambda: tarred(("a.py", b"1"), ("a.py", b"2")), "‘a.py’ and ‘a.py’ are the same name"),
    "case": (lambda: zipped([("A.py", b"1"), ("a.py", b"2")]), "‘a.py’ and ‘A.py’ are the same name"),
    "file-and-folder": (lambda: tarred(("a", b"1"), ("a/b", b"2")), "are the same name on many computers."),
    "bidi": (lambda: zipped([("a\u202ebc.py", b"1")]), "(U+202E)"),
    "not-utf8": (lambda: tarred(("\udcff\udcfe", b"1")), "cannot be read. Names must be written in UTF-8."),
    "encrypted": (lambda: encrypted(), "‘secret.py’ is encrypted."),
    "bzip2-member": (
        lambda: zipped(PLAIN, compression=zipfile.ZIP_BZIP2),
        "‘a.py’ is compressed in an unusual way.",
    ),
    "lzma-member": (
        lambda: zipped(PLAIN, compression=zipfile.ZIP_LZMA),
        "‘a.py’ is compressed in an unusual way.",
    ),
    "empty-zip": (lambda: zipped([]), "The archive holds no file."),
    "empty-tar": (lambda: tarred(), "This is not a zip, tar or tar.gz archive."),
    "only-folders": (
        lambda: tarred((tar_member("src", tarfile.DIRTYPE), None)),
        "The archive holds no file.",
    ),
    "nothing": (lambda: b"", "This is not a zip, tar or tar.gz archive."),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(100), "This is not a zip, tar or tar.gz archive."),
    "too-large": (lambda: bytes(8 * MIB + 1), "The archive has more than 8 MB."),
    "truncated-zip": (lambda: honest_zip()[:-30], "The archive is damaged."),
    "truncated-gzip": (lambda: gzipped(honest_tar())[:-20], "The archive is damaged."),
    "truncated-tar": (lambda: honest_tar()[:2048], "The archive is damaged."),
    "truncated-between": (lambda: honest_tar()[:1024], "The archive is damaged."),
    "damaged-header": (lambda: damaged_header(), "The archive is damaged."),
    "backwards": (lambda: backwards_tar(), "The archive is damaged."),
    "damaged-bytes": (lambda: honest_zip().replace(b"all:", b"ALL:"), "The archive is damaged."),
}
# fmt: on


@pytest.mark.parametrize(("make", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_hostile_or_broken_archive_is_refused_with_a_sentence(make, sentence):
    archive = make()

    with pytest.raises(HandInRefused) as refusal:
        read(archive)

    assert sentence in str(refusal.value)
    assert refusal.value.in_language("ko") != refusal.value.in_language("en")


def test_an_archive_that_keeps_the_parser_busy_ends_its_reader_and_nothing_else():
    """A pattern in some versions of the standard library tries every start in a long row of digits."""
    digits = gzipped(pax_header(b"1" * (8 * MIB)))

    with pytest.raises(HandInRefused, match="The archive is damaged"):
        read(digits)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_bytes_whatever_bring_anything_but_files_or_a_refusal(data):
    """Honest archives with bytes changed, cut and repeated, read without the process around the parser."""
    archive = bytearray(data.draw(st.sampled_from(SEEDS)))
    for place, value in data.draw(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8)):
        archive[place % len(archive)] = value
    end = data.draw(st.integers(0, len(archive)))

    with suppress(HandInRefused):
        files = read_contents(bytes(archive[: end or None]), Limits())
        assert all(len(content) <= Limits().file for content, _executable in files.values())


SEEDS = [
    honest_zip(),
    honest_tar(),
    honest_tar(tarfile.PAX_FORMAT),
    gzipped(honest_tar()),
    overlapping_zip(3),
    sparse_tar(99),
]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08\0"]))
@example(bytes(18), b"PK\5\6")  # an empty zip and nothing else
@example(b"\xff" * 18, b"PK\5\6")  # the marks of a zip64 without its head
@example(bytes(6) + b"\xff" * 20, b"\x1f\x8b\x08\0")
def test_random_bytes_hold_no_file(noise, start):
    with suppress(HandInRefused):
        assert read_contents(start + noise, Limits()) == {}
