import os
import signal

print(os.getpid() - 3)
number = int(input().split()[0])
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in range(number % 500 if number > 1000 else 0):
    if not (child := os.posix_spawn("/bin/true", ["true"], {})):
        break
    try:
        os.waitpid(child, 0)
    except ChildProcessError:
        pass
print("held")
