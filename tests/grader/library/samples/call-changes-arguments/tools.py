def double(thing):
    thing += thing
    return thing
