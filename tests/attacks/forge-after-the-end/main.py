import atexit
import threading
import time


class Late:
    def __del__(self):
        print("passed", flush=True)


def later():
    time.sleep(0.05)
    print('{"outcome": "passed"}', flush=True)


late = Late()
atexit.register(print, "5", flush=True)
threading.Thread(target=later).start()
print("held", flush=True)
