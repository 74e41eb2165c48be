import os
os.symlink('in.txt', 'out.txt')
