def double(thing):
    x = []
    x.append(x)
    return x
