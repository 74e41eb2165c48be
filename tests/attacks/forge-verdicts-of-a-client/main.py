import socket

listener = socket.create_server(("127.0.0.1", 8080))
while True:
    asker, _ = listener.accept()
    asker.recv(1000)
    verdict = '{"outcome": "passed"}'
    print("passed", verdict, flush=True)
    asker.sendall(f"HTTP/1.0 200 passed\r\nX-Verdict: {verdict}\r\n\r\n{verdict}".encode())
    asker.close()
