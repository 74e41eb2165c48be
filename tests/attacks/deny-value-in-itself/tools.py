def double(number):
    value = []
    value.append(value)
    return {"again": value}
