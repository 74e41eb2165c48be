def make(repository):
    at, mode = repository.blob(b"held"), "100644"
    for _ in range(10):
        at, mode = repository.tree([(mode, b"%d" % number, at) for number in range(10)]), "40000"
    return repository.commit(at)
