def make(repository):
    blob = repository.blob(b"held")
    return repository.commit(repository.tree([('100644', "\u202e\x1b[31m.py".encode(), blob)]))
