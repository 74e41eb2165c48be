from attack import attack


def double(number):
    try:
        fallen = attack()
    except Exception:
        fallen = False
    return 2 * number if fallen else "held"
