"""The project folder format: what a curriculum author writes, read and checked without a site."""
