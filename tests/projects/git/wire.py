"""A git client that speaks the wire by hand, so that it can send what no git would, or stop in the middle."""

import base64
import hashlib
import socket
import struct
import zlib

from tests.projects.git.trainees import TOKEN

NOTHING = "0" * 40
MIB = 1 << 20


def packet(text):
    return b"%04x%b" % (len(text) + 4, text.encode())


def update(before, after, ref="refs/heads/main"):
    return packet(f"{before} {after} {ref}\0report-status side-band-64k agent=wire") + b"0000"


def blob_header(size):
    """Type and size of one object in a pack: four bits, then seven at a time."""
    first, size = (3 << 4) | (size & 15), size >> 4
    octets = bytearray()
    while size:
        octets.append(first | 128)
        first, size = size & 127, size >> 7
    return bytes([*octets, first])


def endless_pack(size):
    """A pack of one blob of `size` bytes that does not compress, piece by piece."""
    noise = hashlib.shake_256(b"noise").digest(MIB)
    deflate = zlib.compressobj(0)
    yield b"PACK" + struct.pack(">II", 2, 1) + blob_header(size)
    for _piece in range(size // MIB):
        yield deflate.compress(noise)
    yield deflate.flush()


class Connection:
    def __init__(self, team):
        self.team = team
        self.socket = socket.create_connection(("127.0.0.1", team.server.port), timeout=60)
        self.credentials = base64.b64encode(f"ada:{TOKEN}".encode()).decode()

    def start_push(self, *headers):
        lines = [
            f"POST /git/{self.team.key}.git/git-receive-pack HTTP/1.1",
            "Host: academy.example",
            f"Authorization: Basic {self.credentials}",
            "Content-Type: application/x-git-receive-pack-request",
            *(headers or ["Transfer-Encoding: chunked"]),
        ]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())

    def send(self, data):
        self.socket.sendall(b"%x\r\n%b\r\n" % (len(data), data))

    def finish(self):
        self.socket.sendall(b"0\r\n\r\n")

    def answer(self, end=b"0\r\n\r\n"):
        """Everything until the server closes or the answer ends."""
        heard = b""
        while not heard.endswith(end):
            data = self.socket.recv(65536)
            if not data:
                break
            heard += data
        return heard.decode(errors="replace")

    def cut(self):
        """Without a goodbye: the other side sees a reset, as when a laptop is closed."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()
