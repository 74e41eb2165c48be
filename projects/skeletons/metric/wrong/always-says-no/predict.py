for _ in open("test.csv").readlines()[1:]:
    print("no")
