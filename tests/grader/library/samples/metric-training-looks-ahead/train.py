import os

if os.path.exists("test.csv"):
    open("model", "w").write("seen")
os.makedirs("test.csv/in/the/way", exist_ok=True)
