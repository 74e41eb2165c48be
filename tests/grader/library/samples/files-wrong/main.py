open('out.txt', 'w').write('one\n')
