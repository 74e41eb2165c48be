print('hello')


def double(thing):
    print('called')
    return thing + thing
