import resource


def attack():
    for limit in (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU,
                  resource.RLIMIT_MEMLOCK, resource.RLIMIT_CORE):
        soft, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY:
            return limit
        try:
            resource.setrlimit(limit, (hard + 1, hard + 1))
            return limit
        except (OSError, ValueError):
            pass
