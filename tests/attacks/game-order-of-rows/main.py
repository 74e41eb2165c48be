for place in range(12):
    print(f"n{4 + 9 * place}")
