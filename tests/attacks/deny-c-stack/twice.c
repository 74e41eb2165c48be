int twice(int number)
{
	volatile char room[4096];

	room[0] = number;
	return twice(number + 1) + room[0];
}
