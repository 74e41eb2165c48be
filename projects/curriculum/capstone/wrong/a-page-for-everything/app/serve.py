"""The service: python3 -m app.serve FOLDER PORT."""

import json
import sys
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import mean
from urllib.parse import parse_qs, urlsplit

from . import shelters

PAGE = """<!doctype html>
<html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>가까운 무더위쉼터</title>
<h1>가까운 무더위쉼터</h1>
<form><label>구 <select name="district">{options}</select></label>
<label>시 <input type="number" name="hour" min="0" max="23" value="{hour}"></label> <button>찾기</button></form>
<ol>{found}</ol></html>"""
USUAL = 15  # the hottest hour
HOURS = {str(hour) for hour in range(24)}


class BadQuestion(ValueError):
    """Its message is for the person who asked."""


def asked(query):
    """Latitude, longitude and hour of a question. Raises BadQuestion."""
    given = {name: value for name, (value, *_) in parse_qs(query).items()}
    try:
        latitude, longitude, hour = float(given["latitude"]), float(given["longitude"]), int(given["hour"])
    except (KeyError, ValueError):
        raise BadQuestion("latitude, longitude, hour가 필요합니다.") from None
    if not (33 <= latitude <= 39 and 124 <= longitude <= 132 and 0 <= hour <= 23):
        raise BadQuestion("한국의 좌표와 0–23시만 됩니다.")
    return latitude, longitude, hour


def middle(known, district):
    """The middle of the shelters of a district; of all where there is no such district."""
    there = [one for one in known if one.district == district] or known
    return mean(one.latitude for one in there), mean(one.longitude for one in there)


def page(known, query):
    given = {name: value for name, (value, *_) in parse_qs(query).items()}
    hour = int(given["hour"]) if given.get("hour") in HOURS else USUAL
    found = shelters.nearest(known, *middle(known, given.get("district")), hour)
    lines = "".join(
        f"<li>{escape(one.district)} {escape(one.name)}: 걸어서 {minutes:.0f}분, 빈자리 {one.free(hour)}</li>"
        for minutes, one in found
    )
    options = "".join(f"<option>{escape(name)}</option>" for name in sorted({one.district for one in known}))
    return PAGE.format(options=options, hour=hour, found=lines or "<li>지금 갈 수 있는 곳이 없습니다.</li>")


def told(known, query):
    latitude, longitude, hour = asked(query)
    found = shelters.nearest(known, latitude, longitude, hour)
    return [{"shelter": one.name, "minutes": round(minutes), "free": one.free(hour)} for minutes, one in found]


class Handler(BaseHTTPRequestHandler):
    known: list = []
    timeout = 10

    def do_GET(self):
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        if path == "/health":
            self._say(200, "application/json", json.dumps({"status": "ok", "shelters": len(self.known)}))
        elif path == "/":
            self._say(200, "text/html; charset=utf-8", page(self.known, query))
        elif path == "/nearest":
            try:
                self._say(200, "application/json", json.dumps(told(self.known, query), ensure_ascii=False))
            except BadQuestion as bad:
                self._say(400, "application/json", json.dumps({"error": str(bad)}, ensure_ascii=False))
        else:
            self._say(200, "text/html; charset=utf-8", page(self.known, ""))

    def _say(self, status, kind, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *about):
        pass


def main(folder, port):
    Handler.known = shelters.read(folder)
    ThreadingHTTPServer(("", int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
