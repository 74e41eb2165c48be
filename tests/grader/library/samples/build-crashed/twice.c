int twice(int number)
{
	return *(int *)(long)number;
}
