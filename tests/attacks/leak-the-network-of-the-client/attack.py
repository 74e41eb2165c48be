import socket


def attack():
    """Whether anybody but this program listens, at a port or at a name without a file."""
    with open("/proc/net/unix") as file:
        names = [line.split()[-1] for line in file if line.split()[-1].startswith("@")]
    for name in names:
        with socket.socket(socket.AF_UNIX) as other:
            if other.connect_ex("\0" + name[1:]) == 0:
                return True
    for table in ("tcp", "tcp6"):
        with open(f"/proc/net/{table}") as file:
            rows = [line.split() for line in file][1:]
        if any(row[3] == "0A" for row in rows):
            return True
    with open("/proc/net/dev") as file:
        return any(":" in line and "lo:" not in line for line in file)
