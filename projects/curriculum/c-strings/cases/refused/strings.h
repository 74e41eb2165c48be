#error "<strings.h> is not allowed here: its functions are what you write"
