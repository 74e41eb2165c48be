def read(path):
    with open(path, encoding="utf-8") as file:
        head, *lines = file.read().splitlines()
    if head == "review":
        return [{"review": line} for line in lines]
    rows = [line.rsplit(",", 1) for line in lines if "," in line]
    return [{"review": text, "label": label} for text, label in rows if label in ("긍정", "부정")]
