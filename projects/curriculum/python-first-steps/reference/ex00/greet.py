"""Greet everybody named on the command line."""

import sys


def greetings(arguments):
    names = [" ".join(argument.split()) for argument in arguments]
    return [f"Hello, {name}!" for name in names if name] or ["Hello, stranger!"]


if __name__ == "__main__":
    print("\n".join(greetings(sys.argv[1:])))
