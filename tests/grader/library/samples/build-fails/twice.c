int twice(int number)
{
	retrun 2 * number;
}
