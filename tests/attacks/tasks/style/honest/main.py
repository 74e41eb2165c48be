print("short")
