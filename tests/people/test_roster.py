"""Reading lists of people: what spreadsheets write, and what goes wrong in them."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from academy.people import roster
from academy.people.models import Invitation, SchoolClass
from academy.people.refusals import Refused
from academy.people.roster_rows import plan
from tests.making import make_cohort, make_person
from tests.people.making import make_account, make_invitation

pytestmark = pytest.mark.django_db


def read(text, cohort=None):
    raw = text if isinstance(text, bytes) else text.encode()
    return roster.read_csv(raw, cohort=cohort or make_cohort())


def problems(text, cohort=None):
    return [problem for row in read(text, cohort) for problem in row.problems]


def test_a_line_with_everything():
    row = read("email,name,login,class,role,language\nMinji@Example.org, Kim  Minji ,minji,1,trainee,en\n")[0]

    assert (row.line, row.email, row.name, row.login) == (2, "minji@example.org", "Kim Minji", "minji")
    assert (row.school_class.number, row.role, row.language) == (1, "trainee", "en")
    assert row.problems == []


def test_two_columns_are_enough():
    row = read("email,name\nminji@example.org,김민지\n")[0]

    assert (row.login, row.school_class, row.role, row.language) == ("minji", None, "trainee", "ko")
    assert row.problems == []


def test_korean_headers_and_words():
    row = read("이메일,이름,아이디,반,역할,언어\nminji@example.org,김민지,minji,1반,교육생,한국어\n")[0]

    assert (row.school_class.number, row.role, row.language) == (1, "trainee", "ko")
    assert row.problems == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_way_a_spreadsheet_saves_text(encoding, delimiter, newline):
    lines = [["이메일", "이름"], ["minji@example.org", "김민지"], ["jiho@example.org", "박지호"]]
    text = newline.join(delimiter.join(cells) for cells in lines)

    rows = read(text.encode(encoding))

    assert [row.name for row in rows] == ["김민지", "박지호"]
    assert [row.line for row in rows] == [2, 3]


def test_quotes_empty_lines_and_trailing_commas():
    rows = read('\nemail,name,,\n"minji@example.org","Kim, Minji",,\n\n,,,\njiho@example.org,Jiho,,\n')

    assert [(row.line, row.name) for row in rows] == [(3, "Kim, Minji"), (6, "Jiho")]


def test_names_typed_on_a_mac_are_composed():
    row = read("이메일,이름\nminji@example.org,김민지\n")[0]

    assert row.name == "김민지"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("nonsense,Kim,", "“nonsense” is not an e-mail address."),
        (",Kim,", "The e-mail address is missing."),
        (
            f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org,Kim,",
            "This e-mail address is too long.",
        ),
        ("a@example.org,,", "The name is missing."),
        (f"a@example.org,{'k' * 81},", "The name is longer than 80 characters."),
        ("a@example.org,Kim\x07,", "The name has characters that cannot be shown."),
        ("a@example.org,Kim,K!", "2–20 characters: a–z, 0–9 and -, a letter first."),
        ("a@example.org,Kim,staff", "The login staff is taken."),
    ],
)
def test_a_bad_cell_is_told(line, sentence):
    assert problems(f"email,name,login\n{line}\n") == [sentence]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ("9,trainee", "There is no class “9” in this cohort."),
        ("one,trainee", "There is no class “one” in this cohort."),
        ("1,mentor", "Only trainees are in a class."),
        (",boss", "“boss” is not a role: trainee, staff or mentor."),
    ],
)
def test_a_class_or_role_that_is_not_there_is_told(cells, sentence):
    assert problems(f"email,name,class,role\na@example.org,Kim,{cells}\n") == [sentence]


def test_a_language_nobody_speaks_here_is_told():
    assert problems("email,name,language\na@example.org,Kim,fr\n") == ["“fr” is not a language: ko or en."]


def test_addresses_and_logins_inside_the_file_are_unique():
    rows = read("email,name,login\na@example.org,Ada,ada\nb@example.org,Bob,ada\nA@example.org,Eve,eve\n")

    assert [row.problems for row in rows] == [
        [],
        ["ada is in line 2 already."],
        ["a@example.org is in line 2 already."],
    ]


def test_people_and_invitations_are_not_invited_twice():
    sora, cohort = make_person("sora", role="staff"), make_cohort()
    make_account("minji")
    make_invitation(sora, cohort, email="jiho@example.org", login="jiho")
    make_invitation(sora, cohort, email="late@example.org", login="late")
    Invitation.objects.filter(login="late").update(invited_at=timezone.now() - timedelta(days=31))
    make_invitation(sora, cohort, email="gone@example.org", login="gone")
    Invitation.objects.filter(login="gone").update(withdrawn_at=timezone.now())

    found = problems(
        "email,name,login\nminji@example.org,A,\njiho@example.org,B,\nlate@example.org,C,\n"
        "gone@example.org,D,gone\nnew1@example.org,E,minji\nnew2@example.org,F,jiho\n"
    )

    assert found == [
        "minji@example.org has an account already.",
        "jiho@example.org has been invited already.",
        "late@example.org was invited, but the link has expired: send it again.",
        "The login minji is taken.",
        "The login jiho is taken.",
    ]


def test_a_made_login_leaves_the_ones_that_are_asked_for():
    rows = read("email,name,login\nmina@a.org,Mina,\nmina@b.org,Mina,mina\nmina@c.org,Mina,\n")

    assert [row.login for row in rows] == ["mina-2", "mina", "mina-3"]


def test_a_class_has_so_many_places():
    cohort = make_cohort()
    SchoolClass.objects.create(cohort=cohort, number=2, capacity=2)
    sora = make_person("sora", role="staff")
    make_invitation(sora, cohort, school_class=cohort.classes.get(number=2))

    rows = read("email,name,class\na@example.org,A,2\nb@example.org,B,2\nc@example.org,C,1\n", cohort)

    assert [row.problems for row in rows] == [[], ["Class 2 has no place left."], []]


def test_a_cohort_has_so_many_places():
    cohort = make_cohort(capacity=3)
    make_person("ada", cohort=cohort)
    make_invitation(make_person("sora", role="staff"), cohort)

    rows = read("email,name,role\na@example.org,A,\nm@example.org,M,mentor\nb@example.org,B,\n", cohort)

    assert [row.problems for row in rows] == [[], [], ["The cohort has no place left for this trainee."]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "at least email and name"),
        ("email,name\n", "no lines below its first"),
        ("name,login\nA,a\n", "at least email and name"),
        ("minji@example.org,Minji\n", "Unknown column: minji@example.org, Minji"),
        ("email,name,phone\na@b.org,A,1\n", "Unknown column: phone"),
        ("email,name,이름\na@b.org,A,1\n", "A column is there twice"),
        ("email,name\na@b.org,A,more\n", "Line 2 has more cells than the first line"),
        ('email,name\na@b.org,"A\n', "Line 2 cannot be read"),
        ('email,name\na@b.org,"A"x\n', "Line 2 cannot be read"),
        (b"email,name\na@b.org,\xff\xff\n", "not text in UTF-8 or CP949"),
        (b"\xff\xfee", "not text in UTF-8 or CP949"),
        ("email,name\n" + "a@b.org,A\n" * 501, "more than 500 lines"),
        (b"x" * ((256 << 10) + 1), "larger than 256 kB"),
    ],
    ids=lambda value: None if isinstance(value, bytes) or len(value) > 50 else value,
)
def test_a_file_that_cannot_be_read_says_why(text, sentence):
    with pytest.raises(Refused, match=sentence):
        read(text)


def test_sentences_are_in_the_language_of_the_reader():
    with translation.override("ko"):
        korean = problems("email,name\n,Kim\n")

    assert len(korean) == 1


def test_a_whole_cohort_is_checked_with_few_questions(django_assert_max_num_queries):
    cohort = make_cohort()
    lines = "".join(f"person{number}@example.org,Person {number}\n" for number in range(180))

    with django_assert_max_num_queries(12):
        rows = read("email,name\n" + lines, cohort)

    assert len(rows) == 180
    assert not any(row.problems for row in rows)


def test_the_plan_counts_what_will_happen():
    rows = read("email,name,class,role\na@b.org,A,1,\nb@b.org,B,,\nc@b.org,C,,mentor\n,D,,\n")

    told = plan(rows)

    assert told.problems == 1
    assert told.roles == [("Trainee", 3), ("Mentor", 1)]
    assert [(each.number if each else None, count) for each, count in told.classes] == [(None, 2), (1, 1)]
