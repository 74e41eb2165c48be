while True:
    print("1" * 5000, end="")
