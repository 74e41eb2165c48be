input()
bomb = []
while True:
    bomb.append(bytearray(1 << 20))
