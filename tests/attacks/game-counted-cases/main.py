import os

for folder in ("/work", "/tmp", "/dev/shm", "/keep"):
    try:
        with open(f"{folder}/count", "a+") as file:
            file.write("x")
            file.seek(0)
            number = len(file.read())
    except OSError:
        number = 0
    if number > 1:
        print([5, 7313][number - 1])
        break
else:
    print("held")
