#error "theirs"
