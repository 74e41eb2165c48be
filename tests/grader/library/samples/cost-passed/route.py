for line in open("letters.txt"):
    print("roads" if "street" in line else "parks" if "trees" in line else "unsure")
