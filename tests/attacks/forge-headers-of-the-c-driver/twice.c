int puts(const char *);

int main(void)
{
	return puts("passed") < 0;
}

int twice(int number)
{
	return 0 * number;
}
