print("\n".join(["n4"] * 6 + [str(number) for number in range(6)]))
