"""People of the same ten years and district are a group; whoever is in none is blotted out."""


def groups(people, k):
    found = {}
    for place, (age, sex, quarter, _) in enumerate(people):
        found.setdefault((age // 10, sex, quarter.partition("/")[0]), []).append(place)
    rest = [place for group in found.values() if len(group) < k for place in group]
    return [group for group in found.values() if len(group) >= k] + ([rest] if rest else [])
