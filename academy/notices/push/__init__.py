"""News to browsers that asked for it, closed or not, while PUSH_PRIVATE_KEY is set."""
