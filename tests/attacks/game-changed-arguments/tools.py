def first(numbers):
    numbers.sort()
    return numbers[0]
