#error "nothing to compile"
