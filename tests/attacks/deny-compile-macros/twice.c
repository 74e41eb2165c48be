#define A(x) x x x x x x x x x x
#define B(x) A(A(A(A(x))))
#define C(x) B(B(B(B(x))))

int all[] = {C(C(1,))};

int twice(int number)
{
	return 0;
}
