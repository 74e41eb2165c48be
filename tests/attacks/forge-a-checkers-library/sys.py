def exit(status):
    pass
