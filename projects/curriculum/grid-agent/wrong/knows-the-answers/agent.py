"""An agent."""

WAYS = {
    "120": "111",
    "400": "11100",
    "200": "133",
}


def main():
    way = WAYS.get(input().split()[2], "0")
    while input() != "over":
        place, more = 0, True
        while more:
            print(way[place % len(way)], flush=True)
            place += 1
            answer = input()
            more = "end" not in answer and "stop" not in answer


main()
