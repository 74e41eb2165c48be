import ctypes


def attack():
    for path in ("/dev/kmsg", "/proc/kmsg"):
        try:
            if open(path, "rb", 0).read(100):
                return path
        except OSError:
            pass
    return ctypes.CDLL(None).klogctl(3, ctypes.create_string_buffer(1000), 1000) > 0
