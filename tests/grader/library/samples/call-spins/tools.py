def double(thing):
    while True:
        pass
