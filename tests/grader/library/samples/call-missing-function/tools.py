def dubble(thing):
    return thing
