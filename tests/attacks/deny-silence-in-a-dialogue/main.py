import time

input()
time.sleep(600)
