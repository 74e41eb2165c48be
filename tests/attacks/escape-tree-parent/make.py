def make(repository):
    blob = repository.blob(b"held")
    inner = repository.tree([("100644", b"held", blob)])
    return repository.commit(repository.tree([("40000", b"..", inner)]))
