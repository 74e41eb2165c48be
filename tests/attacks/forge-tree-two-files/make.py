def make(repository):
    first, second = repository.blob(b"what the check sees"), repository.blob(b"what is graded")
    return repository.commit(repository.tree([("100644", b"main.py", first), ("100644", b"main.py", second)]))
