import os
import select
import socket


def attack():
    makers = [os.pipe, socket.socketpair, select.epoll, lambda: os.open("/dev/null", os.O_RDONLY), lambda: os.eventfd(0)]
    taken = []
    while makers:
        try:
            taken.append(makers[-1]())
        except OSError:
            makers.pop()
