print("EEE")
