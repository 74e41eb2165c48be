"""What staff see, as files."""
