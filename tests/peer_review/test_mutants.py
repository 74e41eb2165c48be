import pytest

from tests.peer_review.mutants import MUTANTS, ROOT, broken


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_every_seeded_bug_still_fits_the_code(mutant):
    source = (ROOT / mutant.file).read_text()

    compile(broken(mutant, source), mutant.file, "exec")


def test_every_seeded_bug_names_tests_that_exist():
    assert all((ROOT / test).is_file() for mutant in MUTANTS for test in mutant.tests)
