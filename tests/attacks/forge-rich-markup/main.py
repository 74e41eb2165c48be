print("[bold green]passed[/] [link=https://example.org]here[/link] \x1b[32mpassed\x1b[0m")
print("\x1b]8;;https://example.org\x07click\x1b]8;;\x07\x1b]0;title\x07\x1b[2J\x1b[1A")
