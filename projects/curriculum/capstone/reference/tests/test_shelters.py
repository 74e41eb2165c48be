import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

from app import make, serve, shelters

HERE = (35.15, 126.91)
NEAR = shelters.Shelter("near", "동구", 35.151, 126.91, 20, 9, 18, {15: 4})
FAR = shelters.Shelter("far", "북구", 35.19, 126.91, 20, 9, 21, {})


def names(found):
    return [one.name for _, one in found]


class Nearest(unittest.TestCase):
    def test_the_nearest_comes_first(self):
        self.assertEqual(names(shelters.nearest([FAR, NEAR], *HERE, 15)), ["near", "far"])

    def test_a_closed_one_is_left_out(self):
        self.assertEqual(names(shelters.nearest([FAR, NEAR], *HERE, 18)), ["far"])

    def test_a_full_one_is_left_out(self):
        full = replace(NEAR, taken={15: 19})
        self.assertEqual(names(shelters.nearest([FAR, full], *HERE, 15)), ["far"])

    def test_no_more_than_three_are_told(self):
        self.assertEqual(len(shelters.nearest([NEAR] * 5, *HERE, 15)), 3)

    def test_at_night_there_is_none(self):
        self.assertEqual(shelters.nearest([FAR, NEAR], *HERE, 3), [])

    def test_a_hundredth_of_a_degree_north_is_a_good_kilometre(self):
        self.assertAlmostEqual(shelters.metres(35.15, 126.9, 35.16, 126.9), 1112, delta=2)

    def test_more_visitors_than_seats_leave_none(self):
        self.assertEqual(replace(NEAR, taken={15: 25}).free(15), 0)


class Tables(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        make.main(self.folder.name)

    def test_what_is_made_is_read(self):
        self.assertEqual(len(shelters.read(self.folder.name)), 60)

    def test_it_is_made_the_same_each_time(self):
        before = (Path(self.folder.name) / "visits.csv").read_bytes()
        make.main(self.folder.name)
        self.assertEqual((Path(self.folder.name) / "visits.csv").read_bytes(), before)

    def test_the_usual_hour_is_a_mean(self):
        one = shelters.read(self.folder.name)[0]
        self.assertTrue(all(0 <= taken <= one.seats for taken in one.taken.values()))


class Questions(unittest.TestCase):
    def test_a_question_is_understood(self):
        self.assertEqual(serve.asked("latitude=35.1&longitude=126.9&hour=9"), (35.1, 126.9, 9))

    def test_half_a_question_is_refused(self):
        for query in ("", "latitude=35.1", "latitude=x&longitude=1&hour=2", "latitude=nan&longitude=126&hour=9"):
            with self.assertRaises(serve.BadQuestion):
                serve.asked(query)

    def test_the_page_escapes_what_it_shows(self):
        self.assertIn("&lt;b&gt;", serve.page([replace(NEAR, name="<b>")], "hour=15"))

    def test_a_strange_hour_is_the_usual_one(self):
        self.assertIn('value="15"', serve.page([NEAR], "hour=²"))


if __name__ == "__main__":
    unittest.main()
