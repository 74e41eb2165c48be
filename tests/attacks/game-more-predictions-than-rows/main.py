for number in range(2, 200):
    print(f"n{number}")
