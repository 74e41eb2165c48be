"""What goes to a push service: a message only for the browser (RFC 8291), and who sends it (RFC 8292)."""

import os
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()
MOST = 3993  # bytes of text: with salt, key and tag it fills the 4096 that every service takes
GOOD_FOR = timedelta(hours=12)  # a signature; services refuse more than a day


def seal(
    text: bytes,
    *,
    p256dh: bytes,
    auth: bytes,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes = b"",
) -> bytes:
    """`own` and `salt` are new for each message; only the example of the RFC gives them."""
    own, salt = own or ec.generate_private_key(CURVE), salt or os.urandom(16)
    public = point_of(own)
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, p256dh))
    secret = _derived(shared, salt=auth, info=b"WebPush: info\0" + p256dh + public, length=32)
    key = _derived(secret, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = _derived(secret, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    last_record = text + b"\2"
    head = salt + struct.pack("!IB", 4096, len(public)) + public
    return head + AESGCM(key).encrypt(nonce, last_record, None)


def _derived(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def signature(endpoint: str, *, now: datetime) -> str:
    """The Authorization header that tells a push service who we are."""
    site, key = urlsplit(endpoint), _private_key()
    claims = {
        "aud": f"{site.scheme}://{site.netloc}",
        "exp": int((now + GOOD_FOR).timestamp()),
        "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
    }
    return f"vapid t={jwt.encode(claims, key, algorithm='ES256')}, k={encoded(point_of(key))}"


def public_key() -> str:
    """Ours, as browsers are told it; empty where nothing is pushed."""
    return encoded(point_of(_private_key())) if settings.PUSH_PRIVATE_KEY else ""


def new_private_key() -> str:
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return encoded(number.to_bytes(32, "big"))


def _private_key() -> ec.EllipticCurvePrivateKey:
    return private_key_of(settings.PUSH_PRIVATE_KEY)


def private_key_of(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decoded(text), "big"), CURVE)


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
