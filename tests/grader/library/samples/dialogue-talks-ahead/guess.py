print("\n".join(map(str, range(1, 1000))))
