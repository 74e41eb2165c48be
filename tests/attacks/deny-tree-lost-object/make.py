def make(repository):
    return repository.commit(repository.tree([("100644", b"main.py", "1" * 40)]))
