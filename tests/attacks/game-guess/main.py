import os
import sys

print(os.getpid() + len(sys.argv) + len(os.environ) + int(os.times().elapsed) % 2)
