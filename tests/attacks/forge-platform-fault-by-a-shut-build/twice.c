int twice(int number)
{
	return 0;
}
