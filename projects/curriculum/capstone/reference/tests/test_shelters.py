import json
import tempfile
import threading
import unittest
from dataclasses import replace
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from app import make, serve, shelters

QUICKLY = 0.01  # seconds until a server hears that it is to end
HERE = (35.15, 126.91)
NEAR = shelters.Shelter("near", "동구", 35.151, 126.91, 20, 9, 18, {15: 4})
FAR = shelters.Shelter("far", "북구", 35.19, 126.93, 20, 9, 21, {})


def names(found):
    return [one.name for _, one in found]


class Nearest(unittest.TestCase):
    def test_the_nearest_comes_first(self):
        self.assertEqual(names(shelters.nearest([FAR, NEAR], *HERE, 15)), ["near", "far"])

    def test_one_is_open_from_its_first_hour_and_before_its_last(self):
        found = [names(shelters.nearest([FAR, NEAR], *HERE, hour)) for hour in (8, 9, 17, 18, 20, 21)]
        self.assertEqual(found, [[], ["near", "far"], ["near", "far"], ["far"], ["far"], []])

    def test_one_that_is_nearly_full_is_left_out(self):
        for taken, expected in ((17, ["near"]), (18, [])):
            self.assertEqual(names(shelters.nearest([replace(NEAR, taken={15: taken})], *HERE, 15)), expected)

    def test_no_more_than_three_are_told(self):
        self.assertEqual(len(shelters.nearest([NEAR] * 5, *HERE, 15)), 3)

    def test_one_walks_eighty_metres_in_a_minute(self):
        ((minutes, _),) = shelters.nearest([replace(NEAR, latitude=35.16)], *HERE, 15)
        self.assertAlmostEqual(minutes, 13.9, delta=0.05)

    def test_a_hundredth_of_a_degree_is_a_kilometre_and_eastwards_less(self):
        self.assertAlmostEqual(shelters.metres(35.15, 126.9, 35.16, 126.9), 1112, delta=2)
        self.assertAlmostEqual(shelters.metres(35.15, 126.9, 35.15, 126.91), 909, delta=2)

    def test_more_visitors_than_seats_leave_none(self):
        self.assertEqual([replace(NEAR, taken={15: taken}).free(15) for taken in (4, 25)], [16, 0])


class Tables(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        make.main(self.folder.name)

    def test_what_is_made_is_read(self):
        known = shelters.read(self.folder.name)
        self.assertEqual(len({one.name for one in known}), len(known))
        self.assertTrue(all(set(one.taken) == set(range(one.opens, one.closes)) for one in known))
        self.assertTrue(any(one.taken[15] > one.taken[one.opens] for one in known))
        self.assertTrue(all(0 <= taken <= one.seats for one in known for taken in one.taken.values()))

    def test_it_is_made_the_same_each_time(self):
        before = (Path(self.folder.name) / "visits.csv").read_bytes()
        make.main(self.folder.name)
        self.assertEqual((Path(self.folder.name) / "visits.csv").read_bytes(), before)

    def test_the_usual_hour_is_a_mean(self):
        head, *rows = "id,day,hour,taken", "S00,0,9,4", "S00,1,9,8", "S00,0,10,1"
        (Path(self.folder.name) / "visits.csv").write_text("\n".join([head, *rows]))
        self.assertEqual(shelters.read(self.folder.name)[0].taken, {9: 6, 10: 1})


class Questions(unittest.TestCase):
    def test_a_question_is_understood_to_the_corners_of_the_country(self):
        for question in ((35.1, 126.9, 9), (33, 124, 0), (39, 132, 23)):
            query = "latitude={}&longitude={}&hour={}".format(*question)
            self.assertEqual(serve.asked(query), question)

    def test_half_a_question_is_refused_and_one_from_abroad(self):
        for query in ("", "latitude=35.1", "latitude=x&longitude=1&hour=2", "latitude=nan&longitude=126&hour=9"):
            with self.assertRaises(serve.BadQuestion):
                serve.asked(query)
        for question in ((32.9, 127, 9), (39.1, 127, 9), (35, 123.9, 9), (35, 132.1, 9), (35, 127, -1), (35, 127, 24)):
            with self.assertRaises(serve.BadQuestion):
                serve.asked("latitude={}&longitude={}&hour={}".format(*question))

    def test_the_middle_of_a_district_is_the_mean_of_its_shelters(self):
        other = replace(NEAR, latitude=35.153, longitude=126.93)
        for district, expected in (("동구", (35.152, 126.92)), ("북구", (35.19, 126.93))):
            for found, value in zip(serve.middle([NEAR, other, FAR], district), expected):
                self.assertAlmostEqual(found, value)

    def test_the_middle_of_nowhere_is_that_of_all(self):
        self.assertAlmostEqual(serve.middle([NEAR, FAR], "")[0], 35.1705)

    def test_the_page_tells_the_way_and_the_seats(self):
        page = serve.page([NEAR, FAR], "district=동구&hour=15")
        self.assertIn("<li>동구 near: 걸어서 0분, 빈자리 16</li><li>북구 far: 걸어서 59분, 빈자리 20</li>", page)
        self.assertIn("<option>동구</option><option>북구</option>", page)

    def test_the_page_escapes_what_it_shows(self):
        self.assertIn("&lt;b&gt;", serve.page([replace(NEAR, name="<b>")], "hour=15"))

    def test_the_hour_is_kept_and_a_strange_one_is_the_usual_one(self):
        for query, hour in (("hour=0", 0), ("hour=23", 23), ("hour=24", 15), ("hour=²", 15), ("", 15)):
            self.assertIn(f'value="{hour}"', serve.page([NEAR], query))

    def test_at_night_the_page_says_so(self):
        self.assertIn("지금 갈 수 있는 곳이 없습니다.", serve.page([NEAR], "hour=3"))


class Served(unittest.TestCase):
    def setUp(self):
        serve.Handler.known = [NEAR, FAR]
        server = ThreadingHTTPServer(("127.0.0.1", 0), serve.Handler)
        threading.Thread(target=server.serve_forever, args=(QUICKLY,)).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.address = f"http://127.0.0.1:{server.server_port}"

    def get(self, path):
        with urlopen(self.address + path) as answer:
            return json.load(answer)

    def test_it_is_well_and_says_how_many_it_knows(self):
        self.assertEqual(self.get("/health"), {"status": "ok", "shelters": 2})

    def test_the_nearest_are_told(self):
        found = self.get("/nearest?latitude=35.15&longitude=126.91&hour=15")
        self.assertEqual(found[0], {"shelter": "near", "minutes": 1, "free": 16})

    def test_half_a_question_and_a_strange_address_are_refused(self):
        for path, status in (("/nearest?hour=3", 400), ("/nothing", 404)):
            with self.assertRaises(HTTPError) as refused:
                self.get(path)
            self.assertEqual(refused.exception.code, status)
            refused.exception.close()


if __name__ == "__main__":
    unittest.main()
