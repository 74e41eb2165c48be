import os

try:
    os.kill(-1, 9)
except ProcessLookupError:
    os.kill(os.getpid(), 9)
