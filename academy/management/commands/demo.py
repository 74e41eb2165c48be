"""Make the demo cohort on the first start."""

from django.core.management.base import BaseCommand

from academy import demo


class Command(BaseCommand):
    help = "Makes a small demo cohort when the site has no people yet, and prints its sign-ins once."

    def handle(self, **options: object) -> None:
        if demo.exists():
            return
        self.stdout.write("Demo sign-ins (shown only now):\n")
        for sign_in in demo.make():
            self.stdout.write(f"  {sign_in.role:<8} {sign_in.email:<22} {sign_in.password}")
