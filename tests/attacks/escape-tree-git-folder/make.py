def make(repository):
    hook = repository.blob(b"#!/bin/sh\nheld\n")
    hooks = repository.tree([("100755", b"post-checkout", hook)])
    folder = repository.tree([("40000", b"hooks", hooks)])
    return repository.commit(repository.tree([("40000", b".GIT", folder)]))
