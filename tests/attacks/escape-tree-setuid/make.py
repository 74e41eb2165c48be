def make(repository):
    blob = repository.blob(b"held")
    return repository.commit(repository.tree([('104755', b"main.py", blob)]))
