"""Small mistakes made by machine in a reference, to see how many of them the cases catch."""
