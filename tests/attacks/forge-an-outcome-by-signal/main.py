import os
import signal

print("5", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
