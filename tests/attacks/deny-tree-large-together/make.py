def make(repository):
    blob = repository.blob(bytes(4 << 20))
    return repository.commit(repository.tree([("100644", b"%d" % number, blob) for number in range(9)]))
