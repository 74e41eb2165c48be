input()
guess = 0
while True:
    guess += 2
    print(guess, flush=True)
    input()
