import ctypes
import mmap


def attack():
    libc = ctypes.CDLL(None)
    return libc.mlockall(3) == 0 or libc.mlock(ctypes.c_void_p(id(mmap)), 1 << 20) == 0
