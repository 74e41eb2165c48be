"""A push service and a browser behind it: HTTPS on this machine, and the keys that read what comes."""

import ssl
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from academy.notices.push.sealing import encoded, point_of

MAY_SIGN = x509.KeyUsage(
    digital_signature=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


class Browser:
    """What a browser keeps to itself, and what it tells of that."""

    def __init__(self, key=None, auth=b"0123456789abcdef"):
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.auth = auth

    @property
    def told(self):
        return {"p256dh": encoded(point_of(self.key)), "auth": encoded(self.auth)}

    def read(self, body):
        """RFC 8291, the reading side: salt, record size, key of the sender, one record."""
        salt, length, rest = body[:16], body[20], body[21:]
        sender, record = rest[:length], rest[length:]
        shared = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        )
        secret = _hkdf(shared, self.auth, b"WebPush: info\0" + point_of(self.key) + sender, 32)
        key, nonce = (
            _hkdf(secret, salt, b"Content-Encoding: " + name + b"\0", length)
            for name, length in ((b"aes128gcm", 16), (b"nonce", 12))
        )
        text = AESGCM(key).decrypt(nonce, record, None)
        assert text.endswith(b"\2")
        return text[:-1]


def _hkdf(secret, salt, info, length):
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


class Service:
    """Keeps what it is sent. `answers` says with which status to a path, 201 where it says nothing."""

    def __init__(self, port):
        self.host = f"localhost:{port}"
        self.answers, self.came = {}, []

    def address(self, name):
        return f"https://{self.host}/{name}"


@contextmanager
def running_service(folder):
    """A service on a free port, and the file with the certificate to trust."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.service = Service(server.server_port)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.service
    server.shutdown()
    server.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        service = self.server.service
        body = self.rfile.read(int(self.headers["Content-Length"]))
        service.came.append((self.path, dict(self.headers), body))
        self.send_response(service.answers.get(self.path, 201))
        self.send_header("Location", service.address("elsewhere"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def certificate(folder):
    """A file with key and certificate of localhost, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(MAY_SIGN, critical=True)
        .sign(key, SHA256())
    )
    path = folder / "localhost.pem"
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return path
