char all[1 << 30] = {1};

int twice(int number)
{
	return all[number] * 0;
}
