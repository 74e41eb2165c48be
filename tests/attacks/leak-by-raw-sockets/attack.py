import socket


def attack():
    for kind, protocol in ((socket.SOCK_RAW, socket.IPPROTO_ICMP), (socket.SOCK_RAW, socket.IPPROTO_RAW),
                           (socket.SOCK_DGRAM, socket.IPPROTO_ICMP)):
        try:
            out = socket.socket(socket.AF_INET, kind, protocol)
            return out.sendto(b"\x08\0\xf7\xff\0\0\0\0", ("192.0.2.1", 0))
        except OSError:
            pass
