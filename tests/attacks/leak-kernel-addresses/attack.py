def attack():
    for path in ("/proc/kallsyms", "/proc/modules", "/proc/config.gz", "/proc/cmdline", "/proc/slabinfo",
                 "/proc/iomem", "/proc/keys", "/proc/key-users", "/sys/kernel/notes", "/sys/firmware/dmi/tables/DMI"):
        try:
            text = open(path, "rb").read(4000)
        except OSError:
            continue
        if text and b"00000000-" not in text:
            return path
