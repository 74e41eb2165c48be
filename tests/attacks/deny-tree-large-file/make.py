def make(repository):
    blob = repository.blob(bytes(5 << 20))
    return repository.commit(repository.tree([("100644", b"zeros", blob)]))
