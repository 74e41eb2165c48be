while True:
    print("n4\n" * 1000)
