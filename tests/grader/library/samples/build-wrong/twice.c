int twice(int number);

int twice(int number)
{
	return 3 * number;
}
