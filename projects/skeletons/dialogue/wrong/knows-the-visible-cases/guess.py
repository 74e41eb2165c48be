input()
while True:
    print(50, flush=True)
    input()
