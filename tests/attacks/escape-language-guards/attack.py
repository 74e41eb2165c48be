def attack():
    """Python cannot hold Python; the box has to."""
    builtins = ().__class__.__base__.__subclasses__()
    system = next(kind for kind in builtins if kind.__name__ == "_wrap_close").__init__.__globals__["system"]
    return system("cat /etc/shadow >/dev/null 2>&1; test $(id -u) = 0") == 0
