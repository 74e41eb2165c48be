def attack():
    return False
