for line in open("test.csv").read().split()[1:]:
    print(f"n{int(line) + 1}")
