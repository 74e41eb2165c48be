def make(repository):
    at, mode = repository.blob(b"held"), "100644"
    for _ in range(40):
        at, mode = repository.tree([(mode, b"d", at)]), "40000"
    return repository.commit(at)
