def double(thing):
    return thing + thing
