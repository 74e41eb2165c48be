for line in open("letters.txt"):
    print("roads")
