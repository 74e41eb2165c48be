import sys

for line in sys.stdin:
    sys.stderr.write(f"told {line}")
    print(f"you said {line.strip()}", flush=True)
sys.exit("told everything")
