open("model", "w").write("none")
