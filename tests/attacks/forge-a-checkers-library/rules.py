print("our rules instead of yours")
