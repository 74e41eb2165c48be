"""What a hand-in may hold, and how an uploaded archive becomes files. Git's hooks use it too: no Django."""
