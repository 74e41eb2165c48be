class script(Exception):
    pass


def double(number):
    return "<script>alert(1)</script>" * 100
