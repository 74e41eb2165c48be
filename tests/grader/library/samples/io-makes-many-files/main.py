for number in range(100000):
    open(str(number), 'w').close()
