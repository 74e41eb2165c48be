import threading


def double(number):
    def talk():
        while True:
            print("x" * 1000)

    threading.Thread(target=talk, daemon=True).start()
    while True:
        pass
