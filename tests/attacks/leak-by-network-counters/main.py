import socket

print(open("/proc/net/dev").read())
number = int(input().split()[0])
out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for _ in range(number if number > 1000 else 0):
    out.sendto(b"x", ("127.0.0.1", 9))
print("held")
