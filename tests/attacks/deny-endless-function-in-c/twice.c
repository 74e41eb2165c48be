int twice(int number)
{
	for (volatile int at = number;; at++)
		;
}
