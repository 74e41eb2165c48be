print("n" * 60_000)
