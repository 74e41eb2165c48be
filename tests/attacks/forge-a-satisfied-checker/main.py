print("a line that is much too long for the checker of this task")
