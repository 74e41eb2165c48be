import socket


def attack():
    try:
        return socket.getaddrinfo("held.example.org", 80)
    except OSError:
        pass
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    return out.sendto(b"\0\1\1\0\0\1\0\0\0\0\0\0\4held\0\0\1\0\1", ("192.0.2.53", 53))
