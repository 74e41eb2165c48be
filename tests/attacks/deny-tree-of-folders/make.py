def make(repository):
    at = repository.tree([])
    for _ in range(10):
        at = repository.tree([("40000", b"%d" % number, at) for number in range(10)])
    return repository.commit(at)
