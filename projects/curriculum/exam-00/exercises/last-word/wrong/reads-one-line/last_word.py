line = input()
print((line.split() or [""])[-1])
