def make(repository):
    target = repository.blob(b"/etc/passwd")
    return repository.commit(repository.tree([("120000", b"main.py", target)]))
