def make(repository):
    return repository.commit(repository.tree([("160000", b"inner", "1" * 40)]))
