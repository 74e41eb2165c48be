int twice(int number)
{
	int unused;
	return 2 * number;
}
