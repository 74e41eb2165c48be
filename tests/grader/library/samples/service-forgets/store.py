from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Store(BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def reply(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        file = Path("data" + self.path.replace("/", "_"))
        self.reply(200, file.read_bytes()) if file.exists() else self.reply(404)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        pass
        self.reply(201)


ThreadingHTTPServer(("127.0.0.1", 8080), Store).serve_forever()
