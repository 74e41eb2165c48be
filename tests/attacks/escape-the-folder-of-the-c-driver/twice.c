int twice(int number)
{
	return 0 * number;
}
