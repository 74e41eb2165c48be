import os

os.write(1, bytes(range(256)) * 20 + b"\0" * 1000 + b"\xff\xfe\xc0\xaf" * 1000 + b"x" * 20_000)
