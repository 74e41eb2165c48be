def make(repository):
    rules = repository.blob(b"secret.py export-ignore\nmain.py export-subst filter=held\n")
    main = repository.blob(b"print('$Format:%H$')\n")
    return repository.commit(
        repository.tree([("100644", b".gitattributes", rules), ("100644", b"main.py", main), ("100644", b"secret.py", main)])
    )
