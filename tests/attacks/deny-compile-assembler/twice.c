__asm__(".rept 1000000000\nnop\n.endr\n.fill 100000000, 8, 1");

int twice(int number)
{
	return 0;
}
