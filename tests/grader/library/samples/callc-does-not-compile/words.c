size_t length(const char *text) { return }
