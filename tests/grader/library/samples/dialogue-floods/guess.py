while True:
    print("1" * 50)
