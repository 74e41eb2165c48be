def make(repository):
    return repository.commit(repository.blob(b"held"))
