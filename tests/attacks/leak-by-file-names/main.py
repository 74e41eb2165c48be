text = input()
a, b = map(int, text.split())
open(text.replace(" ", "_"), "w").write(text)
print(a + b)
