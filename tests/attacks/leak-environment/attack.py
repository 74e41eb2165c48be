import os


def attack():
    """Also in those of other processes."""
    texts = [f"{name}={value}" for name, value in os.environ.items()]
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            texts.append(open(f"/proc/{pid}/environ").read())
        except OSError:
            pass
    found = "\n".join(texts).upper()
    return any(word in found for word in ("TOKEN", "SECRET", "PASSWORD", "APIKEY", "CREDENTIAL", "DOCKER_HOST"))
