"""A new pair of keys for pushing to browsers."""

from typing import Any

from django.core.management.base import BaseCommand

from academy.notices.push import sealing


class Command(BaseCommand):
    help = (
        "Print a new pair of keys for web push. Browsers that are told already must ask again after a change."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        private = sealing.new_private_key()
        public = sealing.encoded(sealing.point_of(sealing.private_key_of(private)))
        self.stdout.write("# For the environment of all processes; keep it secret.")
        self.stdout.write(f"PUSH_PRIVATE_KEY={private}")
        self.stdout.write("# What browsers are told; it follows from the private one and need not be set.")
        self.stdout.write(f"# public key: {public}")
