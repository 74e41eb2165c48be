import threading
import time


def double(number):
    value = [0]

    def later():
        while True:
            value[0] = 2 * number
            time.sleep(0)

    threading.Thread(target=later, daemon=True).start()
    return value
