int twice(int number)
{
	return number;
}
