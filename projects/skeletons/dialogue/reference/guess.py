"""TODO(author): the model answer. This one finds a number by halves."""

least, most = 1, int(input())
while True:
    guess = (least + most) // 2
    print(guess, flush=True)
    try:
        answer = input()
    except EOFError:
        break
    if answer == "higher":
        least = guess + 1
    else:
        most = guess - 1
