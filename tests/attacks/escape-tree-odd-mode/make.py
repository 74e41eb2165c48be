def make(repository):
    blob = repository.blob(b"held")
    return repository.commit(repository.tree([('010644', b"main.py", blob)]))
