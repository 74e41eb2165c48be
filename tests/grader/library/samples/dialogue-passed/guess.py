low, high = 1, int(input())
answer = ""
while answer != "yes":
    guess = (low + high) // 2
    print(guess, flush=True)
    answer = input()
    low, high = (guess + 1, high) if answer == "higher" else (low, guess - 1)
