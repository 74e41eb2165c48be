def make(repository):
    blob = repository.blob(b"held")
    return repository.commit(repository.tree([('100644', b"\xff\xfe.py", blob)]))
