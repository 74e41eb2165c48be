open('out.txt', 'wb').truncate(5 << 20)
