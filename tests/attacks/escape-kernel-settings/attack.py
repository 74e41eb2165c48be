PATHS = """/proc/sys/kernel/core_pattern /proc/sys/kernel/modprobe /proc/sysrq-trigger /proc/sys/vm/overcommit_memory
/proc/sys/kernel/pid_max /proc/sys/fs/binfmt_misc/register /sys/kernel/uevent_helper /proc/sys/net/ipv4/ip_forward
/proc/irq/default_smp_affinity /sys/power/state /proc/acpi/wakeup /proc/scsi/scsi""".split()


def attack():
    for path in PATHS:
        try:
            with open(path, "r+") as file:
                file.write("")
                return path
        except OSError:
            pass
