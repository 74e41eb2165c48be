for number in range(8_000):
    print(number % 7, number % 11)
