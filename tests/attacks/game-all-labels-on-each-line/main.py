for _ in range(12):
    print(" ".join(f"n{number}" for number in range(1, 200)))
