#error "<string.h> is not allowed here: its functions are what you write"
