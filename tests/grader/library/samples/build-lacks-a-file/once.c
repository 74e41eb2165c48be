int once;
