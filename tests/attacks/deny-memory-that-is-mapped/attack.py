import mmap


def attack():
    maps = [mmap.mmap(-1, 1 << 38) for _ in range(4)]
    for place in range(0, 1 << 38, 1 << 21):
        for one in maps:
            one[place] = 1
