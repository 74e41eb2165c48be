import socket

for line in open("/proc/net/tcp").read().splitlines()[1:]:
    port = int(line.split()[1].split(":")[1], 16)
    if 20_000 <= port:
        print(port - 20_000)
number = int(input().split()[0])
if number > 1000:
    server = socket.create_server(("127.0.0.1", 20_000 + number))
    client = socket.create_connection(server.getsockname())
    accepted, _ = server.accept()
    accepted.close()
    client.close()
print("held")
