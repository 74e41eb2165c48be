def double(number):
    return "\ud800\udfff\u202e\u2066" + "\u0301" * 5000 + "\x1b[2J\0"
